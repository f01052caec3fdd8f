import { useEffect, useRef, useState } from "preact/hooks";
import { type StationKind, stationKinds } from "../../../domain/city/city.ts";
import { stationTexts } from "../../../locales/console/stations.ts";
import { stationKindNames } from "../../../locales/dashboards/values.ts";
import { fill } from "../../../locales/fill.ts";
import type { SearchAnswer } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { useCommands } from "../../commands/commands.ts";
import { catalogue, columns } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { useResource } from "../../live/use-resource.ts";
import { GaugeValue } from "../../parts/gauges/gauge-value.tsx";
import { byGravity, type StationNow, stationNow } from "../../parts/gauges/station-now.ts";
import { Mark } from "../../parts/mark.tsx";
import { AreaName } from "../../parts/names.tsx";
import { Trouble } from "../../parts/states.tsx";
import { useSettled } from "../../parts/use-settled.ts";
import { foundStations } from "./found-stations.ts";
import { listCommands } from "./list-commands.ts";

/** Rows drawn at most: of more nobody reads, and the gravest are first. */
const mostRows = 200;

/** Stations that fit a search and a kind, gravest first, unknown above calm. */
export function StationList({ chosen, open }: { readonly chosen: string; readonly open: (stationId: string) => void }) {
  const say = useSay();
  const [words, setWords] = useState("");
  const [kind, setKind] = useState<StationKind | "">("");
  const asked = useSettled(words.trim());
  const found = useResource<SearchAnswer>(
    asked === "" ? null : `/search?${new URLSearchParams({ q: asked, limit: "100" })}`,
  );
  const search = useRef<HTMLInputElement>(null);
  const known = useStore(catalogue, (each) => each);
  const now = useStore(columns, (each) => each);
  const fitting = known === null ? [] : foundStations(known, asked === "" ? null : found.body, kind);
  const all = known === null || now === null ? [] : fitting.flatMap((place) => stationNow(known, now, place) ?? []);
  const rows = all.sort(byGravity).slice(0, mostRows);
  useCommands(listCommands({ rows, chosen, open, find: () => search.current?.focus() }));
  const total = known?.stations.length ?? 0;
  return (
    <section class="queue station-list" aria-label={say(stationTexts.title)}>
      <header>
        <h2>{say(stationTexts.title)}</h2>
        <span class="muted">{say(fill(stationTexts.counts, { shown: all.length, all: total }))}</span>
      </header>
      <div class="station-filter">
        <input
          class="field-alone"
          ref={search}
          type="search"
          value={words}
          placeholder={say(stationTexts.find)}
          aria-label={say(stationTexts.find)}
          aria-keyshortcuts="/"
          onInput={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
        />
        <KindChoice kind={kind} onChoose={setKind} />
      </div>
      {found.problem !== null && <Trouble problem={found.problem} again={found.reload} />}
      {rows.length === 0 && known !== null && !found.isLoading && (
        <p class="notice">{say(fill(stationTexts.none, { all: total }))}</p>
      )}
      <ol>
        {rows.map((row) => (
          <StationRow key={row.station.stationId} row={row} isChosen={row.station.stationId === chosen} open={open} />
        ))}
        {all.length > rows.length && <li class="notice">{say(fill(stationTexts.more, { shown: rows.length }))}</li>}
      </ol>
    </section>
  );
}

function KindChoice({
  kind,
  onChoose,
}: {
  readonly kind: string;
  readonly onChoose: (kind: StationKind | "") => void;
}) {
  const say = useSay();
  return (
    <select
      class="field-alone"
      value={kind}
      aria-label={say(stationTexts.kind)}
      onChange={(event) => onChoose(stationKinds.find((each) => each === event.currentTarget.value) ?? "")}
    >
      <option value="">{say(stationTexts["all-kinds"])}</option>
      {stationKinds.map((each) => (
        <option key={each} value={each}>
          {say(stationKindNames[each])}
        </option>
      ))}
    </select>
  );
}

function StationRow({
  row: { station, look, main },
  isChosen,
  open,
}: {
  readonly row: StationNow;
  readonly isChosen: boolean;
  readonly open: (stationId: string) => void;
}) {
  const say = useSay();
  const shown = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) shown.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  return (
    <li ref={shown} class={isChosen ? "chosen" : ""}>
      <button type="button" aria-pressed={isChosen} onClick={() => open(station.stationId)}>
        <Mark look={look} size={28} />
        <span class="what">
          <strong>{say(station.name)}</strong>
          <span class="small muted">
            {say(stationKindNames[station.kind])} · <AreaName code={station.areaCode} />
          </span>
        </span>
        <span class="station-value">{main === null ? "" : <GaugeValue shown={main} isShort />}</span>
      </button>
    </li>
  );
}
