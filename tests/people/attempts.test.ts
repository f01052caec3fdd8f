import { describe, expect, it } from "vitest";
import { createAttempts } from "../../people/sessions/attempts.ts";
import { peopleSettings } from "../../people/settings.ts";

const minute = 60_000;

function open() {
  const time = { now: 1_000 };
  const attempts = createAttempts(peopleSettings.parse({}), () => time.now);
  return { ...attempts, time };
}

describe("createAttempts()", () => {
  it("G28: makes an account wait after five failures, wherever they come from, and says so once", () => {
    const { waitFor, failed } = open();
    const told = Array.from({ length: 6 }, (_, n) => failed("li", `10.0.0.${n}`));
    expect(told).toEqual([false, false, false, false, true, false]);
    expect(waitFor("li", "10.0.0.99")).toBe(15 * minute);
    expect(waitFor("an", "10.0.0.99")).toBe(0);
  });

  it("leaves those at their own desk alone while a stranger guesses, and counts their own mistakes", () => {
    const { waitFor, failed, succeeded } = open();
    succeeded("li", "desk");
    for (let n = 0; n < 50; n += 1) failed("li", `stranger ${n}`);
    expect(waitFor("li", "stranger 51")).toBeGreaterThan(0);
    expect(waitFor("li", "desk")).toBe(0);
    for (let n = 0; n < 5; n += 1) failed("li", "desk");
    expect(waitFor("li", "desk")).toBeGreaterThan(0);
  });

  it("G28: makes an address wait after twenty failures in a minute, whichever accounts it tries", () => {
    const { waitFor, failed, time } = open();
    for (let n = 0; n < 20; n += 1) {
      expect(waitFor(`account ${n}`, "10.0.0.1")).toBe(0);
      failed(`account ${n}`, "10.0.0.1");
    }
    expect(waitFor("another", "10.0.0.1")).toBe(minute);
    expect(waitFor("another", "10.0.0.2")).toBe(0);
    time.now += minute;
    expect(waitFor("another", "10.0.0.1")).toBe(0);
  });

  it("forgets failures with the first success, and after the wait", () => {
    const { waitFor, failed, succeeded, time } = open();
    for (let n = 0; n < 4; n += 1) failed("li", "desk");
    succeeded("li", "desk");
    for (let n = 0; n < 4; n += 1) failed("li", "desk");
    expect(waitFor("li", "desk")).toBe(0);
    time.now += 15 * minute;
    for (let n = 0; n < 4; n += 1) failed("li", "desk");
    expect(waitFor("li", "desk")).toBe(0);
  });

  it("counts no more than it can hold", () => {
    const { waitFor, failed } = open();
    for (let n = 0; n < 5; n += 1) failed("first", "a");
    for (let n = 0; n < 10_001; n += 1) failed(`account ${n}`, `address ${n}`);
    expect(waitFor("first", "b")).toBe(0);
  });
});
