import fc from "fast-check";
import { expect, it } from "vitest";
import type { Warning } from "../../console/api/wire.ts";
import {
  contested,
  type EditFields,
  editBody,
  isOneSided,
  shownFields,
  upon,
  written,
  yielded,
} from "../../console/screens/warnings/edits.ts";
import { sameInBoth } from "../../domain/text.ts";
import { draft as plain } from "./wire-warning.ts";

const draft: Warning = { ...plain, impact: { zh: "积水", en: "water" } };

it("saves what is other than it stood, and nothing where nothing is", () => {
  const advice = { zh: "不要涉水", en: "do not wade" };
  const half = written(draft, null, { advice: { ...draft.advice, zh: "不要涉水" } });
  const whole = written(draft, half, { advice, level: "orange" });
  if (half === null || whole === null) throw new Error("what was written is there");
  expect(editBody(whole)).toEqual({ do: "edit", level: "orange", advice });
  expect([isOneSided(half), isOneSided(whole)]).toEqual([true, false]);
  expect(written(draft, whole, { advice: { ...draft.advice }, level: "yellow" })).toBeNull();
  expect(written({ ...draft, revision: 2 }, whole, {})?.revision).toBe(1);
});

const texts = fc.constantFrom("a", "b", "c").map(sameInBoth);
const fields = fc.record(
  { level: fc.constantFrom("yellow", "orange", "red"), title: texts, impact: texts, advice: texts },
  { requiredKeys: [] },
);
const names = ["level", "title", "impact", "advice"] as const;

it("what somebody else saved meanwhile is undone in no field but one that was written here too, which is said first", () => {
  fc.assert(
    fc.property(fields, fields, fields, (before, elsewhere, after) => {
      const begun = written(draft, null, before as Partial<EditFields>);
      const now: Warning = { ...draft, ...(elsewhere as Partial<EditFields>), revision: 2 };
      const edits = written(now, begun, after as Partial<EditFields>);
      const isWritten = (name: (typeof names)[number]) => begun?.to[name] !== undefined || after[name] !== undefined;
      const untouched = names.filter((name) => !isWritten(name));
      const kept = { ...now, ...(edits === null ? {} : editBody(edits)) };
      for (const name of untouched) {
        expect(shownFields(now, edits)[name]).toEqual(now[name]);
        expect(kept[name]).toEqual(now[name]);
      }
      if (edits === null) return;
      const lost = names.filter((name) => begun?.to[name] !== undefined && !same(now[name], draft[name]));
      for (const name of lost)
        expect(contested(now, edits).includes(name)).toBe(
          edits.to[name] !== undefined && !same(now[name], edits.to[name]),
        );
      expect({ ...now, ...yielded(now, edits)?.to }).toMatchObject(
        Object.fromEntries(contested(now, edits).map((name) => [name, now[name]])),
      );
      expect({ ...now, ...upon(now, edits)?.to }).toMatchObject(edits.to);
      expect(upon(now, edits)?.revision ?? 2).toBe(2);
    }),
  );
});

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
