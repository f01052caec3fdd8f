import { useMemo } from "preact/hooks";
import { placesTexts } from "../../../locales/console/places.ts";
import { useSay } from "../../app/language.ts";
import { pathOf } from "../../app/screens.ts";
import { catalogue, columns } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { Mark } from "../mark.tsx";
import { distance } from "../numbers.ts";
import { GaugeValue } from "./gauge-value.tsx";
import { byGravity, type StationNow, stationNow, stationsNear } from "./station-now.ts";

/** Stations around one with what they show now, gravest first. */
export function NearPlaces({ stationId }: { readonly stationId: string }) {
  const say = useSay();
  const known = useStore(catalogue, (each) => each);
  const now = useStore(columns, (each) => each);
  const from = known?.stations.findIndex((each) => each.stationId === stationId) ?? -1;
  const near = useMemo(
    () => (known === null ? [] : stationsNear(known, from, { withinM: 5_000, most: 6 })),
    [known, from],
  );
  if (known === null || now === null) return null;
  const metres = new Map(near.map((each) => [each.place, each.metres]));
  const rows = near
    .flatMap(({ place }) => stationNow(known, now, place) ?? [])
    .sort((a, b) => byGravity(a, b) || (metres.get(a.place) ?? 0) - (metres.get(b.place) ?? 0));
  return (
    <section class="near">
      <h3>{say(placesTexts.near)}</h3>
      {rows.length === 0 && <p class="small muted">{say(placesTexts["none-near"])}</p>}
      <ul>
        {rows.map((row) => (
          <PlaceRow key={row.station.stationId} row={row} note={distance(metres.get(row.place) ?? 0)} />
        ))}
      </ul>
    </section>
  );
}

/** A station in a short list: mark, name as a link, what it shows. */
export function PlaceRow({ row, note }: { readonly row: StationNow; readonly note: string }) {
  const say = useSay();
  return (
    <li class="place-row">
      <Mark look={row.look} size={20} />
      <span>
        <a href={pathOf("stations", row.station.stationId)}>{say(row.station.name)}</a>{" "}
        <span class="small muted">{note}</span>
      </span>
      <span class="small">{row.main === null ? "" : <GaugeValue shown={row.main} />}</span>
    </li>
  );
}
