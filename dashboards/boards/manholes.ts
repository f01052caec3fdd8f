import type { Property } from "../../domain/city/property.ts";
import { manholesBoardTexts } from "../../locales/dashboards/manholes.ts";
import type { Board, BoardContext } from "../board.ts";
import { freshness } from "../panels/freshness.ts";
import { heading } from "../panels/heading.ts";
import { observationLines } from "../panels/observation-lines.ts";
import { at } from "../panels/panel-spec.ts";
import { stationBands, stationTable, stationTiles } from "../panels/station-panels.ts";

/** Gas in confined spaces: oxygen, methane, hydrogen sulfide and carbon monoxide in manholes. */
export function manholesBoard(context: BoardContext): Board {
  const { say } = context;
  const gases: readonly (readonly [Property, string])[] = [
    ["oxygen", say(manholesBoardTexts.oxygen)],
    ["methane", say(manholesBoardTexts.methane)],
    ["hydrogenSulfide", say(manholesBoardTexts["hydrogen-sulfide"])],
    ["carbonMonoxide", say(manholesBoardTexts["carbon-monoxide"])],
  ];
  return {
    name: "manholes",
    title: say(manholesBoardTexts.title),
    description: say(manholesBoardTexts.why),
    isWall: false,
    range: "24h",
    panels: [
      freshness(context, at(0, 0, 5, 4)),
      stationTiles(context, "manhole", at(5, 0, 19, 4)),
      heading(`### ${say(manholesBoardTexts.entry)}`, at(0, 4, 24, 2)),
      ...gases.map(([property, title], index) =>
        observationLines(context, {
          title,
          place: at((index % 2) * 12, 6 + Math.floor(index / 2) * 8, 12, 8),
          property,
          kind: "manhole",
          withLimits: true,
          ...(property === "oxygen" ? {} : { min: 0 }),
        }),
      ),
      stationBands(context, "manhole", at(0, 22, 12, 7)),
      stationTable(context, "manhole", at(12, 22, 12, 7)),
    ],
  };
}
