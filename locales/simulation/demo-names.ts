import { type BilingualText, sameInBoth } from "../../domain/text.ts";
import type { Texts } from "../fill.ts";

/** Names of the demonstration's tokens. */
export const demoCallerNames = {
  reader: { zh: "演示", en: "demonstration" },
  unit: { zh: "演示责任单位", en: "demonstration unit" },
  "duty-officer": { zh: "演示值班员", en: "demonstration duty officer" },
  commander: { zh: "演示指挥长", en: "demonstration commander" },
} as const satisfies Texts;

/** Whoever started the demonstration, by the name that stands beside what is done in its console. */
export const demoNewcomer = { zh: "演示来宾", en: "demonstration guest" } as const satisfies BilingualText;

const made: readonly BilingualText[] = [demoNewcomer, ...Object.values(demoCallerNames)];

/** A name as each language has it: those that the demonstration made up, in whichever it wrote them; everybody else's is their own. */
export function nameInBoth(name: string): BilingualText {
  return made.find(({ zh, en }) => zh === name || en === name) ?? sameInBoth(name);
}
