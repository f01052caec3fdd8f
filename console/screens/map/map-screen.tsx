import { useState } from "preact/hooks";
import { screenTexts } from "../../../locales/console/frame.ts";
import { mapTexts } from "../../../locales/console/map.ts";
import type { CasePage } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { goTo } from "../../app/router.ts";
import { pathOf, type ScreenProps } from "../../app/screens.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { catalogue } from "../../live/live.ts";
import { usePast } from "../../live/past.ts";
import { useStore } from "../../live/store.ts";
import { useResource } from "../../live/use-resource.ts";
import { Queue } from "../cases/queue/queue.tsx";
import { Figures } from "./figures.tsx";
import { Legend } from "./legend.tsx";
import { MapPicture } from "./map-picture.tsx";
import { PastList, PastNote } from "./past-list.tsx";
import { PlaceCard } from "./place/place-card.tsx";
import { PlacesTable } from "./places-table.tsx";
import { TimeBar } from "./time/time-bar.tsx";
import { TopCase } from "./top-case.tsx";
import { type Chosen, useAnchor, useBase, useChosen, useLiveOnLeaving, useRain } from "./use-map.ts";
import "../../parts/queue.css";
import "./map.css";
import "./place/place-card.css";
import "./time/time-bar.css";

/** The city at a glance: what is worst on the map, what is due beside it, what is unknown among the figures. */
export function MapScreen(_: ScreenProps) {
  const say = useSay();
  const cases = useResource<CasePage>("/cases?sort=due&counts=true&limit=200", ["cases"]);
  const chosen = useChosen(cases);
  const isPast = usePast();
  const base = useBase();
  const { rain, spots } = useRain();
  const anchor = useAnchor();
  const [isTable, setTable] = useState(false);
  useLiveOnLeaving();
  const openStation = useOpenStation(chosen);
  useCommands(placeCommands({ chosen, isTable, setTable, openStation }));
  return (
    <div class="map-screen">
      <h1 class="visually-hidden">{say(screenTexts.map)}</h1>
      {!isPast && <TopCase cases={cases} />}
      <section class="map-area">
        {isTable ? (
          <PlacesTable chosen={chosen.place} onChoose={chosen.choosePlace} onOpen={openStation} />
        ) : (
          <>
            <MapPicture
              base={base}
              rain={spots}
              selected={chosen.place}
              anchor={anchor}
              onPick={chosen.choosePlace}
              onWalk={chosen.walk}
            />
            <Legend base={base} />
            <PlaceCard chosen={chosen} anchor={anchor} openStation={openStation} />
          </>
        )}
        <div class="map-top">
          <PastNote />
          <Figures page={cases.body} />
        </div>
      </section>
      <TimeBar rain={rain} />
      {isPast ? (
        <PastList chosen={chosen.place} onChoose={chosen.choosePlace} />
      ) : (
        <Queue
          cases={cases}
          chosen={chosen.caseRow?.id ?? null}
          choose={chosen.chooseCase}
          open={(id) => goTo(pathOf("cases", id))}
        />
      )}
    </div>
  );
}

/** Opens the station that is chosen. */
function useOpenStation({ place }: Pick<Chosen, "place">): (of?: number) => void {
  const known = useStore(catalogue, (each) => each);
  return (of) => {
    const station = known?.stations[of ?? place ?? -1];
    if (station !== undefined) goTo(pathOf("stations", station.stationId));
  };
}

function placeCommands({
  chosen: { place, caseRow, walk, choosePlace },
  isTable,
  setTable,
  openStation,
}: {
  readonly chosen: Chosen;
  readonly isTable: boolean;
  readonly setTable: (isTable: boolean) => void;
  readonly openStation: () => void;
}): readonly Command[] {
  const always: readonly Command[] = [
    { id: "table", key: "v", title: isTable ? mapTexts.map : mapTexts.table, run: () => setTable(!isTable) },
    { id: "next-alarm", key: "n", title: mapTexts["next-alarm"], run: () => void walk(1) },
    { id: "previous-alarm", key: "N", title: mapTexts["previous-alarm"], run: () => void walk(-1) },
  ];
  if (place === null) return always;
  const enter =
    caseRow === null
      ? [{ id: "enter-station", key: "Enter", title: mapTexts["open-station"], run: () => openStation() }]
      : [];
  return [
    ...always,
    ...enter,
    { id: "open-station", key: "o", title: mapTexts["open-station"], run: () => openStation() },
    { id: "close-card", key: "Escape", title: mapTexts["close-card"], run: () => choosePlace(null) },
  ];
}
