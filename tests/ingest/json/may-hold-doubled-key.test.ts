import fc from "fast-check";
import { expect, test } from "vitest";
import { mayHoldDoubledKey } from "../../../ingest/json/may-hold-doubled-key.ts";

const key = fc.constantFrom("t", "values", "seq", "depth", "level", "note");
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, fc.string(), fc.integer(), fc.constant(null), tie("array"), tie("object")),
  array: fc.array(tie("value"), { maxLength: 4 }),
  object: fc.dictionary(key, tie("value")),
}));
const object = fc.dictionary(key, value, { minKeys: 1 });

test("is true of every text in which a key stands twice", () => {
  const doubled = fc.tuple(object, value, fc.nat(), fc.boolean()).map(([held, second, index, isFirst]) => {
    const members = Object.entries(held).map(([name, each]) => `${JSON.stringify(name)}: ${JSON.stringify(each)}`);
    const again = `${JSON.stringify(Object.keys(held)[index % members.length])}:${JSON.stringify(second)}`;
    return `{${(isFirst ? [again, ...members] : [...members, again]).join()}}`;
  });
  const places = [
    (text: string) => text,
    (text: string) => `[{"t":1},${text}]`,
    (text: string) => `{"values":${text}}`,
  ];
  fc.assert(
    fc.property(doubled, fc.constantFrom(...places), (text, place) => {
      const whole = place(text);
      expect(mayHoldDoubledKey(whole, JSON.parse(whole))).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});

test("is false of every text in which none does, and no letter is escaped", () => {
  fc.assert(
    fc.property(object, fc.constantFrom(0, 2), (held, blanks) => {
      const text = JSON.stringify(held, null, blanks);
      fc.pre(!text.includes("\\"));
      expect(mayHoldDoubledKey(text, JSON.parse(text))).toBe(false);
    }),
    { numRuns: 3_000 },
  );
});
