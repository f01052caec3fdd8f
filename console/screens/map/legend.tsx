import { mapTexts } from "../../../locales/console/map.ts";
import { fill } from "../../../locales/fill.ts";
import { lookOfGauge, lookOfLevel } from "../../../locales/looks.ts";
import type { MapAnswer } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { catalogue } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { Mark } from "../../parts/mark.tsx";

const looks = [
  lookOfLevel("red"),
  lookOfLevel("orange"),
  lookOfLevel("yellow"),
  lookOfLevel("blue"),
  { ...lookOfGauge("silent"), name: mapTexts.unknown },
  lookOfGauge("maintenance"),
  lookOfGauge("live"),
];

/** What shapes stand for, and what must be said of the map wherever it is drawn. */
export function Legend({ base }: { readonly base: MapAnswer | null }) {
  const say = useSay();
  const isPlaceless = useStore(
    catalogue,
    (each) => each?.stations.every(({ longitude }) => longitude === null) === true,
  );
  return (
    <div class="legend">
      {isPlaceless && <p>{say(mapTexts["no-places"])}</p>}
      <ul aria-label={say(mapTexts.legend)}>
        {looks.map((look) => (
          <li key={look.tone}>
            <Mark look={look} size={16} /> {say(look.name)}
          </li>
        ))}
        <li>
          <span class="rain-swatch" aria-hidden="true" /> {say(mapTexts.rain)}
        </li>
      </ul>
      {base !== null && (
        <p class="muted" title={say(base.source)}>
          {say(base.label)}
          {base.reviewNumber !== null && ` · ${say(fill(mapTexts["review-number"], { number: base.reviewNumber }))}`}
          {" · WGS 84"}
        </p>
      )}
    </div>
  );
}
