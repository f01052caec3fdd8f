import type { City } from "../domain/city/city.ts";
import { withoutExercises } from "../domain/city/real-city.ts";
import type { Clock } from "../domain/clock.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import type { Log } from "../domain/log.ts";
import { startOfLog } from "../domain/position.ts";
import type { History } from "../store/ports.ts";
import { filesIn } from "../store/sqlite/data-folder.ts";
import { startLastingThread } from "../store/sqlite/lasting-thread.ts";
import type { SqliteStore } from "../store/sqlite/open-store.ts";
import type { Thread } from "../store/sqlite/thread.ts";
import { followAnswering } from "./answering.ts";
import { createInfluxHistory } from "./influx-history.ts";
import type { InfluxOffers, InfluxStart } from "./influx-offers.ts";
import { type InfluxStatus, wordsOf } from "./influx-writer.ts";
import { type HubView, sampleHub } from "./points/sample.ts";
import { connectInflux } from "./server/influx-connection.ts";
import { influxCredentials } from "./server/influx-credentials.ts";
import type { InfluxSettings } from "./settings.ts";

/** The copy in InfluxDB while the hub runs. */
export interface InfluxCopy {
  /** As the settings say: out of InfluxDB, or the embedded one. */
  readonly history: History;
  /** At the last look, about a second ago at most. */
  status(): InfluxStatus;
  /** Time since the oldest observation that waits came in; 0 when none waits. */
  behindMs(): number;
  /** From now on samples are taken of what `view` shows. */
  sampleFrom(view: () => HubView): void;
  stop(): Promise<void>;
}

export interface InfluxParts {
  readonly settings: InfluxSettings;
  readonly store: Pick<SqliteStore, "folder" | "history" | "holdCursor">;
  readonly city: City;
  readonly keys: ReadonlyMap<GaugeId, GaugeKey>;
  /** Where the secret is looked up. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readFile: (path: string) => string;
  readonly log: Log;
  readonly clock: Clock;
  /** Time between looks at how the copy stands. */
  readonly lookMs?: number;
}

/** What only InfluxDB can answer waits this long at most: the API's own deadline is 30 s. */
const historyTimeoutMs = 20_000;

/** Connections that history queries share. */
const historySockets = 8;

/**
 * Starts the thread that copies; InfluxDB itself may be down. From here on retention keeps what has not been sent.
 *
 * @throws {HubError} `store.influx_secret_missing`, `store.cannot_open`
 */
export async function startInflux(parts: InfluxParts): Promise<InfluxCopy> {
  const { settings, store, city, log, clock, lookMs = 1_000 } = parts;
  const credentials = influxCredentials(settings, parts.env, parts.readFile);
  const start: InfluxStart = { folder: store.folder, ...filesIn(store.folder), city, settings, credentials };
  const thread = await startLastingThread<InfluxOffers>(new URL("./influx-thread.ts", import.meta.url), start, log);
  const timeoutMs = Math.min(settings.timeoutMs, historyTimeoutMs);
  const connection = connectInflux({ ...settings, timeoutMs }, credentials, historySockets);
  const follow = followStatus(await thread.call("status"), store, log);
  const look = async (): Promise<void> => {
    try {
      follow.update(await thread.call("status"));
    } catch (error) {
      follow.lost(error, clock());
    }
  };
  const timers = [setInterval(() => void look(), lookMs)];
  const history = createInfluxHistory({
    connection,
    keyOf: (id) => parts.keys.get(id),
    unsent: (gauge, from, to) => thread.call("unsent", gauge, from, to),
    answering: followAnswering(() => follow.status().trouble === null),
    embedded: store.history,
    keptSince: () => thread.call("keptSince"),
  });

  return {
    history: settings.servesHistory ? history : store.history,
    status: () => follow.status(),
    behindMs() {
      const { oldestUnsentAt } = follow.status();
      return oldestUnsentAt === null ? 0 : Math.max(0, clock() - oldestUnsentAt);
    },
    sampleFrom(view) {
      timers.push(sampler(thread, parts, view));
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      connection.close();
      await thread.stop();
    },
  };
}

/** Keeps the newest status and logs what has changed. */
function followStatus(first: InfluxStatus, store: InfluxParts["store"], log: Log) {
  let status = first;
  const hold = (row: number): void => store.holdCursor("influx", { ...startOfLog, row });
  hold(first.cursor);
  return {
    status: () => status,
    update(next: InfluxStatus): void {
      const before = status;
      status = next;
      hold(next.cursor);
      if (next.trouble !== null && next.trouble.kind !== before.trouble?.kind) {
        log.warn(
          { kind: next.trouble.kind, words: next.trouble.words.en },
          "InfluxDB takes nothing, the journal keeps it",
        );
      }
      if (next.trouble === null && before.trouble !== null) {
        log.info({ spoolRows: next.spoolRows }, "InfluxDB takes what was kept for it");
      }
      if (next.refusedLines > before.refusedLines) {
        const lines = next.refusedLines - before.refusedLines;
        log.warn({ lines }, "InfluxDB refused lines; guanlan influx status shows them");
      }
    },
    lost(error: unknown, at: number): void {
      if (status.trouble?.kind === "failed") return;
      status = { ...status, trouble: { kind: "failed", words: wordsOf(error), since: at, attempts: 1 } };
      log.error({ err: error }, "the copy in InfluxDB has stopped; it is started again");
    },
  };
}

function sampler(thread: Thread<InfluxOffers>, { settings, city, clock }: InfluxParts, view: () => HubView) {
  const real = withoutExercises(city);
  let devicesDueAt = 0;
  let isUnderWay = false;
  let knownLimits: HubView["limits"] | null = null;
  return setInterval(() => {
    if (isUnderWay) return;
    const now = clock();
    const withDevices = now >= devicesDueAt;
    if (withDevices) devicesDueAt = now + settings.deviceSampleMs;
    isUnderWay = true;
    const seen = view();
    thread
      .call("sample", sampleHub(real, seen, now, { withDevices, knownLimits }))
      .then(() => {
        knownLimits = seen.limits;
      })
      // What keeps it from the disk shows in the status as well.
      .catch(() => undefined)
      .finally(() => {
        isUnderWay = false;
      });
  }, settings.sampleMs);
}
