import { z } from "zod";
import { ruleSchema } from "./rule-schema.ts";

/**
 * JSON Schema of a rule file, by which editors complete and check it; docs/rules.schema.json is this. What a shape alone
 * cannot say, such as a raise below its reset, `guanlan check` finds.
 */
export function ruleSchemaJson(): Record<string, unknown> {
  const file = z.strictObject({ rules: z.array(ruleSchema) });
  return {
    ...z.toJSONSchema(file, { io: "input", target: "draft-7" }),
    title: "Guanlan rules",
    description: "Rules of a city: cities/<city>/rules/*.yaml, explained in docs/rules.md",
  };
}
