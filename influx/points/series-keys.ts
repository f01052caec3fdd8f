import type { GaugeId, GaugeKey } from "../../domain/ids.ts";
import type { GaugeSeriesKey, InfluxCheckpoint } from "../influx-checkpoint.ts";
import type { InfluxSpool } from "../influx-spool.ts";
import { seriesKey } from "./line-protocol.ts";
import type { CityPlaces } from "./places.ts";

/** Which series each row of a gauge goes to. */
export interface SeriesKeys {
  keyFor(gauge: GaugeKey, journalSeq: number): string;
}

export interface SeriesKeysParts {
  readonly checkpoint: InfluxCheckpoint;
  readonly places: CityPlaces;
  readonly spool: Pick<InfluxSpool, "gaugeIds" | "newestSeq">;
  /** False beside a running hub, whose city may be older than the files. */
  readonly canChangeTags: boolean;
}

/**
 * Tags of every gauge as the city has them. A row has the tags its gauge had when it came, whenever it is sent: sent
 * again under others it would be there twice. A gauge that has moved has its new tags from the next row on.
 */
export function createSeriesKeys({ checkpoint, places, spool, canChangeTags }: SeriesKeysParts): SeriesKeys {
  let byGauge = learnGauges(canChangeTags);

  function learnGauges(canMove: boolean): ReadonlyMap<GaugeKey, readonly GaugeSeriesKey[]> {
    const known = seriesByGauge(checkpoint.series());
    const fromSeq = spool.newestSeq() + 1;
    const added: GaugeSeriesKey[] = [];
    for (const [gauge, id] of spool.gaugeIds()) {
      const key = keyOf(places, id);
      const last = known.get(gauge)?.at(-1);
      if (last === undefined) added.push({ gauge, fromSeq: 0, key });
      else if (last.key !== key && canMove) added.push({ gauge, fromSeq, key });
    }
    if (added.length === 0) return known;
    checkpoint.addSeries(added);
    return seriesByGauge(checkpoint.series());
  }

  return {
    keyFor(gauge, journalSeq) {
      let series = byGauge.get(gauge);
      if (series === undefined) {
        byGauge = learnGauges(false);
        series = byGauge.get(gauge) ?? [];
      }
      for (let index = series.length - 1; index > 0; index -= 1) {
        const { fromSeq, key } = series[index] as GaugeSeriesKey;
        if (journalSeq >= fromSeq) return key;
      }
      return (series[0] as GaugeSeriesKey).key;
    },
  };
}

function keyOf({ city, byStation }: CityPlaces, id: GaugeId): string {
  const gauge = city.gauges.get(id);
  const place = gauge === undefined ? undefined : byStation.get(gauge.stationId);
  return seriesKey("observation", { ...place?.tags, gauge: id, property: gauge?.property });
}

function seriesByGauge(all: readonly GaugeSeriesKey[]): ReadonlyMap<GaugeKey, readonly GaugeSeriesKey[]> {
  const byGauge = new Map<GaugeKey, GaugeSeriesKey[]>();
  for (const series of all) {
    const before = byGauge.get(series.gauge);
    if (before === undefined) byGauge.set(series.gauge, [series]);
    else before.push(series);
  }
  return byGauge;
}
