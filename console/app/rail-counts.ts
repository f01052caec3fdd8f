import { useEffect } from "preact/hooks";
import type { BilingualText } from "../../domain/text.ts";
import { shellTexts } from "../../locales/console/shell.ts";
import { fill } from "../../locales/fill.ts";
import type { CasePage } from "../api/wire.ts";
import { countCity } from "../live/counts.ts";
import { catalogue, columns, liveness } from "../live/live.ts";
import { Store, useStore } from "../live/store.ts";
import { useResource } from "../live/use-resource.ts";

/** What stands beside a screen on the rail. */
export interface RailCount {
  /** `?` while the picture is old. */
  readonly figure: string;
  readonly words: BilingualText;
  readonly tone: "red" | "unknown" | "yellow";
}

export type RailCounts = Readonly<Partial<Record<string, RailCount>>>;

/** Rows of a page that are only counted: more are told as so many and more. */
const mostCounted = 100;

/** A larger figure has no room on the rail. */
const mostShown = 999;

interface Counted {
  readonly rows: readonly unknown[];
}

/** Cases that nobody has acknowledged, for the tab's title. */
export const unacknowledged = new Store(0);

/** How much waits on each screen; nothing stands beside a screen where nothing does. */
export function useRailCounts(): RailCounts {
  const isLive = useStore(liveness, (each) => each.isLive);
  const cases = useResource<CasePage>("/cases?sort=due&counts=true&limit=1", ["cases"]).body;
  const drafts = useResource<Counted>(`/warnings?state=draft&limit=${mostCounted}`, ["warnings"]).body;
  const dead = useResource<Counted>(`/deliveries?state=dead&limit=${mostCounted}`, ["deliveries"]).body;
  const unknown = useUnknown();
  const waiting = cases?.counts?.unacknowledged ?? 0;
  useEffect(() => unacknowledged.set(waiting), [waiting]);
  const counted = (count: number | undefined, text: BilingualText, tone: RailCount["tone"]): RailCount | undefined => {
    if (count === undefined || count === 0) return undefined;
    const most = tone === "yellow" ? mostCounted - 1 : mostShown;
    const figure = count > most ? `${most}+` : String(count);
    return isLive
      ? { figure, words: fill(text, { count: figure }), tone }
      : { figure: "?", words: shellTexts["count-unknown"], tone };
  };
  return {
    cases: counted(cases?.counts?.unacknowledged, shellTexts.unacknowledged, "red"),
    warnings: counted(drafts?.rows.length, shellTexts["drafts-waiting"], "yellow"),
    "blind-spots": counted(unknown, shellTexts["unknown-gauges"], "unknown"),
    deliveries: counted(dead?.rows.length, shellTexts["dead-letters"], "yellow"),
  };
}

/** Gauges that cannot be believed, of the same picture as the map's. */
function useUnknown(): number | undefined {
  const known = useStore(catalogue, (each) => each);
  return useStore(columns, (now) => (now === null || known === null ? undefined : countCity(now, known).unknown));
}
