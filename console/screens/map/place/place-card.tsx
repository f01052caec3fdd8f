import { useEffect, useRef } from "preact/hooks";
import { mapTexts } from "../../../../locales/console/map.ts";
import { amountText } from "../../../../locales/format/amounts.ts";
import { propertyNames } from "../../../../locales/names.ts";
import { useSay } from "../../../app/language.ts";
import { goTo } from "../../../app/router.ts";
import { pathOf } from "../../../app/screens.ts";
import { catalogue } from "../../../live/live.ts";
import { usePast, useShownColumns } from "../../../live/past.ts";
import { type Store, useStore } from "../../../live/store.ts";
import { CommandButton } from "../../../parts/buttons.tsx";
import { Mark } from "../../../parts/mark.tsx";
import { AreaName } from "../../../parts/names.tsx";
import { Age } from "../../../parts/times.tsx";
import { type GaugeSeen, type PlaceSeen, seePlace } from "../station-gauges.ts";
import type { Chosen } from "../use-map.ts";
import { PlaceChance } from "./place-chance.tsx";
import { PlaceTrend } from "./place-trend.tsx";

/** Room that a card needs beside its place, px; it stands on the other side where there is none. */
const cardWidth = 320;
const cardHeight = 300;

/** What the chosen place shows: value, rise, age, what is expected, the last hours. */
export function PlaceCard({
  chosen: { place, isPicked, caseRow, choosePlace },
  anchor,
  openStation,
}: {
  readonly chosen: Chosen;
  readonly anchor: Store<readonly [number, number] | null>;
  readonly openStation: () => void;
}) {
  const say = useSay();
  const card = useRef<HTMLElement>(null);
  const known = useStore(catalogue, (each) => each);
  const now = useShownColumns();
  const isPast = usePast();
  const seen = place === null || known === null || now === null ? null : seePlace(place, now, known);
  useEffect(() => {
    const follow = (): void => standBeside(card.current, anchor.value);
    follow();
    return anchor.subscribe(follow);
  }, [anchor, place, seen === null]);
  if (seen === null) return null;
  const first = seen.gauges[0];
  const toCase = { id: "card-case", key: "Enter", title: mapTexts.open, run: () => goTo(pathOf("cases", caseRow?.id)) };
  const toStation = { id: "card-station", key: "o", title: mapTexts["open-station"], run: openStation };
  return (
    <section
      class={isPicked ? "place-card" : "place-card by-itself"}
      ref={card}
      aria-label={say(seen.station.name)}
      aria-live="polite"
    >
      <CardHead seen={seen} onClose={() => choosePlace(null)} />
      {first !== undefined && (
        <>
          <CardValue of={first} />
          <PlaceTrend gauge={first.gauge} />
          {!isPast && <PlaceChance gauge={first.gauge} />}
          <OtherGauges gauges={seen.gauges.slice(1)} />
        </>
      )}
      <footer>
        {caseRow?.stationId === seen.station.stationId && <CommandButton command={toCase} look="main" />}
        <CommandButton command={toStation} />
      </footer>
    </section>
  );
}

function CardHead({ seen: { station, look }, onClose }: { readonly seen: PlaceSeen; readonly onClose: () => void }) {
  const say = useSay();
  return (
    <header>
      <Mark look={look} size={34} />
      <div>
        <h2>{say(station.name)}</h2>
        <p class="small muted">
          <AreaName code={station.areaCode} /> · {say(look.name)}
        </p>
      </div>
      <button type="button" class="plain" aria-label={say(mapTexts["close-card"])} onClick={onClose}>
        ×
      </button>
    </header>
  );
}

function CardValue({ of: { gauge, now } }: { readonly of: GaugeSeen }) {
  const say = useSay();
  const isPast = usePast();
  const words = now.value === null ? "?" : say(amountText(now.value, gauge.unit, gauge.property));
  return (
    <p class="card-value">
      <strong class={now.state === "live" ? "" : "tone-unknown"}>{words}</strong>
      <span class="small">
        {say(propertyNames[gauge.property])}
        {now.state !== "live" && now.value !== null && ` · ${say(mapTexts["last-known"])}`}
        <br />
        <span class="muted">
          {now.observedAt === null ? say(mapTexts["never-heard"]) : !isPast && <Age at={now.observedAt} />}
        </span>
      </span>
    </p>
  );
}

/** What else is measured there, in one line each. */
function OtherGauges({ gauges }: { readonly gauges: readonly GaugeSeen[] }) {
  const say = useSay();
  if (gauges.length === 0) return null;
  return (
    <ul class="card-others" aria-label={say(mapTexts["others-here"])}>
      {gauges.slice(0, 4).map(({ gauge, now, look }) => (
        <li key={gauge.gaugeId}>
          <Mark look={look} size={14} />
          <span class="muted">{say(propertyNames[gauge.property])}</span>
          <span>{now.value === null ? "?" : say(amountText(now.value, gauge.unit, gauge.property))}</span>
        </li>
      ))}
    </ul>
  );
}

/** Puts the card beside its place, within the map. */
function standBeside(card: HTMLElement | null, at: readonly [number, number] | null): void {
  const area = card?.parentElement;
  if (card === null || area === null || area === undefined) return;
  card.hidden = at === null;
  if (at === null) return;
  const [x, y] = at;
  const width = card.offsetWidth || cardWidth;
  const isRight = x + 24 + width < area.clientWidth;
  const left = Math.max(8, isRight ? x + 24 : x - 24 - width);
  const height = card.offsetHeight || cardHeight;
  const top = Math.min(Math.max(8, y - 60), Math.max(8, area.clientHeight - height - 8));
  card.style.setProperty("--left", `${left}px`);
  card.style.setProperty("--top", `${top}px`);
}
