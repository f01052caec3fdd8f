import type { z } from "zod";
import type { Property } from "../../../domain/city/property.ts";
import type { BilingualText } from "../../../domain/text.ts";
import type { Limit, WrittenLimit } from "../../language/limit.ts";
import { mapLimits, type RuleLevels } from "../../language/rule-levels.ts";
import type { Condition, ConditionAt, ThresholdInCondition } from "../condition.ts";
import type { LimitReader } from "./limit-readers.ts";

/** Something wrong in a rule. Whoever prints it adds file and line. */
export interface RuleMistake {
  /** From the rule itself. */
  readonly path: readonly (string | number)[];
  readonly wanted: BilingualText;
  readonly got: unknown;
}

export type ReportMistake = (mistake: RuleMistake) => void;

/** What a kind sees of the rule that its condition stands in, as it is in one mode. */
export interface CheckedRule<Spec, L> {
  readonly applies: { readonly property?: Property | undefined };
  readonly condition: Spec;
  readonly unit?: string | undefined;
  readonly levels: RuleLevels<L>;
  /** In `unit`. */
  readonly deadband: number;
  /** Milliseconds. */
  readonly onDelay: number;
  readonly offDelay: number;
}

/** Schema of a kind: `kind` is a literal, the name of the kind. */
export type KindSchema = z.ZodObject & { readonly shape: { readonly kind: { readonly value: string } } };

/** All that is known of one kind of condition: each file of `rules/conditions/` gives one to `defineCondition`. */
interface ConditionDefinition<Schema extends KindSchema, L extends Limit> {
  /** What the rule file says under `condition`. */
  readonly schema: Schema;
  /** What names in limits stand for. */
  readonly limits: LimitReader<L>;
  /** Key of the schema to shorten where the kind looks back further than observations are kept; none where none does. */
  readonly lookBackKey?: keyof z.output<Schema> & string;
  /** Signal, words and look-back of the kind, as far as they are the same at every gauge. */
  condition(spec: z.output<Schema>): Condition;
  /** Only where the condition is not the same at every gauge. */
  conditionAt?(spec: z.output<Schema>): ConditionAt;
  /** Only where the condition itself names thresholds of the gauge. */
  thresholds?(spec: z.output<Schema>): readonly ThresholdInCondition[];
  /** What the shape alone does not say: a unit that fits, limits in order. Called for the rule and for each of its modes. */
  check(rule: CheckedRule<z.output<Schema>, L>, report: ReportMistake): void;
}

/** A kind for those who know nothing of its limits. */
export interface ConditionKind<Schema extends KindSchema = KindSchema>
  extends Pick<
    ConditionDefinition<Schema, Limit>,
    "schema" | "lookBackKey" | "condition" | "conditionAt" | "thresholds"
  > {
  /** Reads the limits of a rule and checks it; a limit that cannot be read is reported and left out. */
  readLevels(rule: CheckedRule<z.output<Schema>, WrittenLimit>, report: ReportMistake): RuleLevels<Limit>;
}

/** Makes a kind of condition, whose `check` sees limits of the one type that its `limits` reads. */
export function defineCondition<Schema extends KindSchema, L extends Limit>(
  definition: ConditionDefinition<Schema, L>,
): ConditionKind<Schema> {
  const { limits } = definition;
  return {
    ...definition,
    readLevels(rule, report) {
      const kind = definition.schema.shape.kind.value;
      const levels = mapLimits(rule.levels, ({ level, end, limit }) => {
        const read = limits.read(limit);
        if (read !== null) return read;
        const got = typeof limit === "number" ? limit : limit.name;
        report({ path: ["levels", level, end], wanted: limits.wanted(kind), got });
        return undefined;
      });
      definition.check({ ...rule, levels }, report);
      return levels;
    },
  };
}
