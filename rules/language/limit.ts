import { z } from "zod";

const namedLimit = /^([A-Za-z][A-Za-z0-9]*)([+-]\d+(?:\.\d+)?)?$/;

/** A limit: a number in the rule's unit, or a name of a gauge's threshold, shifted by a number in the rule's unit. */
export const limit = z.union([
  z.number(),
  z
    .string()
    .regex(namedLimit, "a number, or the name of a gauge threshold such as warningStage or warningStage-0.5")
    .transform((text) => {
      const [, threshold = "", offset = "0"] = namedLimit.exec(text) ?? [];
      return { threshold, offset: Number(offset) };
    }),
]);

export type Limit = z.infer<typeof limit>;
