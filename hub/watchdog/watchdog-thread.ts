import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";
import { StandstillJudge, type WatchdogStart } from "./standstill-judge.ts";

const everyMs = 250;

const { memory, limits } = workerData as WatchdogStart;
const judge = new StandstillJudge(limits, everyMs);

setInterval(() => {
  const standstill = judge.look(new Int32Array(memory));
  if (standstill === null) return;
  // As a line of the log, by the shortest way: the event loop that would write it may be what stands still.
  const line = {
    level: 60,
    time: Date.now(),
    standstill,
    msg: "the hub stands still and is ended, to be started again",
  };
  writeSync(2, `${JSON.stringify(line)}\n`);
  // No gentler end asks nothing of the event loop. What was acknowledged is on disk.
  process.kill(process.pid, "SIGKILL");
}, everyMs);
