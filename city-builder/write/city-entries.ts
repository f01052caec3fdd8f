import type { CityPlan, Street } from "../generate/plan.ts";
import type { DeviceDraft, GaugeDraft, StationDraft, UpstreamDraft } from "../generate/station-draft.ts";

/** Digits of a degree: about a metre, more would say what nobody has measured. */
const digits = 5;

/** A station as the station files of a city folder have it. */
export function stationEntryOf(
  { site, kind, tags, importance, upstream, devices }: StationDraft,
  { handling }: CityPlan["mix"],
): object {
  const [longitude, latitude] = site.position;
  return {
    id: site.id,
    kind,
    name: site.name,
    area: site.area,
    position: { longitude: rounded(longitude), latitude: rounded(latitude) },
    tags,
    importance,
    ...handling[site.use],
    isDemonstration: true,
    ...(upstream.length === 0 ? {} : { upstream: upstream.map(linkEntryOf) }),
    devices: devices.map((device, index) => deviceEntryOf(device, `${site.id}-${index + 1}`, site.id)),
  };
}

export function linkEntryOf({ station, travelTimeMin }: UpstreamDraft): {
  readonly station: string;
  readonly travelTime: string;
} {
  return { station, travelTime: `${travelTimeMin}min` };
}

/** A street as the area files have it. */
export function areaEntryOf({ code, name, district }: Street): object {
  return { code, kind: "street", name, parent: district };
}

function deviceEntryOf({ gateway, gauges }: DeviceDraft, id: string, stationId: string): object {
  return {
    id,
    ...(gateway === undefined ? {} : { gateway }),
    gauges: gauges.map((gauge) => gaugeEntryOf(gauge, stationId)),
  };
}

function gaugeEntryOf({ name, thresholds, datum, ...rest }: GaugeDraft, stationId: string): object {
  const { property, unit, range, expectedInterval } = rest;
  return {
    id: `${stationId}.${name}`,
    channel: name,
    property,
    unit,
    ...(datum === undefined ? {} : { datum }),
    range,
    expectedInterval,
    ...(thresholds === undefined ? {} : { thresholds: thresholdsEntryOf(thresholds) }),
  };
}

function thresholdsEntryOf(thresholds: NonNullable<GaugeDraft["thresholds"]>): object {
  const source = "demonstration; no official figure";
  return Object.fromEntries(
    Object.entries(thresholds).map(([name, value]) => [
      name,
      value === "unset" ? value : { value, isDemonstration: true, source },
    ]),
  );
}

function rounded(degrees: number): number {
  return Number(degrees.toFixed(digits));
}
