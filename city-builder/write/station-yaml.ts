import type { CityPlan } from "../generate/plan.ts";
import type { DeviceDraft, GaugeDraft, StationDraft, UpstreamDraft } from "../generate/station-draft.ts";
import { type FlowValue, flowText, scalarText } from "./yaml-text.ts";

/** Digits of a degree: about a metre, more would say what nobody has measured. */
const digits = 5;

/** A list of stations as a file of a city folder. */
export function stationsYaml(stations: readonly StationDraft[], { mix }: CityPlan, heading: string): string {
  return `${heading}\nstations:\n${stations.map((station) => stationYaml(station, mix)).join("\n")}`;
}

function stationYaml({ site, kind, tags, importance, upstream, devices }: StationDraft, mix: CityPlan["mix"]): string {
  const { unit, caseClass } = mix.handling[site.use];
  const [longitude, latitude] = site.position.map((degrees) => Number(degrees.toFixed(digits))) as [number, number];
  return [
    `  - id: ${site.id}`,
    `    kind: ${kind}`,
    `    name: ${flowText({ ...site.name })}`,
    `    area: ${site.area}`,
    `    position: ${flowText({ longitude, latitude })}`,
    ...(tags.length === 0 ? [] : [`    tags: ${flowText(tags)}`]),
    `    importance: ${importance}`,
    `    unit: ${unit}`,
    ...(caseClass === undefined ? [] : [`    caseClass: ${flowText({ ...caseClass })}`]),
    "    isDemonstration: true",
    ...(upstream.length === 0
      ? []
      : ["    upstream:", ...upstream.map((link) => `      - ${flowText(linkValue(link))}`)]),
    "    devices:",
    ...devices.flatMap((device, index) => deviceLines(device, { stationId: site.id, number: index + 1 })),
    "",
  ].join("\n");
}

export function linkValue({ station, travelTimeMin }: UpstreamDraft): {
  readonly station: string;
  readonly travelTime: string;
} {
  return { station, travelTime: `${travelTimeMin}min` };
}

function deviceLines(
  { gateway, gauges }: DeviceDraft,
  { stationId, number }: { readonly stationId: string; readonly number: number },
): readonly string[] {
  return [
    `      - id: ${stationId}-${number}`,
    ...(gateway === undefined ? [] : [`        gateway: ${gateway}`]),
    "        gauges:",
    ...gauges.map((gauge) => `          - ${flowText(gaugeValue(gauge, stationId))}`),
  ];
}

function gaugeValue({ name, thresholds, datum, ...rest }: GaugeDraft, stationId: string): FlowValue {
  const { property, unit, range, expectedInterval } = rest;
  return {
    id: `${stationId}.${name}`,
    channel: name,
    property,
    unit,
    ...(datum === undefined ? {} : { datum }),
    range,
    expectedInterval,
    ...(thresholds === undefined ? {} : { thresholds: thresholdsValue(thresholds) }),
  };
}

function thresholdsValue(thresholds: NonNullable<GaugeDraft["thresholds"]>): FlowValue {
  const source = "demonstration; no official figure";
  return Object.fromEntries(
    Object.entries(thresholds).map(([name, value]) => [
      name,
      value === "unset" ? value : { value, isDemonstration: true, source },
    ]),
  );
}

/** Areas of a city folder, one a line. */
export function areasYaml(
  areas: readonly {
    readonly code: string;
    readonly kind: string;
    readonly parent: string;
    readonly name: { readonly zh: string; readonly en: string };
  }[],
  heading: string,
): string {
  const lines = areas.map(
    ({ code, kind, name, parent }) =>
      `  - { code: ${code}, kind: ${kind}, name: ${flowText({ ...name })}, parent: ${scalarText(parent)} }`,
  );
  return `${heading}\nareas:\n${lines.join("\n")}\n`;
}
