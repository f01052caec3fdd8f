import type { Readiness, ReadinessCheck } from "../api/ports.ts";
import { type Clock, dayMs, hourMs, minuteMs, secondMs } from "../domain/clock.ts";
import type { BilingualText } from "../domain/text.ts";
import type { InfluxCopy } from "../influx/start-influx.ts";
import { fill, joined } from "../locales/fill.ts";
import { readinessTexts } from "../locales/hub/readiness.ts";
import { marks } from "../locales/shared.ts";
import type { Committer } from "../processor/commit.ts";
import type { JournalConsumer } from "../processor/journal-consumer.ts";
import type { Store } from "../store/store.ts";
import type { Dispatcher, DispatcherStatus } from "../webhooks/dispatcher.ts";
import type { EndpointReport } from "../webhooks/endpoints/endpoint-report.ts";
import type { OwnClock } from "./own-clock/own-clock.ts";
import type { RulesReload } from "./rule-sets/rules-reload.ts";
import { cityFilesWords, rulesFilesWords } from "./rule-sets/rules-words.ts";
import type { Settings } from "./settings/settings.ts";
import type { WorkProgress } from "./watchdog/work-progress.ts";

/** Rules further behind than this no longer warn in time. */
const lagLimitMs = minuteMs;
/** Work that stands still for longer is told of. */
const stillLimitMs = 2 * secondMs;

export interface ReadinessParts {
  readonly store: Store;
  readonly consumer: JournalConsumer;
  readonly reload: RulesReload;
  readonly committer: Committer;
  readonly dispatcher: Dispatcher;
  /** Null where it is switched off. */
  readonly influx: InfluxCopy | null;
  readonly clock: Clock;
  readonly ownClock: OwnClock;
  readonly progress: WorkProgress;
  readonly settings: Pick<Settings, "influx">;
}

/** What must be well for the hub to warn in time, each with words on what to do where it is not. */
export function judgeReadiness(parts: ReadinessParts): Readiness {
  const { store, committer } = parts;
  const checks = [
    ...[journal(store, parts), rules(parts), rulesFiles(parts), cityFiles(parts)],
    ...[state(committer, parts), webhooks(parts), ownClock(parts), databases(parts)],
  ];
  return { checks: parts.influx === null ? checks : [...checks, influxCopy(parts.influx, parts)] };
}

function journal(store: Store, { progress }: ReadinessParts): ReadinessCheck {
  const { failing } = store.counts();
  const stillMs = progress.standsStillMs("acknowledgements");
  const isStill = failing === null && stillMs > stillLimitMs;
  return readinessCheck("journal", failing === null && !isStill, {
    ok: readinessTexts["journal-ok"],
    failing: isStill
      ? fill(readinessTexts["acknowledgements-still"], { seconds: inSeconds(stillMs) })
      : fill(readinessTexts["journal-failing"], { code: failing?.code ?? "" }),
  });
}

/** Whether what is kept can be read: a damaged page is told of although all the rest is still served. */
function databases({ store }: ReadinessParts): ReadinessCheck {
  const problems = store.counts().integrityProblems ?? 0;
  return readinessCheck("databases", problems === 0, {
    ok: readinessTexts["databases-ok"],
    failing: fill(readinessTexts["databases-damaged"], { count: problems }),
  });
}

/** What is wrong with our clock: readings come late by it, or seem to. */
function ownClock({ ownClock: { trouble } }: ReadinessParts): ReadinessCheck {
  const failing =
    trouble === null
      ? readinessTexts["clock-ok"]
      : fill(readinessTexts[trouble.reason], { by: durationWords(trouble.byMs) });
  return readinessCheck("clock", trouble === null, { ok: readinessTexts["clock-ok"], failing });
}

function rules({ consumer, clock }: ReadinessParts): ReadinessCheck {
  const oldest = consumer.oldestUnreadAt;
  const behindMs = oldest === null ? 0 : Math.max(0, clock() - oldest);
  return {
    ...readinessCheck("rules", behindMs < lagLimitMs, {
      ok: readinessTexts["rules-ok"],
      failing: readinessTexts["rules-behind"],
    }),
    behindRows: consumer.lagRows,
    behindMs,
  };
}

function rulesFiles({ reload: { status } }: ReadinessParts): ReadinessCheck {
  const isOk = status.files.problems.length === 0 && status.pinProblems.length === 0 && status.failure === null;
  const words = rulesFilesWords(status);
  return readinessCheck("rules-files", isOk, { ok: words, failing: words });
}

function cityFiles({ reload: { status } }: ReadinessParts): ReadinessCheck {
  // Nothing is unwell while edits of stations or units wait for the next start; the words only say so.
  return readinessCheck("city-files", true, { ok: cityFilesWords(status), failing: cityFilesWords(status) });
}

function state(committer: Committer, { progress }: ReadinessParts): ReadinessCheck {
  const { failure } = committer;
  const stillMs = progress.standsStillMs("decisions");
  const isStill = failure === null && stillMs > stillLimitMs;
  return readinessCheck("decisions", failure === null && !isStill, {
    ok: readinessTexts["state-ok"],
    failing: isStill
      ? fill(readinessTexts["decisions-still"], { seconds: inSeconds(stillMs) })
      : fill(readinessTexts["state-failing"], { words: failure?.words ?? "" }),
  });
}

function webhooks({ dispatcher }: ReadinessParts): ReadinessCheck {
  const status = dispatcher.status();
  const { endpoints } = status;
  const oldest = Math.max(0, ...endpoints.map((endpoint) => endpoint.oldestUrgentAgeMs ?? 0));
  const faults = webhookFaults(status);
  return {
    ...readinessCheck("webhooks", faults.length === 0, {
      ok: pendingWords(endpoints) ?? readinessTexts["webhooks-ok"],
      failing: joined(faults, marks.semicolon),
    }),
    behindRows: endpoints.reduce((sum, endpoint) => sum + endpoint.pending, 0),
    behindMs: oldest,
  };
}

/** What people must be told otherwise, or somebody must mend. Names nobody: machines and makers of devices read it too. */
function webhookFaults({ undeliveredUrgent, endpoints }: DispatcherStatus): readonly BilingualText[] {
  const lost = endpoints.filter(({ lostUrgents }) => lostUrgents > 0);
  const gone = endpoints.filter(({ goneAt }) => goneAt !== null);
  const named = (names: readonly string[]) => ({ names: names.join(", ") });
  return [
    ...undeliveredUrgent.map((endpointId) => fill(readinessTexts["webhooks-undelivered"], { name: endpointId })),
    ...lost.map(({ endpointId, lostUrgents }) =>
      fill(readinessTexts["webhooks-lost"], { name: endpointId, count: lostUrgents }),
    ),
    ...(gone.length === 0
      ? []
      : [fill(readinessTexts["webhooks-gone"], named(gone.map(({ endpointId }) => endpointId)))]),
  ];
}

/** Null where no urgent event is on its way. */
function pendingWords(endpoints: readonly EndpointReport[]): BilingualText | null {
  const waiting = endpoints.filter(({ oldestUrgentAgeMs }) => oldestUrgentAgeMs !== null);
  if (waiting.length === 0) return null;
  const oldest = Math.max(...waiting.map(({ oldestUrgentAgeMs }) => oldestUrgentAgeMs ?? 0));
  return fill(readinessTexts["webhooks-pending"], {
    names: waiting.map(({ endpointId }) => endpointId).join(", "),
    seconds: Math.round(oldest / secondMs),
  });
}

function influxCopy(influx: InfluxCopy, { settings }: ReadinessParts): ReadinessCheck {
  const { spoolRows, trouble } = influx.status();
  const behindMs = influx.behindMs();
  // What somebody must mend shows at once; an outage has its time, since nothing is lost by it.
  const mustMend = trouble?.kind === "misconfigured" || trouble?.kind === "failed";
  return {
    ...readinessCheck("influx", !mustMend && behindMs < settings.influx.lateAfterMs, {
      ok: readinessTexts["influx-ok"],
      failing: fill(readinessTexts["influx-behind"], { words: trouble?.words ?? "" }),
    }),
    behindRows: spoolRows,
    behindMs,
  };
}

function inSeconds(ms: number): number {
  return Math.round(ms / secondMs);
}

/** A length in the greatest unit that it has two of. */
function durationWords(ms: number): BilingualText {
  const length = Math.abs(ms);
  const count = (unit: number): { readonly count: number } => ({ count: Math.round(length / unit) });
  if (length < 2 * minuteMs) return fill(readinessTexts["in-seconds"], count(secondMs));
  if (length < 2 * hourMs) return fill(readinessTexts["in-minutes"], count(minuteMs));
  if (length < 2 * dayMs) return fill(readinessTexts["in-hours"], count(hourMs));
  return fill(readinessTexts["in-days"], count(dayMs));
}

function readinessCheck(
  name: string,
  isOk: boolean,
  words: { readonly ok: ReadinessCheck["words"]; readonly failing: ReadinessCheck["words"] },
): ReadinessCheck {
  return { name, isOk, words: isOk ? words.ok : words.failing, behindRows: null, behindMs: null };
}
