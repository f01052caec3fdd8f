import type { City } from "../../domain/city/city.ts";
import { type Hazard, hazards } from "../../domain/city/hazard.ts";
import { type Level, levels } from "../../domain/city/level.ts";
import type { AlertSource, LabelMap } from "../../domain/city/policies/duty.ts";
import type { StationId } from "../../domain/ids.ts";
import type { BilingualText } from "../../domain/text.ts";
import { alertWantedTexts } from "../../locales/duty/alerts.ts";
import { enumerated, fill } from "../../locales/fill.ts";

type Labels = Readonly<Record<string, string>>;

/** What an alert is about, by its labels. */
export interface UnderstoodAlert {
  readonly stationId: StationId;
  readonly hazard: Hazard;
  readonly level: Level;
}

/** A label that does not say what it must. */
export interface UnclearLabel {
  readonly label: string;
  readonly wanted: BilingualText;
  readonly got: string;
}

/** What the labels of an alert mean to its source, or every label that is unclear. Pure. */
export function understandAlert(
  labels: Labels,
  { station, hazard, level }: AlertSource,
  { stations }: Pick<City, "stations">,
): UnderstoodAlert | readonly UnclearLabel[] {
  const stationId = meaningOf(labels, station, (said) =>
    stations.has(said as StationId) ? (said as StationId) : null,
  );
  const kind = meaningOf(labels, hazard, (said) => hazards.find((each) => each === said) ?? null);
  const rank = meaningOf(labels, level, (said) => levels.find((each) => each === said) ?? null);
  if (stationId !== null && kind !== null && rank !== null) return { stationId, hazard: kind, level: rank };
  return [
    ...(stationId === null ? [unclear(labels, station, stationWanted(station))] : []),
    ...(kind === null ? [unclear(labels, hazard, wantedOf(hazard, hazards))] : []),
    ...(rank === null ? [unclear(labels, level, wantedOf(level, levels))] : []),
  ];
}

/** @param itself what a value that the map leaves out stands for by itself; null for nothing */
function meaningOf<Value extends string>(
  labels: Labels,
  { label, values, otherwise }: LabelMap<Value>,
  itself: (said: string) => Value | null,
): Value | null {
  const said = label === null ? undefined : labels[label];
  if (said === undefined) return otherwise;
  return values.get(said) ?? itself(said) ?? otherwise;
}

function unclear(labels: Labels, { label }: LabelMap<string>, wanted: BilingualText): UnclearLabel {
  return { label: label ?? "", wanted, got: labels[label ?? ""] ?? "" };
}

function stationWanted({ label }: LabelMap<StationId>): BilingualText {
  return fill(alertWantedTexts.station, { label: label ?? "" });
}

function wantedOf(map: LabelMap<string>, usual: readonly string[]): BilingualText {
  const values = enumerated([...new Set([...map.values.keys(), ...usual])]);
  return fill(alertWantedTexts.label, { label: map.label ?? "", values });
}
