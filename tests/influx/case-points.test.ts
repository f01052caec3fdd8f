import { expect, it } from "vitest";
import {
  caseChangePoint,
  openCasePoint,
  openWarningPoint,
  warningChangePoint,
} from "../../influx/points/case-points.ts";
import { placesOf } from "../../influx/points/places.ts";
import { smallCity } from "../support/alarm-builders.ts";
import { aCase, aWarning } from "../support/effects.ts";
import { caseData, warningEventOf } from "../support/events.ts";
import { noon } from "../support/observations.ts";

const places = placesOf(smallCity());

it("caseChangePoint() writes what changed beside how the case stands, at the instant it is given", () => {
  const of = aCase({ revision: 2, acknowledged: { at: noon, by: "Wang" } });
  const entry = { kind: "acknowledged", at: noon + 60_000, by: "Wang", words: of.title } as const;
  const written = caseChangePoint(caseData(of, entry), places, "123");
  expect(written).toMatch(/^case_state,district=410105,hazard=waterlogging,station=station-1 .* 123$/);
  for (const field of ['change="acknowledged"', "acknowledged=1", "revision=2", "ageMs=60000", "open=1"]) {
    expect(written).toContain(field);
  }
});

it("openCasePoint() says nothing of a change", () => {
  const written = openCasePoint(aCase(), places, noon + 1_000);
  expect(written).toMatch(/^case_open,.* \d+$/);
  expect(written).toContain("ageMs=1000");
  expect(written).not.toContain("change=");
});

it("warning points count the cases that are their reason", () => {
  const of = aWarning({ cases: { a: "red", b: "blue" } as never });
  expect(warningChangePoint(warningEventOf(of), places, "123")).toMatch(/^warning_state,.*cases=2,.* 123$/);
  expect(openWarningPoint(of, places, noon)).toMatch(/^warning_open,.*cases=2,/);
});
