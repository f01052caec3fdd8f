import { z } from "zod";
import { accumulationKind } from "./accumulation.ts";
import { allKind } from "./all.ts";
import { anyKind } from "./any.ts";
import type { Condition } from "./condition.ts";
import { countInAreaKind } from "./count-in-area.ts";
import { forecastKind } from "./forecast.ts";
import { notKind } from "./not.ts";
import { peakKind } from "./peak.ts";
import { rateOfRiseKind } from "./rate-of-rise.ts";
import type { ConditionKind } from "./shared/condition-kind.ts";
import { silenceKind } from "./silence.ts";
import { stuckKind } from "./stuck.ts";
import { thresholdKind } from "./threshold.ts";
import { upstreamKind } from "./upstream.ts";

/** Every kind of condition a rule may have, in the order of the docs. A new kind is a file of this folder and its name here. */
const kinds = [
  thresholdKind,
  rateOfRiseKind,
  accumulationKind,
  peakKind,
  silenceKind,
  stuckKind,
  forecastKind,
  countInAreaKind,
  upstreamKind,
  allKind,
  anyKind,
  notKind,
] as const;

const [first, ...others] = kinds;

/** The `condition` of a rule: one of the kinds, discriminated by `kind`. */
export const conditionSchema = z.discriminatedUnion("kind", [first.schema, ...others.map(({ schema }) => schema)]);

export type ConditionSpec = z.infer<typeof conditionSchema>;

const kindsByName = new Map<string, ConditionKind>(kinds.map((kind) => [kind.schema.shape.kind.value, kind]));

/** The kind of a parsed condition; its functions accept that condition, as the schema that parsed it is of the same entry. */
export function kindOf({ kind: name }: Pick<ConditionSpec, "kind">): ConditionKind {
  const kind = kindsByName.get(name);
  if (kind === undefined)
    throw new RangeError(`Cannot judge a condition of kind ${name} as there is none of that name`);
  return kind;
}

/** What judges, made out of what the rule file says; as far as it is the same at every gauge. */
export function makeCondition(spec: ConditionSpec): Condition {
  return kindOf(spec).condition(spec);
}
