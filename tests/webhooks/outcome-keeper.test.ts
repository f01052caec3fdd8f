import { expect, test } from "vitest";
import { HubError } from "../../domain/errors.ts";
import { createOutcomeKeeper, type OutcomeKeeper } from "../../webhooks/outcome-keeper.ts";
import { LogLines } from "./support/builders.ts";
import { FakeTime, settled } from "./support/fake-time.ts";

function kept(): {
  keeper: OutcomeKeeper;
  time: FakeTime;
  log: LogLines;
  written: string[];
  failing: Set<string>;
  write(name: string): void;
} {
  const [time, log, written, failing] = [new FakeTime(), new LogLines(), [] as string[], new Set<string>()];
  const keeper = createOutcomeKeeper(log, time);
  const write = (name: string): void =>
    keeper.keep(async () => {
      if (failing.has(name)) throw new Error("disk full");
      written.push(name);
    });
  return { keeper, time, log, written, failing, write };
}

test("createOutcomeKeeper() writes nothing past what failed, and in order once the store takes it", async () => {
  const { keeper, time, log, written, failing, write } = kept();
  failing.add("a");
  write("a");
  await settled();
  write("b");
  await time.advance(3_000);
  expect([written, keeper.waiting]).toEqual([[], 2]);
  failing.clear();
  await time.advance(1_000);
  expect([written, keeper.waiting]).toEqual([["a", "b"], 0]);
  expect(log.lines.map(({ level }) => level)).toEqual(["warn", "info"]);
});

test("createOutcomeKeeper() drops an outcome whose delivery is gone instead of holding up all others", async () => {
  const { keeper, written, write } = kept();
  keeper.keep(() => Promise.reject(new HubError("store.not_found", "gone")));
  write("b");
  await settled();
  expect([written, keeper.waiting]).toEqual([["b"], 0]);
});

test("stop() tries once more what failed, and does not wait for a store that still refuses", async () => {
  const { keeper, written, failing, write } = kept();
  failing.add("a");
  write("a");
  await settled();
  await keeper.stop();
  expect(keeper.waiting).toBe(1);
  failing.clear();
  await keeper.stop();
  expect([written, keeper.waiting]).toEqual([["a"], 0]);
});
