/** Fills the old generation, lets go of it, and goes on as a calm process does: prints the heap once it is small again, or in the end. */
import { setTimeout as sleep } from "node:timers/promises";
import { collectGarbage } from "../../cli/collect-garbage.ts";

const [isCollecting, seconds] = [process.argv[2] === "collecting", Number(process.argv[3])];
const heapMb = (): number => process.memoryUsage().heapUsed / 1_048_576;

if (isCollecting) collectGarbage(1_000);
let kept: { readonly value: number }[] | null = Array.from({ length: 2_000_000 }, (_, value) => ({ value }));
const fullMb = heapMb();
kept = null;
for (let second = 0; second < seconds && heapMb() > fullMb / 2; second++) await sleep(1_000);
console.log(JSON.stringify({ fullMb, heapMb: heapMb(), kept }));
