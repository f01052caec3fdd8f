import { useState } from "preact/hooks";
import { sameInBoth } from "../../domain/text.ts";
import { foundTexts, shellTexts } from "../../locales/console/shell.ts";
import { fill } from "../../locales/fill.ts";
import type { CasePage, Catalogue, Found } from "../api/wire.ts";
import { catalogue } from "../live/live.ts";
import { useStore } from "../live/store.ts";
import { useResource } from "../live/use-resource.ts";
import { Dialog } from "../parts/dialog.tsx";
import { useSettled } from "../parts/use-settled.ts";
import { language, useSay } from "./language.ts";
import { goTo } from "./router.ts";
import { pathOf } from "./screens.ts";
import "./search-dialog.css";

/** Something that was found, and where it is shown. */
interface Hit {
  readonly key: string;
  readonly kind: keyof typeof foundTexts;
  readonly name: string;
  readonly about: string;
  readonly path: string;
}

const mostShown = 12;

/** Finds stations, cases and areas by name, code or initials, and goes there. A combobox after the WAI-ARIA pattern. */
export function SearchDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const hits = useHits(words);
  const go = (hit: Hit | undefined) => {
    if (hit === undefined) return;
    onClose();
    goTo(hit.path);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by !== 0) setAt(Math.min(hits.length - 1, Math.max(0, at + by)));
    else if (event.key === "Enter") go(hits[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={say(shellTexts["search-title"])} onClose={onClose}>
      <div class="search">
        <input
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls="search-hits"
          aria-activedescendant={hits[at] === undefined ? undefined : `hit-${at}`}
          aria-label={say(shellTexts["search-title"])}
          placeholder={say(shellTexts["search-hint"])}
          autocomplete="off"
          autofocus
          value={words}
          onInput={(event) => {
            setWords(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <Hits hits={hits} at={at} words={words} go={go} />
      </div>
    </Dialog>
  );
}

function Hits({
  hits,
  at,
  words,
  go,
}: {
  readonly hits: readonly Hit[];
  readonly at: number;
  readonly words: string;
  readonly go: (hit: Hit) => void;
}) {
  const say = useSay();
  const said =
    hits.length > 0
      ? fill(shellTexts["search-found"], { count: hits.length })
      : fill(shellTexts["search-none"], { words: sameInBoth(words) });
  return (
    <>
      <div id="search-hits" role="listbox" aria-label={say(shellTexts["search-title"])}>
        {hits.map((hit, place) => (
          <button
            type="button"
            key={hit.key}
            id={`hit-${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === at}
            onClick={() => go(hit)}
          >
            <span class="chip">{say(foundTexts[hit.kind])}</span>
            <strong>{hit.name}</strong>
            <span class="muted small">{hit.about}</span>
          </button>
        ))}
      </div>
      <p class="muted small" role="status">
        {words === "" ? "" : say(said)}
      </p>
    </>
  );
}

/** Cases that are open go first: somebody who looks for a place wants to know what is on there. */
function useHits(words: string): readonly Hit[] {
  const say = useSay();
  const asked = useSettled(words.trim());
  const found = useResource<{ readonly rows: readonly Found[] }>(
    asked === "" ? null : `/search?${new URLSearchParams({ q: asked, limit: "20" })}`,
  ).body;
  const cases = useResource<CasePage>("/cases?sort=due&limit=200", ["cases"]).body;
  const areas = useStore(catalogue, (each) => each?.areas ?? []);
  if (asked === "") return [];
  const areaName = (code: string | null): string => {
    const area = areas.find((each) => each.code === code);
    return area === undefined ? (code ?? "") : say(area.name);
  };
  const stations = new Set(found?.rows.flatMap(({ kind, id }) => (kind === "station" ? [id] : [])));
  const needle = asked.toLocaleLowerCase(language.value);
  const open = (cases?.rows ?? []).filter(
    ({ id, title, stationId }) =>
      stations.has(stationId) || id.includes(needle) || say(title).toLocaleLowerCase(language.value).includes(needle),
  );
  const ofCases = open.slice(0, 5).map(({ id, title, areaCode }): Hit => {
    return { key: id, kind: "case", name: say(title), about: areaName(areaCode), path: pathOf("cases", id) };
  });
  const others = (found?.rows ?? [])
    .filter((row) => !isOfStation(row, stations))
    .flatMap((row): readonly Hit[] => {
      const path = pathOfFound(row);
      const about = row.kind === "station" || row.kind === "area" ? areaName(row.areaCode) : row.id;
      return path === null ? [] : [{ key: `${row.kind} ${row.id}`, kind: row.kind, name: say(row.name), about, path }];
    });
  return [...ofCases, ...others].slice(0, mostShown);
}

/** Whether it is a gauge of a station that is found itself. */
function isOfStation({ kind, id }: Found, stations: ReadonlySet<string>): boolean {
  const station = kind === "gauge" ? stationOfGauge(id) : undefined;
  return station !== undefined && stations.has(station.stationId);
}

function stationOfGauge(id: string): Catalogue["stations"][number] | undefined {
  const gauge = catalogue.value?.gauges.find(({ gaugeId }) => gaugeId === id);
  return gauge === undefined ? undefined : catalogue.value?.stations[gauge.station];
}

/** Where a thing is shown; null where no screen shows it. */
function pathOfFound({ kind, id, areaCode }: Found): string | null {
  switch (kind) {
    case "station":
      return pathOf("stations", id);
    case "gauge": {
      const station = stationOfGauge(id);
      return station === undefined ? null : pathOf("stations", station.stationId);
    }
    case "area":
      return `/?area=${encodeURIComponent(areaCode ?? id)}`;
    case "device":
      return pathOf("devices", id);
    case "rule":
      return pathOf("rules", id);
    case "unit":
      return null;
  }
}
