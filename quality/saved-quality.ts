import { z } from "zod";
import { HubError } from "../domain/errors.ts";
import type { GaugeId } from "../domain/ids.ts";
import { fill } from "../locales/fill.ts";
import { qualityTexts } from "../locales/quality.ts";
import type { SavedEntry } from "../store/ports.ts";
import type { QualityState } from "./quality-state.ts";

/** What the journal does not hold of a gauge's checks: which observations were refused, and what was decided last. */
export interface SavedQuality {
  readonly state: QualityState;
  /** Observation times that no window may hold, oldest first. */
  readonly refused: readonly number[];
}

/** The step under which it is saved, each gauge by its id. */
export const qualitySaved = "quality";

const savedSchema = z.object({
  version: z.literal(1),
  refused: z.array(z.number()),
  state: z.custom<QualityState>((value) => typeof value === "object" && value !== null && "doubt" in value),
});

/** @param saved null to remove what is kept of the gauge */
export function saveQuality(gaugeId: GaugeId, saved: SavedQuality | null): SavedEntry {
  return { step: qualitySaved, key: gaugeId, state: saved === null ? null : { version: 1, ...saved } };
}

/** @throws {HubError} `rules.saved_state_unreadable` */
export function readQuality(gaugeId: GaugeId, saved: unknown): SavedQuality {
  const parsed = savedSchema.safeParse(saved);
  if (parsed.success) return { state: parsed.data.state, refused: parsed.data.refused };
  throw new HubError(
    "rules.saved_state_unreadable",
    fill(qualityTexts["saved-unreadable"], { gauge: gaugeId, got: String(JSON.stringify(saved)?.slice(0, 200)) }),
    { cause: parsed.error },
  );
}
