import { useMemo, useState } from "preact/hooks";
import { mapTexts } from "../../../locales/console/map.ts";
import { fill } from "../../../locales/fill.ts";
import { amountText } from "../../../locales/format/amounts.ts";
import { propertyNames } from "../../../locales/names.ts";
import type { Catalogue } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import type { Columns } from "../../live/columns.ts";
import { catalogue } from "../../live/live.ts";
import { usePast, useShownColumns } from "../../live/past.ts";
import { useStore } from "../../live/store.ts";
import { Mark } from "../../parts/mark.tsx";
import { AreaName } from "../../parts/names.tsx";
import { Age } from "../../parts/times.tsx";
import { type PlaceSeen, seePlace } from "./station-gauges.ts";

const rowsAtOnce = 100;

/** The map's places as rows, gravest first: the same picture for who reads rather than looks. */
export function PlacesTable({
  chosen,
  onChoose,
  onOpen,
}: {
  readonly chosen: number | null;
  readonly onChoose: (place: number) => void;
  readonly onOpen: (place: number) => void;
}) {
  const say = useSay();
  const known = useStore(catalogue, (each) => each);
  const now = useShownColumns();
  const [shown, setShown] = useState(rowsAtOnce);
  const order = useMemo(() => (known === null || now === null ? [] : gravestFirst(now, known)), [known, now]);
  if (known === null || now === null) return null;
  const rows = order.slice(0, shown).flatMap((place) => seePlace(place, now, known) ?? []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by key
    <section class="places-table scrolls" tabIndex={0} aria-label={say(mapTexts.table)}>
      <p class="muted">{say(fill(mapTexts["table-count"], { shown: rows.length, all: order.length }))}</p>
      <table>
        <thead>
          <tr>
            {[mapTexts.state, mapTexts.station, mapTexts.area, mapTexts.gauge].map((text) => (
              <th key={text.en}>{say(text)}</th>
            ))}
            <th class="number">{say(mapTexts.value)}</th>
            <th>{say(mapTexts.age)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((seen) => (
            <PlaceRow key={seen.place} seen={seen} isChosen={seen.place === chosen} {...{ onChoose, onOpen }} />
          ))}
        </tbody>
      </table>
      {order.length > shown && (
        <button type="button" class="button" onClick={() => setShown(shown + rowsAtOnce)}>
          {say(fill(mapTexts["table-more"], { count: Math.min(rowsAtOnce, order.length - shown) }))}
        </button>
      )}
    </section>
  );
}

function PlaceRow({
  seen: { place, station, look, gauges },
  isChosen,
  onChoose,
  onOpen,
}: {
  readonly seen: PlaceSeen;
  readonly isChosen: boolean;
  readonly onChoose: (place: number) => void;
  readonly onOpen: (place: number) => void;
}) {
  const say = useSay();
  const isPast = usePast();
  const first = gauges[0];
  const value = first?.now.value ?? null;
  return (
    <tr class={isChosen ? "chosen" : ""}>
      <td>
        <Mark look={look} size={20} /> {say(look.name)}
      </td>
      <td>
        <button
          type="button"
          class="plain link"
          aria-pressed={isChosen}
          onClick={() => (isChosen ? onOpen(place) : onChoose(place))}
        >
          {say(station.name)}
        </button>
      </td>
      <td class="muted">
        <AreaName code={station.areaCode} />
      </td>
      <td class="muted">{first === undefined ? "" : say(propertyNames[first.gauge.property])}</td>
      <td class="number">
        {first === undefined || value === null ? "?" : say(amountText(value, first.gauge.unit, first.gauge.property))}
      </td>
      <td class="muted">{first?.now.observedAt != null && !isPast && <Age at={first.now.observedAt} />}</td>
    </tr>
  );
}

/** All stations: by alarm, then unknown ones, then the rest, each in the catalogue's order. */
function gravestFirst(now: Columns, known: Catalogue): readonly number[] {
  const live = known.states.indexOf("live");
  const kept = known.states.indexOf("maintenance");
  const unknown = new Uint8Array(known.stations.length);
  for (const [at, { station }] of known.gauges.entries()) {
    const state = now.states[at];
    if (state !== live && state !== kept) unknown[station] = 1;
  }
  const rank = (place: number): number => (now.stationLevels[place] ?? 0) * 2 + (unknown[place] ?? 0);
  const all = Array.from(known.stations, (_, place) => place);
  const shown = all.filter(
    (place) => known.stations[place]?.isExercise !== true || (now.stationLevels[place] ?? 0) > 0,
  );
  return shown.sort((a, b) => rank(b) - rank(a) || a - b);
}
