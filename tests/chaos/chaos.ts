import { parseArgs } from "node:util";
import { seeded } from "../support/seeded.ts";
import { runChaos } from "./run-chaos.ts";
import { runLoopChaos } from "./run-loop-chaos.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "20" },
    devices: { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) {
  console.log(
    "npm run chaos -- [--rounds 20] [--devices 20] [--seed 1]   kills the hub at random moments, under readings and while it calls, and counts",
  );
  process.exit(0);
}

const report = await runChaos({
  rounds: Number(values.rounds),
  devices: Number(values.devices),
  window: 20,
  publishesPerSecond: 100,
  maxLifeReadings: 2_000,
  random: seeded(Number(values.seed)),
  onRound: (round, acknowledged) => console.error(`round ${round}/${values.rounds}: ${acknowledged} acknowledged`),
});
console.log(JSON.stringify(report, null, 1));
const {
  lost,
  storedTwice,
  missingCases,
  duplicatedCases,
  untoldChanges,
  contradictions,
  eventsNotReceived,
  idsWithTwoMeanings,
} = report;
const faults =
  lost +
  storedTwice +
  missingCases +
  duplicatedCases +
  untoldChanges +
  contradictions +
  eventsNotReceived +
  idsWithTwoMeanings;

const loop = await runLoopChaos({
  rounds: Number(values.rounds),
  random: seeded(Number(values.seed)),
  onRound: (round, received) => console.error(`loop, round ${round}/${values.rounds}: ${received} received`),
});
console.log(JSON.stringify(loop, null, 1));
const { limitsMissed, limitsTwice, callsLost, callsTwice, switchesLost, holes } = loop;
const loopFaults = limitsMissed + limitsTwice + callsLost + callsTwice + switchesLost + holes;
process.exitCode = faults + loopFaults === 0 ? 0 : 1;
