import { afterEach, describe, expect, it } from "vitest";
import { checkCity } from "../../city/check-city.ts";
import { loadCity } from "../../city/load-city.ts";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import { problemText } from "../../yaml/problem.ts";
import { type CityFolder, cityFolder } from "./small-city.ts";

let made: CityFolder | null = null;

afterEach(() => made?.remove());

function folderWith(policy: string | null): string {
  made = cityFolder(policy === null ? {} : { "case-policy.yaml": policy });
  return made.folder;
}

describe("case-policy.yaml", () => {
  it("may be left out: the city then has no standing order", () => {
    expect(loadCity(folderWith(null)).city.casePolicy).toBeUndefined();
  });

  it("says what is done at once and what closing asks for; what it leaves out is as without it", () => {
    const policy = "dispatch: at-once\nclosing: evidence\nholdClear: 20min\nincidents: { within: 3h }\n";
    expect(loadCity(folderWith(policy)).city.casePolicy).toEqual({
      registration: "officer",
      dispatch: "at-once",
      closing: "evidence",
      holdClearMs: 20 * minuteMs,
      verification: "sensor",
      reopenWithinMs: hourMs,
      incidents: { areaKind: "district", withinMs: 3 * hourMs },
    });
  });

  it("is refused with the place of every mistake", () => {
    const { isSound, problems } = checkCity(folderWith("closing: tide\nholdClear: 20\nholdclear: 5min\n"));
    expect(isSound).toBe(false);
    const told = problems.map((problem) => problemText(problem, "en"));
    expect(problems.map(({ where }) => where)).toEqual([
      "case-policy.yaml:1:10",
      "case-policy.yaml:2:12",
      "case-policy.yaml:3:1",
    ]);
    expect(told.join()).toContain("did you mean holdClear?");
  });

  it("is noted where it is for demonstration", () => {
    const { notes } = checkCity(folderWith("closing: evidence\nisDemonstration: true\n"));
    expect(notes.map(({ en }) => en)).toContainEqual(expect.stringContaining("case-policy.yaml is for demonstration"));
  });
});
