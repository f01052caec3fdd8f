import { z } from "zod";
import { HubError } from "../../domain/errors.ts";
import type { GaugeId } from "../../domain/ids.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import { fill } from "../../locales/fill.ts";
import { qualityTexts } from "../../locales/quality.ts";
import type { SavedEntry } from "../../store/ports.ts";
import { qualitySaved } from "../saved-quality.ts";
import type { RainRun } from "./step-rain.ts";

/** What the journal does not hold of a rain gauge's repeats. */
export interface SavedRain {
  readonly run: RainRun | null;
  /** Rows that wait for the next reading, oldest first. */
  readonly held: readonly JournalledObservation[];
  /** When they are judged all the same unless another comes, our clock; null while none waits. */
  readonly dueAt: number | null;
  /** Stretches of observation time, both ends included, of which no window may hold anything; oldest first. */
  readonly refused: readonly (readonly [from: number, to: number])[];
}

/** Behind the id of the gauge, under the step of the other checks; no gauge has such an id. */
const keySuffix = "#rain";

const savedSchema = z.object({
  version: z.literal(1),
  run: z.custom<RainRun>((value) => typeof value === "object").nullable(),
  held: z.array(z.custom<JournalledObservation>((value) => typeof value === "object" && value !== null)),
  dueAt: z.number().nullable(),
  refused: z.array(z.tuple([z.number(), z.number()])),
});

/** @param saved null to remove what is kept of the gauge */
export function saveRain(gaugeId: GaugeId, saved: SavedRain | null): SavedEntry {
  const entry = { step: qualitySaved, key: `${gaugeId}${keySuffix}` };
  if (saved === null) return { ...entry, state: null };
  const { run, held, dueAt, refused } = saved;
  const isNothing = run === null && held.length === 0 && refused.length === 0;
  return { ...entry, state: isNothing ? null : { version: 1, run, held, dueAt, refused } };
}

/** @throws {HubError} `rules.saved_state_unreadable` */
export function readRain(gaugeId: GaugeId, saved: unknown): SavedRain {
  const parsed = savedSchema.safeParse(saved);
  if (parsed.success) {
    const { run, held, dueAt, refused } = parsed.data;
    return { run, held, dueAt, refused };
  }
  const got = String(JSON.stringify(saved)?.slice(0, 200));
  throw new HubError("rules.saved_state_unreadable", fill(qualityTexts["saved-unreadable"], { gauge: gaugeId, got }), {
    cause: parsed.error,
  });
}

/** What is saved of rain gauges by their id, and of the other checks. */
export function splitSaved(saved: ReadonlyMap<string, unknown>): {
  readonly rain: ReadonlyMap<string, unknown>;
  readonly others: ReadonlyMap<string, unknown>;
} {
  const [rain, others] = [new Map<string, unknown>(), new Map<string, unknown>()];
  for (const [key, state] of saved) {
    if (key.endsWith(keySuffix)) rain.set(key.slice(0, -keySuffix.length), state);
    else others.set(key, state);
  }
  return { rain, others };
}
