import { describe, expect, it } from "vitest";
import { createPendingSignIns, pendingMs } from "../../../people/oidc/pending-sign-ins.ts";

const checks = (state: string) => ({ state, nonce: `nonce of ${state}`, codeVerifier: `verifier of ${state}` });

describe("createPendingSignIns()", () => {
  it("gives what was begun to that browser with that state, once", () => {
    const pending = createPendingSignIns(() => 0);
    const [one, two] = [pending.add(checks("a"), "here"), pending.add(checks("b"), "here")];
    expect(one).toMatch(/^[\w-]{43}$/);
    expect([pending.take(one, "b"), pending.take(two, "a"), pending.take("a", "a"), pending.take(one, "")]).toEqual(
      Array(4).fill(null),
    );
    expect(pending.take(one, "a")).toEqual(checks("a"));
    expect(pending.take(one, "a")).toBeNull();
    expect(pending.take(two, "b")).toEqual(checks("b"));
  });

  it("keeps each for ten minutes", () => {
    let now = 0;
    const pending = createPendingSignIns(() => now);
    const [inTime, late] = [pending.add(checks("a"), "here"), pending.add(checks("b"), "here")];
    now = pendingMs;
    expect(pending.take(inTime, "a")).not.toBeNull();
    now += 1;
    expect(pending.take(late, "b")).toBeNull();
  });

  it("holds 1,000: of 1,001 the oldest is forgotten, and no other", () => {
    const pending = createPendingSignIns(() => 0);
    const browsers = Array.from({ length: 1_001 }, (_, n) => pending.add(checks(String(n)), "here"));
    const kept = browsers.map((browser, n) => pending.take(browser, String(n)) !== null);
    expect(kept.indexOf(true)).toBe(1);
    expect(kept.filter((each) => each)).toHaveLength(1_000);
  });

  it("forgets of the address that has most: thousands from one push nobody else out", () => {
    const pending = createPendingSignIns(() => 0);
    const others = Array.from({ length: 300 }, (_, n) => pending.add(checks(`other ${n}`), `other ${n % 60}`));
    const flood = Array.from({ length: 5_000 }, (_, n) => pending.add(checks(`flood ${n}`), "flood"));
    const late = pending.add(checks("late"), "late");
    expect(others.filter((browser, n) => pending.take(browser, `other ${n}`) !== null)).toHaveLength(300);
    expect(pending.take(late, "late")).not.toBeNull();
    const kept = flood.map((browser, n) => pending.take(browser, `flood ${n}`) !== null);
    expect([kept.indexOf(true), kept.filter((each) => each).length]).toEqual([4_301, 699]);
  });
});
