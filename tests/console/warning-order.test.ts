import { expect, it } from "vitest";
import type { Warning } from "../../console/api/wire.ts";
import { boundsOf, projected } from "../../console/parts/area-projection.ts";
import { draftBody, emptyDraft, hasHalfWords } from "../../console/screens/warnings/draft-body.ts";
import { levelAsked, namesColour, openLists } from "../../console/screens/warnings/warning-order.ts";
import { levelNames } from "../../locales/names.ts";
import { draft } from "./wire-warning.ts";

const at = (minute: number) => `2026-07-20T08:${String(minute).padStart(2, "0")}:00.000Z`;

it("lists drafts by what is due first, and those escalated above all", () => {
  const due = (id: string, minute: number): Warning => ({
    ...draft,
    id,
    decision: { dueAt: at(minute), do: "issue" },
  });
  const rows = [draft, due("late", 30), due("soon", 5), { ...draft, id: "paged", escalatedAt: at(2) }];
  expect(openLists(rows).waiting.map(({ id }) => id)).toEqual(["paged", "soon", "late", "warning-a"]);
});

it("has one in force that is to be raised in both lists, and asks for the higher level", () => {
  const raised: Warning = { ...draft, id: "raised", state: "issued", proposal: { level: "red", at: at(1) } };
  const red: Warning = { ...draft, id: "red", state: "updated", level: "red" };
  const { waiting, inForce } = openLists([raised, red, { ...draft, id: "over", state: "lifted" }]);
  expect([waiting.map(({ id }) => id), inForce.map(({ id }) => id)]).toEqual([["raised"], ["red", "raised"]]);
  expect(levelAsked(raised)).toBe("red");
});

it.each([
  ["红", true],
  ["红色", true],
  [" RED ", true],
  ["orange", false],
  ["", false],
])("takes %j for red: %s", (typed, isNamed) => expect(namesColour(typed, levelNames.red)).toBe(isNamed));

it("leaves empty words of a draft to the policy, and knows words in one language alone", () => {
  expect(draftBody({ ...emptyDraft, areaCode: "410105" })).toEqual({
    hazard: "waterlogging",
    areaCode: "410105",
    level: "yellow",
  });
  const half = { ...emptyDraft, words: { ...emptyDraft.words, title: { zh: "预警", en: " " } } };
  expect([hasHalfWords(emptyDraft), hasHalfWords(half)]).toEqual([false, true]);
});

it("draws a circle round, within its picture", () => {
  const circle = { longitude: 113.6, latitude: 34.7, radiusKm: 10 };
  const bounds = boundsOf([], [{ shape: { rings: [], circle } }]);
  if (bounds === null) throw new Error("a circle has bounds");
  const { height, point, pxPerKm } = projected(bounds, 320);
  const [x, y] = point([circle.longitude, circle.latitude]);
  expect(Math.abs(x - 160)).toBeLessThan(1);
  expect(y - 10 * pxPerKm).toBeGreaterThan(0);
  expect(y + 10 * pxPerKm).toBeLessThan(height);
  expect(boundsOf([], [])).toBeNull();
});
