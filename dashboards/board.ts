import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import {
  AnnotationEventFieldMappingBuilder,
  AnnotationEventFieldSource,
  AnnotationQueryBuilder,
  CustomVariableBuilder,
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  type Panel,
  TimePickerBuilder,
  VariableHide,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { type AreaOutlines, noOutlines } from "../domain/city/area-outline.ts";
import type { City } from "../domain/city/city.ts";
import type { MapSource } from "../domain/city/city-map.ts";
import type { BilingualText, Language } from "../domain/text.ts";
import { boardTexts } from "../locales/dashboards/all-boards.ts";
import { type BoardName, boardUid, kioskUrl } from "./board-names.ts";
import { hasDistrictOutlines, viewOf } from "./city-geojson.ts";
import { influxSource, influxTarget } from "./influx-query.ts";
import type { TextField } from "./languages.ts";
import type { MapView } from "./panels/city-map.ts";

/** What every board is made with. */
export interface BoardContext {
  readonly language: Language;
  /** A text in that language. */
  readonly say: (text: BilingualText) => string;
  readonly text: TextField;
  /** The boards are made for one city: its names stand in them where InfluxDB holds ids. */
  readonly city: City;
  readonly view: MapView;
  /** Whether the map shows boundaries of districts. */
  readonly hasOutlines: boolean;
  /** What is to be printed on a map with boundaries: their source and review number; null where nobody said. */
  readonly mapLabel: BilingualText | null;
}

/** Where areas of a city lie, and what is to be printed where they are drawn. */
export interface DrawnAreas {
  readonly outlines: AreaOutlines;
  readonly map: Pick<MapSource, "label"> | null;
}

export const nothingDrawn: DrawnAreas = { outlines: noOutlines, map: null };

/** A choice at the top of a board, such as a station. */
export interface BoardVariable {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly id: string; readonly name: string }[];
}

/** Moments drawn into every plot of a board. */
export interface BoardAnnotation {
  readonly name: string;
  readonly colour: string;
  /** Gives columns `title` and `level`. */
  readonly query: string;
}

export interface Board {
  readonly name: BoardName;
  readonly title: string;
  readonly description: string;
  /** Hung on the wall: no controls, and refreshed fastest. */
  readonly isWall: boolean;
  /** How far back it looks at first, such as `24h`. */
  readonly range: string;
  readonly panels: readonly Builder<Panel>[];
  readonly variables?: readonly BoardVariable[];
  readonly annotations?: readonly BoardAnnotation[];
}

export type MakeBoard = (context: BoardContext) => Board;

export function contextFor(city: City, language: Language, { outlines, map }: DrawnAreas): BoardContext {
  return {
    language,
    say: (text) => text[language],
    text: (stem) => `${stem}${language === "zh" ? "Zh" : "En"}`,
    city,
    view: viewOf(city),
    hasOutlines: hasDistrictOutlines(city, outlines),
    mapLabel: map?.label ?? null,
  };
}

/** The board as Grafana reads it from a file. */
export function dashboardOf(board: Board, context: BoardContext, timeZone: string): Dashboard {
  const { language, say } = context;
  const dashboard = new DashboardBuilder(board.title)
    .uid(boardUid(board.name, language))
    .description(board.description)
    .tags(["guanlan", language])
    .timezone(timeZone)
    .readonly()
    .tooltip(DashboardCursorSync.Crosshair)
    .refresh(board.isWall ? "10s" : "30s")
    .time({ from: `now-${board.range}`, to: "now" })
    .timepicker(new TimePickerBuilder().hidden(board.isWall).refreshIntervals(["10s", "30s", "1m", "5m"]))
    .links([
      new DashboardLinkBuilder(say(boardTexts["link-boards"]))
        .type(DashboardLinkType.Dashboards)
        .tags(["guanlan", language])
        .asDropdown(true)
        .keepTime(false),
      new DashboardLinkBuilder(say(boardTexts["link-kiosk"]))
        .type(DashboardLinkType.Link)
        .url(kioskUrl(board.name, language))
        .icon("external link"),
    ]);
  for (const [index, panel] of board.panels.entries()) dashboard.withPanel(numbered(panel, index + 1));
  for (const choice of board.variables ?? []) dashboard.withVariable(variableOf(choice));
  dashboard.annotations((board.annotations ?? []).map(annotationOf));
  return dashboard.build();
}

/** The SDK leaves ids empty; links to a single panel need them. */
function numbered(panel: Builder<Panel>, id: number): Builder<Panel> {
  return { build: () => ({ ...panel.build(), id }) };
}

function variableOf({ name, label, options }: BoardVariable): CustomVariableBuilder {
  const all = options.map((option, index) => ({ text: option.name, value: option.id, selected: index === 0 }));
  const variable = new CustomVariableBuilder(name)
    .label(label)
    .hide(VariableHide.DontHide)
    // Commas part the options.
    .values(options.map((option) => `${option.name.replaceAll(",", "\\,")} : ${option.id}`).join(","))
    .options(all)
    .multi(false)
    .includeAll(false);
  if (all[0] !== undefined) variable.current(all[0]);
  return variable;
}

function annotationOf({ name, colour, query }: BoardAnnotation): AnnotationQueryBuilder {
  const target: Builder<Dataquery> = influxTarget("Anno", { query, format: "table" });
  const from = (field: string): AnnotationEventFieldMappingBuilder =>
    new AnnotationEventFieldMappingBuilder().source(AnnotationEventFieldSource.Field).value(field);
  return new AnnotationQueryBuilder()
    .name(name)
    .datasource({ ...influxSource })
    .enable(true)
    .hide(false)
    .iconColor(colour)
    .target(target)
    .mappings({ time: from("Time"), text: from("title") });
}
