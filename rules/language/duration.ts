import { z } from "zod";
import { dayMs, hourMs, minuteMs, secondMs } from "../../domain/clock.ts";
import { schemaTexts } from "../../locales/schemas.ts";

const unitsMs = { ms: 1, s: secondMs, min: minuteMs, h: hourMs, d: dayMs } as const;

const pattern = /^(\d+(?:\.\d+)?)(ms|s|min|h|d)$/;

/** A length of time as rule files write it, `30s`, `10min`, `2h`; milliseconds once parsed. */
export const duration = z
  .string()
  .regex(pattern, schemaTexts.duration.en)
  .transform((text) => {
    const [, count, unit] = pattern.exec(text) ?? [];
    return Math.round(Number(count) * unitsMs[unit as keyof typeof unitsMs]);
  });
