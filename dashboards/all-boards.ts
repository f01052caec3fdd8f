import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import type { City } from "../domain/city/city.ts";
import { withoutExercises } from "../domain/city/real-city.ts";
import type { Language } from "../domain/text.ts";
import { contextFor, type DrawnAreas, dashboardOf, type MakeBoard, nothingDrawn } from "./board.ts";
import type { BoardName } from "./board-names.ts";
import { boardNames } from "./board-names.ts";
import { casesBoard } from "./boards/cases.ts";
import { cityBoard } from "./boards/city.ts";
import { devicesBoard } from "./boards/devices.ts";
import { evaluationBoard } from "./boards/evaluation.ts";
import { healthBoard } from "./boards/health.ts";
import { manholesBoard } from "./boards/manholes.ts";
import { pondingBoard } from "./boards/ponding.ts";
import { riversBoard } from "./boards/rivers.ts";
import { stationBoard } from "./boards/station.ts";
import { cityGeojson } from "./city-geojson.ts";
import { languages } from "./languages.ts";

const makers: Readonly<Record<BoardName, MakeBoard>> = {
  city: cityBoard,
  rivers: riversBoard,
  ponding: pondingBoard,
  manholes: manholesBoard,
  cases: casesBoard,
  evaluation: evaluationBoard,
  devices: devicesBoard,
  station: stationBoard,
  health: healthBoard,
};

export interface NamedBoard {
  readonly name: BoardName;
  readonly language: Language;
  readonly dashboard: Dashboard;
}

/** Every board in every language. `timeZone` is a name such as `Asia/Shanghai`. */
export function allBoards(city: City, timeZone: string, drawn: DrawnAreas = nothingDrawn): readonly NamedBoard[] {
  const real = withoutExercises(city);
  return languages.flatMap((language) => {
    const context = contextFor(real, language, drawn);
    return boardNames.map((name) => ({
      name,
      language,
      dashboard: dashboardOf(makers[name](context), context, timeZone),
    }));
  });
}

/** All that is made of a city, by path below `dashboards/grafana/`: boards and the map under them. */
export function generatedFiles(
  city: City,
  timeZone: string,
  drawn: DrawnAreas = nothingDrawn,
): Readonly<Record<string, string>> {
  const boards = allBoards(city, timeZone, drawn).map(({ name, language, dashboard }) => [
    `boards/${language}/${name}.json`,
    `${JSON.stringify(dashboard, null, 2)}\n`,
  ]);
  return {
    ...Object.fromEntries(boards),
    "maps/city.geojson": `${JSON.stringify(cityGeojson(city, drawn.outlines))}\n`,
  };
}
