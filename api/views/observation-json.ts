import type { Gauge } from "../../domain/city/city.ts";
import { propertyUnits } from "../../domain/city/property.ts";
import type { Observation } from "../../domain/observations/observation.ts";
import { checksIn } from "../../domain/observations/quality.ts";
import { isoInstant } from "../../domain/time/iso-instant.ts";

/**
 * Observations as JSON text, made by hand: 10,000 of them in one answer cost less than half of what JSON.stringify costs.
 * The shape is `observation` in schemas/observation.ts; a test holds the two together.
 */
export interface ObservationJson {
  /** The members that are the same for every observation of a gauge, with a comma at the end. */
  headOf(gauge: Gauge): string;
  /** The members that differ, without a comma at either end. */
  tailOf(observation: Observation): string;
}

export const observationJson: ObservationJson = { headOf, tailOf };

/** Made once a gauge, for as long as the city has it. */
const heads = new WeakMap<Gauge, string>();

function headOf(gauge: Gauge): string {
  const known = heads.get(gauge);
  if (known !== undefined) return known;
  const made = makeHead(gauge);
  heads.set(gauge, made);
  return made;
}

function makeHead(gauge: Gauge): string {
  const unit = propertyUnits[gauge.property];
  const head = JSON.stringify({ gaugeId: gauge.id, stationId: gauge.stationId, property: gauge.property, unit });
  return `${head.slice(1, -1)},`;
}

function tailOf({ value, observedAt, receivedAt, flag, checks }: Observation): string {
  return `"value":${jsonNumber(value)},"observedAt":"${isoInstant(observedAt)}","receivedAt":"${isoInstant(receivedAt)}","flag":${flag},"checks":${jsonChecks(checks)}`;
}

/** JSON knows no NaN and no infinity: what is no number is not known. */
export function jsonNumber(value: number): string {
  return Number.isFinite(value) ? String(value) : "null";
}

export function jsonChecks(bits: number): string {
  return bits === 0 ? "[]" : JSON.stringify(checksIn(bits));
}
