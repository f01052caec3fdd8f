import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import type { DataSourceRef } from "@grafana/grafana-foundation-sdk/common";
import {
  type DynamicConfigValue,
  type FieldColor,
  FieldColorBuilder,
  FieldColorModeId,
  type GridPos,
  type ThresholdsConfig,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type ValueMapping,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { influxSource, influxTargets } from "../influx-query.ts";
import { unknown } from "../level-looks.ts";
import type { PanelSpec, ThresholdStep } from "./panel-spec.ts";
import { unknownMapping, unknownText } from "./value-mappings.ts";

/** What the SDK's panel builders have in common and do not say so. */
interface PanelBuilder {
  title(title: string): this;
  description(text: string): this;
  datasource(source: DataSourceRef): this;
  gridPos(place: GridPos): this;
  targets(targets: Builder<Dataquery>[]): this;
  timeFrom(range: string): this;
  hideTimeOverride(isHidden: boolean): this;
  unit(unit: string): this;
  decimals(decimals: number): this;
  min(min: number): this;
  max(max: number): this;
  mappings(mappings: ValueMapping[]): this;
  thresholds(thresholds: Builder<ThresholdsConfig>): this;
  colorScheme(colour: Builder<FieldColor>): this;
  noValue(text: string): this;
  overrideByName(name: string, properties: DynamicConfigValue[]): this;
}

/** Gives a builder all that a spec says, the same for every kind of panel. */
export function withSpec<Panel extends PanelBuilder>(panel: Panel, spec: PanelSpec): Panel {
  panel
    .title(spec.title)
    .datasource({ ...influxSource })
    .gridPos(spec.place)
    .targets(influxTargets(spec.queries))
    .noValue(spec.noValue ?? unknownText(spec.language))
    // Without a mapping Grafana gives what is not there the colour of the lowest step, which may be green.
    .mappings([...(spec.mappings ?? []), unknownMapping(spec.noValue ?? unknownText(spec.language))])
    .thresholds(thresholdsOf(spec.steps ?? [{ from: null, colour: unknown }]))
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Thresholds));
  if (spec.description !== undefined) panel.description(spec.description);
  if (spec.lookBack !== undefined) panel.timeFrom(spec.lookBack).hideTimeOverride(true);
  if (spec.unit !== undefined) panel.unit(spec.unit);
  if (spec.decimals !== undefined) panel.decimals(spec.decimals);
  if (spec.min !== undefined) panel.min(spec.min);
  if (spec.max !== undefined) panel.max(spec.max);
  for (const { id, name } of spec.names ?? []) panel.overrideByName(id, [{ id: "displayName", value: name }]);
  return panel;
}

function thresholdsOf(steps: readonly ThresholdStep[]): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps(steps.map(({ from, colour }) => ({ value: from, color: colour })));
}
