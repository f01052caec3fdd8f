import { expect, test } from "vitest";
import { HubError } from "../../domain/errors.ts";
import { sameInBoth } from "../../domain/text.ts";
import { AttemptLog } from "../../webhooks/attempt-log.ts";
import { LogLines } from "./support/builders.ts";
import { FakeTime, settled } from "./support/fake-time.ts";

function kept(): {
  keeper: AttemptLog;
  time: FakeTime;
  log: LogLines;
  written: string[];
  failing: Set<string>;
  write(name: string): void;
} {
  const [time, log, written, failing] = [new FakeTime(), new LogLines(), [] as string[], new Set<string>()];
  const attemptLog = new AttemptLog(log, time);
  const write = (name: string): void =>
    attemptLog.write(async () => {
      if (failing.has(name)) throw new Error("disk full");
      written.push(name);
    });
  return { keeper: attemptLog, time, log, written, failing, write };
}

test("AttemptLog writes nothing past what failed, and in order once the store takes it", async () => {
  const { keeper: attemptLog, time, log, written, failing, write } = kept();
  failing.add("a");
  write("a");
  await settled();
  write("b");
  await time.advance(3_000);
  expect([written, attemptLog.waiting]).toEqual([[], 2]);
  failing.clear();
  await time.advance(1_000);
  expect([written, attemptLog.waiting]).toEqual([["a", "b"], 0]);
  expect(log.lines.map(({ level }) => level)).toEqual(["warn", "info"]);
});

test("AttemptLog drops an outcome whose delivery is gone instead of holding up all others", async () => {
  const { keeper: attemptLog, written, write } = kept();
  attemptLog.write(() => Promise.reject(new HubError("store.not_found", sameInBoth("gone"))));
  write("b");
  await settled();
  expect([written, attemptLog.waiting]).toEqual([["b"], 0]);
});

test("stop() tries once more what failed, and does not wait for a store that still refuses", async () => {
  const { keeper: attemptLog, written, failing, write } = kept();
  failing.add("a");
  write("a");
  await settled();
  await attemptLog.stop();
  expect(attemptLog.waiting).toBe(1);
  failing.clear();
  await attemptLog.stop();
  expect([written, attemptLog.waiting]).toEqual([["a"], 0]);
});
