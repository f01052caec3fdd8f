import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { columnsNow } from "../../../api/views/console/state-columns.ts";
import { stateText } from "../../../api/views/console/state-text.ts";
import type { City, Gauge, Station } from "../../../domain/city/city.ts";
import type { GaugeId, StationId } from "../../../domain/ids.ts";
import { type GaugeState, gaugeStates } from "../../../domain/observations/gauge-state.ts";
import type { Observation } from "../../../domain/observations/observation.ts";
import { gauge, smallCity, station } from "../../support/alarm-builders.ts";
import { seeded } from "../../support/seeded.ts";

const gzipped = promisify(gzip);
const brotlied: (text: string, options: object) => Promise<Buffer> = promisify(brotliCompress);

const now = Date.UTC(2026, 6, 20, 8);

/** The first answer of `GET /state` to a page: how large it is and what it costs, of gauges whose values are by chance. */
export async function benchConsoleState(gauges: number): Promise<object> {
  const city = cityOf(gauges);
  const random = seeded(7);
  const rows = new Map<GaugeId, Observation>();
  for (const id of city.gauges.keys()) {
    const at = now - Math.floor(random() * 300_000);
    const value = Math.round(random() * 4_000) / 1_000;
    rows.set(id, {
      gauge: 0 as never,
      observedAt: at,
      receivedAt: at,
      value,
      flag: 1,
      checks: 0,
      deviceTime: null,
      seq: null,
    });
  }
  const states = new Map<GaugeId, GaugeState>(
    [...city.gauges.keys()].map((id) => [
      id,
      random() < 0.95 ? "live" : (gaugeStates[Math.floor(random() * 6)] ?? "live"),
    ]),
  );
  const seen = {
    city,
    latest: { of: (id: GaugeId) => rows.get(id) ?? null },
    suppression: { stateOf: (id: GaugeId) => states.get(id) ?? "silent", activeAlarms: () => [] },
  } as const;
  const head = { at: now, position: "e1-j1", catalogue: "0".repeat(32), mode: "daily", rulesSeq: 1, levelsWhole: true };
  const rounds = Array.from({ length: 9 }, () => {
    const from = performance.now();
    const text = stateText(head, columnsNow(seen, now));
    return { text, ms: performance.now() - from };
  });
  const text = rounds.at(-1)?.text ?? "";
  const median = rounds.map(({ ms }) => ms).toSorted((a, b) => a - b)[4] ?? 0;
  const br = await brotlied(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  return {
    what: "console state",
    gauges,
    bytes: Buffer.byteLength(text),
    gzipBytes: (await gzipped(text)).length,
    brBytes: br.length,
    buildMs: Math.round(median * 100) / 100,
  };
}

/** Three gauges a station, as a city has them. */
export function cityOf(gauges: number): City {
  const stations = new Map<StationId, Station>();
  const all = new Map<GaugeId, Gauge>();
  for (let index = 0; index < gauges; index++) {
    const stationId = `s${Math.floor(index / 3)}` as StationId;
    stations.set(stationId, station({ id: stationId }));
    const id = `${stationId}-c${index % 3}` as GaugeId;
    all.set(id, gauge({ id, stationId }));
  }
  return smallCity({ stations, gauges: all });
}
