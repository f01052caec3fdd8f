import type { GaugeKey } from "../../domain/ids.ts";
import { silentLog } from "../../domain/log.ts";
import { openFolderCheckpoint } from "../../influx/influx-offers.ts";
import { openSpool } from "../../influx/influx-spool.ts";
import { InfluxWriter } from "../../influx/influx-writer.ts";
import { placesOf } from "../../influx/points/places.ts";
import { createSeriesKeys } from "../../influx/points/series-keys.ts";
import { deliverLines } from "../../influx/server/deliver-lines.ts";
import { connectInflux } from "../../influx/server/influx-connection.ts";
import { storeSettings } from "../../store/settings.ts";
import { filesIn } from "../../store/sqlite/data-folder.ts";
import { openStore } from "../../store/sqlite/open-store.ts";
import { anObservation, noon } from "../support/observations.ts";
import { cityOfGauges, gaugesOfProcess, influxSettingsFor } from "./copy-city.ts";

/**
 * Child process of outage.test.ts: appends `rate` observations a second, one gauge after the other, and copies them to
 * InfluxDB until it is killed. `node copy-process.ts <folder> <url> <rate> sound|early|marked`. The controls: `early`, whose
 * cursor moves on before the answer, and `marked`, which tells each attempt from the one before. Prints `ready`, then `acknowledged <n>` and `level` as they come true.
 */
const [folder, url, rate, variant] = process.argv.slice(2);
const store = await openStore(storeSettings.parse({ folder, minFreeBytes: 0 }), { log: silentLog, clock: Date.now });
const city = cityOfGauges(gaugesOfProcess);
const keys = [...(await store.journal.keysFor([...city.gauges.keys()])).values()];
await store.journal.enter({ entry: { kind: "hub-started", countedUpTo: null }, at: Date.now(), onceKey: null });

let attempts = 0;
const deliveries = {
  sound: deliverLines,
  early: async (batch, delivery) => {
    void delivery.write(batch.body, batch.precision);
    return [];
  },
  marked: (batch, delivery) =>
    deliverLines(batch, {
      ...delivery,
      write: (body, precision) =>
        delivery.write(body.replaceAll(/^observation,/gm, `observation,attempt=${++attempts},`), precision),
    }),
} satisfies Record<string, typeof deliverLines>;

const settings = influxSettingsFor(url!, { maxLines: 500 });
const spool = openSpool(filesIn(store.folder));
const checkpoint = openFolderCheckpoint(spool, store.folder, settings, true);
const places = placesOf(city);
const writer = new InfluxWriter({
  connection: connectInflux(settings, { kind: "none" }, variant === "early" ? 64 : 1),
  spool,
  checkpoint: checkpoint,
  keys: createSeriesKeys({ checkpoint: checkpoint, places, spool, canChangeTags: true }),
  places,
  settings,
  clock: Date.now,
  deliver: deliveries[variant as keyof typeof deliveries],
});
writer.start();

let next = store.journal.end().row;
let acknowledged = next;
const tickMs = 20;
const perTick = Math.round((Number(rate) * tickMs) / 1_000);
const say = (words: string): void => {
  process.stdout.write(`${words}\n`);
};

let isAppending = true;
setInterval(() => {
  if (isAppending) {
    const rows = Array.from({ length: perTick }, () => {
      const observedAt = noon + next;
      const gauge = keys[next % keys.length] as GaugeKey;
      return anObservation({ gauge, observedAt, value: next++ });
    });
    store.journal.append(rows, [], (error) => {
      if (error === null) acknowledged += rows.length;
    });
  }
  say(`acknowledged ${acknowledged}`);
  const { spoolRows, trouble } = writer.status();
  if (!isAppending && spoolRows === 0 && trouble === null) say(`level ${process.memoryUsage.rss()}`);
}, tickMs);
process.stdin.on("data", () => {
  isAppending = false;
});
say("ready");
