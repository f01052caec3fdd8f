import { z } from "zod";
import type { ClassedField } from "../../domain/city/data-class.ts";
import { type WithheldFields, withheldText } from "../../domain/people/withheld-fields.ts";
import { type BilingualText, isBilingual } from "../../domain/text.ts";
import { withheldWords } from "../../locales/api/people.ts";
import { type ClassMark, markOf } from "../schemas/classed.ts";

/** Where in a schema's values there are fields with a class of their own. */
type Plan =
  | { readonly kind: "mark"; readonly mark: ClassMark }
  | { readonly kind: "object"; readonly keys: ReadonlyMap<string, Key> }
  | { readonly kind: "each"; readonly plan: Plan }
  | { readonly kind: "one-of"; readonly branches: readonly Branch[] };

interface Key {
  readonly plan: Plan;
  /** What the schema takes where there is nothing to be told: null, or that the key is not there. */
  readonly empty: null | undefined | typeof withheldText;
}

/** One of several things that a value may be. */
interface Branch {
  readonly plan: Plan | null;
  /** Of an object: a value is told by its keys, as schemas of answers are strict. Null for what is none. */
  readonly keys: ReadonlySet<string> | null;
}

const plans = new WeakMap<z.core.$ZodType, { readonly plan: Plan | null }>();

/**
 * A value of a schema without the fields that whoever reads it has no right to. Where stations stand and telephones are as if
 * there were none; names are `***` and words say that they are not shown, for that there is somebody is no secret. The value
 * itself stays as it is.
 *
 * @param schema of the value, as it is on the wire or as the hub keeps it: the keys are the same
 * @param onText is given each text that is left out
 */
export function withoutFields<Value>(
  schema: z.core.$ZodType,
  value: Value,
  fields: WithheldFields,
  onText: (text: string) => void = () => {},
): Value {
  if (!fields.isAny) return value;
  const plan = planOf(schema);
  return plan === null ? value : (applied(plan, value, { fields, stationId: null, onText }) as Value);
}

/** Names, words and telephones in a value that whoever reads it has no right to: to be taken out of sentences that repeat them. */
export function withheldTexts(schema: z.core.$ZodType, value: unknown, fields: WithheldFields): ReadonlySet<string> {
  const texts = new Set<string>();
  withoutFields(schema, value, fields, (text) => texts.add(text));
  return texts;
}

/** Words without some texts that they may repeat; the longest first, as a name may stand in a sentence that is one too. */
export function wordsWithout({ zh, en }: BilingualText, texts: ReadonlySet<string>): BilingualText {
  const longestFirst = [...texts].filter((text) => text !== "").toSorted((a, b) => b.length - a.length);
  const found = longestFirst.map(
    (text) => new RegExp(`${edgeBefore(text)}${RegExp.escape(text)}${edgeAfter(text)}`, "gu"),
  );
  const without = (words: string): string => found.reduce((rest, text) => rest.replace(text, withheldText), words);
  return { zh: without(zh), en: without(en) };
}

/** Words of letters with blanks between them hold no other; those of Chinese stand side by side. */
const lettersThere = /^[\p{Script=Latin}\p{N}]/u;

function edgeBefore(text: string): string {
  return lettersThere.test(text) ? "(?<![\\p{Script=Latin}\\p{N}])" : "";
}

function edgeAfter(text: string): string {
  return lettersThere.test([...text].at(-1) ?? "") ? "(?![\\p{Script=Latin}\\p{N}])" : "";
}

function planOf(schema: z.core.$ZodType): Plan | null {
  const known = plans.get(schema);
  if (known !== undefined) return known.plan;
  const plan = madePlan(schema);
  plans.set(schema, { plan });
  return plan;
}

function madePlan(schema: z.core.$ZodType): Plan | null {
  const mark = markOf(schema);
  if (mark !== null) return { kind: "mark", mark };
  if (schema instanceof z.ZodObject) return objectPlan(schema.shape);
  if (schema instanceof z.ZodArray) return eachPlan(schema.element);
  if (schema instanceof z.ZodRecord) return eachPlan(schema.valueType);
  if (schema instanceof z.ZodUnion) return branchesPlan(schema.options);
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault
    ? planOf(schema.unwrap())
    : null;
}

function objectPlan(shape: Readonly<Record<string, z.core.$ZodType>>): Plan | null {
  const keys = new Map<string, Key>();
  for (const [key, schema] of Object.entries(shape)) {
    const plan = planOf(schema);
    if (plan !== null) keys.set(key, { plan, empty: emptyOf(schema) });
  }
  return keys.size === 0 ? null : { kind: "object", keys };
}

function emptyOf(schema: z.core.$ZodType): Key["empty"] {
  if (z.safeParse(schema, null).success) return null;
  return z.safeParse(schema, undefined).success ? undefined : withheldText;
}

function eachPlan(element: z.core.$ZodType): Plan | null {
  const plan = planOf(element);
  return plan === null ? null : { kind: "each", plan };
}

function branchesPlan(options: readonly z.core.$ZodType[]): Plan | null {
  const branches = options.map((option): Branch => {
    const keys = option instanceof z.ZodObject ? new Set(Object.keys(option.shape)) : null;
    return { plan: planOf(option), keys };
  });
  return branches.some(({ plan }) => plan !== null) ? { kind: "one-of", branches } : null;
}

/** Who reads, and of what. */
interface Reading {
  readonly fields: WithheldFields;
  /** The station that the nearest object around names. */
  readonly stationId: string | null;
  readonly onText: (text: string) => void;
}

function applied(plan: Plan, value: unknown, reading: Reading): unknown {
  if (value === null || value === undefined) return value;
  switch (plan.kind) {
    case "mark":
      return plan.mark === "person" && isWithheld(plan.mark, reading) ? withoutPerson(value, reading) : value;
    case "object":
      return isObject(value) ? objectWithout(plan.keys, value, reading) : value;
    case "each":
      if (Array.isArray(value)) return value.map((each) => applied(plan.plan, each, reading));
      if (!isObject(value)) return value;
      return Object.fromEntries(Object.keys(value).map((key) => [key, applied(plan.plan, value[key], reading)]));
    case "one-of":
      return branchesFor(plan.branches, value).reduce<unknown>((rest, branch) => applied(branch, rest, reading), value);
  }
}

function objectWithout(
  keys: ReadonlyMap<string, Key>,
  value: Readonly<Record<string, unknown>>,
  around: Reading,
): Readonly<Record<string, unknown>> {
  const { stationId } = value;
  const reading = typeof stationId === "string" ? { ...around, stationId } : around;
  const shown: Record<string, unknown> = { ...value };
  const namesPerson = [...keys].some(([key, { plan }]) => isMarked(plan, "person") && isThere(value[key]));
  for (const [key, { plan, empty }] of keys) {
    const held = value[key];
    if (!isThere(held)) continue;
    if (isMarked(plan, "phone") || isMarked(plan, "position")) {
      if (!isWithheld(plan.mark, reading)) continue;
      if (typeof held === "string") reading.onText(held);
      if (empty === undefined) delete shown[key];
      else shown[key] = empty;
    } else if (isMarked(plan, "person-beside")) {
      if (namesPerson && isWithheld("person", reading)) shown[key] = withoutPerson(held, reading);
    } else shown[key] = applied(plan, held, reading);
  }
  return shown;
}

function isMarked<Mark extends ClassMark>(
  plan: Plan,
  mark: Mark,
): plan is { readonly kind: "mark"; readonly mark: Mark } {
  return plan.kind === "mark" && plan.mark === mark;
}

/** The branches that have all keys of a value; where none has, all of them: rather too little is shown. */
function branchesFor(branches: readonly Branch[], value: unknown): readonly Plan[] {
  const keys = isObject(value) ? Object.keys(value) : null;
  const fitting = keys === null ? [] : branches.filter((branch) => keys.every((key) => branch.keys?.has(key)));
  return (fitting.length === 0 ? branches : fitting.slice(0, 1)).flatMap(({ plan }) => plan ?? []);
}

function isWithheld(field: ClassedField, { fields, stationId }: Reading): boolean {
  return fields.isWithheld(field, stationId);
}

function withoutPerson(value: unknown, { onText }: Reading): unknown {
  if (typeof value === "string") {
    onText(value);
    return withheldText;
  }
  if (!isBilingual(value)) return [];
  onText(value.zh);
  onText(value.en);
  return withheldWords;
}

function isThere(value: unknown): boolean {
  return value !== null && value !== undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
