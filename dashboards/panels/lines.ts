import {
  GraphDrawStyle,
  LegendDisplayMode,
  LegendPlacement,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import { FieldColorBuilder, FieldColorModeId } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import type { LimitLine } from "./limits.ts";
import type { PanelSpec } from "./panel-spec.ts";
import { withSpec } from "./with-spec.ts";

export interface LinesSpec extends PanelSpec {
  /** Bars stand for an amount over their span, lines for a state in time. */
  readonly style?: "lines" | "bars" | "stacked";
  /** Longest gap a line runs over, ms: a silent station leaves a hole. */
  readonly spanGapMs?: number;
  /** Series with a colour of their own, by name. */
  readonly colours?: readonly { readonly name: string; readonly colour: string }[];
  /** Series drawn dashed in a fixed colour: limits. */
  readonly limits?: readonly LimitLine[];
  /** Small plots keep their names and values under the plot. */
  readonly isLegendBelow?: boolean;
}

/** Values over time. */
export function lines(spec: LinesSpec): PanelBuilder {
  const { style = "lines", spanGapMs = 45 * 60_000, limits = [], colours = [], isLegendBelow = false } = spec;
  const panel = withSpec(new PanelBuilder(), spec)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.PaletteClassicByName))
    .drawStyle(style === "bars" ? GraphDrawStyle.Bars : GraphDrawStyle.Line)
    .fillOpacity(style === "lines" ? 8 : 70)
    .lineWidth(2)
    .showPoints(VisibilityMode.Auto)
    .pointSize(5)
    .spanNulls(spanGapMs)
    .insertNulls(spanGapMs)
    .legend(
      new VizLegendOptionsBuilder()
        .displayMode(isLegendBelow ? LegendDisplayMode.List : LegendDisplayMode.Table)
        .placement(isLegendBelow ? LegendPlacement.Bottom : LegendPlacement.Right)
        .showLegend(true)
        .calcs(["lastNotNull", "max"]),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi));
  if (style === "stacked") panel.stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group("A"));
  for (const { name, colour } of colours) {
    panel.overrideByName(name, [{ id: "color", value: { mode: "fixed", fixedColor: colour } }]);
  }
  for (const { name, colour } of limits) {
    panel.overrideByName(name, [
      { id: "color", value: { mode: "fixed", fixedColor: colour } },
      { id: "custom.lineStyle", value: { fill: "dash", dash: [12, 8] } },
      { id: "custom.fillOpacity", value: 0 },
      { id: "custom.showPoints", value: "never" },
      { id: "custom.spanNulls", value: true },
      { id: "custom.insertNulls", value: false },
    ]);
  }
  return panel;
}
