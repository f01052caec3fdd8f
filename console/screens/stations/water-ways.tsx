import { stationTexts } from "../../../locales/console/stations.ts";
import { fill } from "../../../locales/fill.ts";
import type { StationWithGauges } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { catalogue, columns } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { PlaceRow } from "../../parts/gauges/near-places.tsx";
import { stationNow } from "../../parts/gauges/station-now.ts";
import { spanText } from "../../parts/plot/span-text.ts";

/** Stations that water comes from and goes on to, with how long it takes. */
export function WaterWays({ of: { upstream, downstream } }: { readonly of: StationWithGauges }) {
  const say = useSay();
  return (
    <section>
      <h3>{say(stationTexts.upstream)}</h3>
      <Ways links={upstream} />
      <h3>{say(stationTexts.downstream)}</h3>
      <Ways links={downstream} />
    </section>
  );
}

function Ways({ links }: { readonly links: StationWithGauges["upstream"] }) {
  const say = useSay();
  const known = useStore(catalogue, (each) => each);
  const now = useStore(columns, (each) => each);
  if (known === null || now === null) return null;
  if (links.length === 0) return <p class="small muted">{say(stationTexts["no-ways"])}</p>;
  return (
    <ul class="places">
      {links.map(({ stationId, travelTimeMs }) => {
        const row = stationNow(
          known,
          now,
          known.stations.findIndex((station) => station.stationId === stationId),
        );
        const note = say(fill(stationTexts.travel, { span: spanText(travelTimeMs) }));
        return row === null ? null : <PlaceRow key={stationId} row={row} note={note} />;
      })}
    </ul>
  );
}
