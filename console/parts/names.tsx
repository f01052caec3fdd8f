import { useSay } from "../app/language.ts";
import { catalogue } from "../live/live.ts";
import { useStore } from "../live/store.ts";

/** Name of a station; its id where the city does not have it. */
export function StationName({ id }: { readonly id: string }) {
  const say = useSay();
  const found = useStore(catalogue, (each) => each?.stations.find(({ stationId }) => stationId === id));
  return <>{found === undefined ? id : say(found.name)}</>;
}

/** Name of an area; its code where the city does not have it. */
export function AreaName({ code }: { readonly code: string }) {
  const say = useSay();
  const found = useStore(catalogue, (each) => each?.areas.find((area) => area.code === code));
  return <>{found === undefined ? code : say(found.name)}</>;
}

/** Name of a unit; its id where the city does not have it. */
export function UnitName({ id }: { readonly id: string }) {
  const say = useSay();
  const found = useStore(catalogue, (each) => each?.units.find((unit) => unit.id === id));
  return <>{found === undefined ? id : say(found.name)}</>;
}

/** Name of the station of a gauge; nothing where the city does not have it. */
export function GaugePlace({ id }: { readonly id: string }) {
  const say = useSay();
  const found = useStore(
    catalogue,
    (each) => each?.stations[each.gauges.find(({ gaugeId }) => gaugeId === id)?.station ?? -1],
  );
  return <>{found === undefined ? "" : say(found.name)}</>;
}
