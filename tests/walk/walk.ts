import { parseArgs } from "node:util";
import { SingleBar } from "cli-progress";
import { runWalk } from "./run-walk.ts";

const { values } = parseArgs({
  options: {
    commands: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    help: { type: "boolean", default: false },
  },
});

const commands = Number(values.commands);
if (values.help || !(commands >= 1)) {
  console.log(
    "npm run walk -- [--commands 100000] [--seed 1]   several users give a hub legal and illegal commands at random; what they see and what is left is checked",
  );
  process.exit(values.help ? 0 : 2);
}

const bar = new SingleBar({ format: "{bar} {value}/{total} commands, {eta_formatted} left" });
bar.start(commands, 0);
const report = await runWalk({ commands, seed: Number(values.seed), onProgress: (done) => bar.update(done) });
bar.stop();
const { faults, ...totals } = report;
console.log(JSON.stringify({ ...totals, faults: faults.length, first: faults.slice(0, 20) }, null, 1));
process.exitCode = faults.length === 0 ? 0 : 1;
