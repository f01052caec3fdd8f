import { parseArgs } from "node:util";
import { SingleBar } from "cli-progress";
import { seeded } from "../support/seeded.ts";
import { fewestTicks, runSoak } from "./run-soak.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "30" },
    devices: { type: "string", default: "300" },
    seed: { type: "string", default: "1" },
    interval: { type: "string", default: "10" },
    help: { type: "boolean", default: false },
  },
});

const help =
  "npm run soak -- [--minutes 30] [--devices 300] [--interval 10] [--seed 1]   a city of devices as the field has them, through one flood each";

const intervalMs = Number(values.interval) * 1000;
const ticks = Math.floor((Number(values.minutes) * 60_000) / intervalMs);
if (values.help || !(ticks >= fewestTicks)) {
  console.log(
    values.help
      ? help
      : `${help}\nwanted at least ${fewestTicks} intervals, got ${ticks}: more minutes or a shorter interval`,
  );
  process.exit(values.help ? 0 : 2);
}

const bar = new SingleBar({
  format: "{bar} {value}/{total} intervals, {acknowledged} acknowledged, {eta_formatted} left",
});
bar.start(ticks, 0, { acknowledged: 0 });
const report = await runSoak({
  ...{ devices: Number(values.devices), ticks, intervalMs },
  random: seeded(Number(values.seed)),
  onTick: (tick, acknowledged) => bar.update(tick, { acknowledged }),
});
bar.stop();
console.log(JSON.stringify(report, null, 1));
const { missed, false: falseAlarms, urgentFromBacklogs, blindUntold, lost, doubled } = report;
process.exitCode = missed + falseAlarms + urgentFromBacklogs + blindUntold + lost + doubled === 0 ? 0 : 1;
