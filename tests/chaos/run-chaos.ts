import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { dayMs, systemClock } from "../../domain/clock.ts";
import type { Case } from "../../domain/governance/case.ts";
import { DispatchPlatform } from "../../simulators/dispatch-platform.ts";
import { gaugeIdOf, testSecret, testSecretVariable, writeCityFolder } from "../support/city-folder.ts";
import { issueDeviceTokens } from "../support/processes/device-tokens.ts";
import { freePorts, HubProcess } from "../support/processes/hub-process.ts";
import { until } from "../support/until.ts";
import { ChaosDevice, depthOf, drain, observedAt } from "./fleet.ts";

export interface ChaosOptions {
  readonly rounds: number;
  readonly devices: number;
  /** Publishes in flight for each device. */
  readonly window: number;
  /** Of each device, held back by the broker. */
  readonly publishesPerSecond: number;
  /** 0 to 1; the same numbers, the same moments of killing. */
  readonly random: () => number;
  /** Longest life of the hub between two kills, in readings acknowledged: a slow machine must have as much at stake. */
  readonly maxLifeReadings: number;
  /** A broken hub in place of the sound one: the control. */
  readonly script?: string;
  readonly onRound?: (round: number, acknowledged: number) => void;
}

/** Everything below `acknowledged` must be 0 but the totals. */
export interface ChaosReport {
  readonly rounds: number;
  readonly acknowledged: number;
  /** Acknowledged and not in the journal. */
  readonly lost: number;
  readonly storedTwice: number;
  /** Floods in what the devices sent, counted by a direct pass. */
  readonly episodes: number;
  readonly cases: number;
  readonly missingCases: number;
  readonly duplicatedCases: number;
  /** Every case of a station that has more of them than floods, in words. */
  readonly casesOfDuplicated: readonly string[];
  /** Changes of cases and warnings that no event tells of. */
  readonly untoldChanges: number;
  /** Events that cannot be: a case or warning that ends and goes on, or begins twice. */
  readonly contradictions: number;
  readonly events: number;
  readonly eventsNotReceived: number;
  /** Event ids the receiver saw with two different contents. */
  readonly idsWithTwoMeanings: number;
  readonly receivedTwice: number;
}

/** Kills a hub under load at random moments, restarts it, and counts what is missing at the end. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-chaos-"));
  const meanings = new Map<string, Set<string>>();
  let received = 0;
  const platform = new DispatchPlatform({
    secrets: [testSecret],
    // Nothing is remembered, so that an id that comes again is looked at again.
    maxRememberedIds: 0,
    // One answer in twenty is a failure, so that retries are in the mix.
    behaviour: ({ count }) => (count % 20 === 0 ? { kind: "status", status: 500 } : { kind: "ok" }),
    onReceived: ({ id, event }) => {
      received += 1;
      meanings.set(id, (meanings.get(id) ?? new Set()).add(JSON.stringify(event)));
    },
  });
  const endpointUrl = await platform.start();
  const [mqttPort = 0, apiPort = 0] = await freePorts(2);
  writeCityFolder(join(folder, "city"), {
    stations: options.devices,
    gaugesPerDevice: 1,
    rules: "ladder",
    endpointUrl,
    isChecked: true,
  });
  const hub = new HubProcess({
    folder,
    mqttPort,
    apiPort,
    env: { [testSecretVariable]: testSecret },
    settings: {
      hub: { city: join(folder, "city"), language: "en", logLevel: "error", checkpointMs: 100 },
      // A flood every 40 readings is more than any city has: deliveries of one warning, kept in order, must keep up.
      broker: { publishesPerSecond: options.publishesPerSecond, publishBurst: 20 },
      webhooks: { allowedTargets: [new URL(endpointUrl).host], retryDelaysMs: [50], breakerProbeMs: 100 },
    },
    ...(options.script === undefined ? {} : { script: options.script }),
  });
  const startsAt = systemClock() - 300 * dayMs;
  const fleet = issueDeviceTokens(folder, options.devices).map(
    (token, device) => new ChaosDevice({ port: mqttPort, device, token, window: options.window, startsAt }),
  );
  try {
    for (let round = 1; round <= options.rounds; round++) {
      await hub.start();
      await life(fleet, options.random() * options.maxLifeReadings);
      await hub.kill();
      options.onRound?.(round, acknowledgedBy(fleet));
    }
    await hub.start();
    await drain(fleet);
    const database = new DatabaseSync(join(folder, "data", "state.db"), { readOnly: true });
    const journal = new DatabaseSync(join(folder, "data", "journal.db"), { readOnly: true });
    try {
      await until("rules and deliveries to catch up", () => isSettled(database, journal));
      return countUp({ fleet, startsAt, database, journal, meanings, received, rounds: options.rounds });
    } finally {
      database.close();
      journal.close();
    }
  } finally {
    for (const device of fleet) device.end();
    await hub.kill();
    await platform.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Lets the hub work until more than so many readings have been acknowledged. */
async function life(fleet: readonly ChaosDevice[], readings: number): Promise<void> {
  const before = acknowledgedBy(fleet);
  await until("readings to be acknowledged", () => acknowledgedBy(fleet) > before + readings);
}

function acknowledgedBy(fleet: readonly ChaosDevice[]): number {
  return fleet.reduce((sum, device) => sum + device.acknowledged.size, 0);
}

function isSettled(state: DatabaseSync, journal: DatabaseSync): boolean {
  const newest = numberOf(journal, "SELECT max(seq) AS n FROM observation");
  const read = numberOf(state, "SELECT position_row AS n FROM checkpoint");
  return read >= newest && numberOf(state, "SELECT count(*) AS n FROM delivery WHERE state = 'pending'") === 0;
}

function countUp(end: {
  fleet: readonly ChaosDevice[];
  startsAt: number;
  database: DatabaseSync;
  journal: DatabaseSync;
  meanings: ReadonlyMap<string, ReadonlySet<string>>;
  received: number;
  rounds: number;
}): ChaosReport {
  const { fleet, startsAt, database, journal, meanings } = end;
  const rowsOf = journal.prepare(
    "SELECT observed_at AS at, count(*) AS n FROM observation JOIN gauge USING (gauge) WHERE gauge.id = ? GROUP BY observed_at",
  );
  let lost = 0;
  let storedTwice = 0;
  let episodes = 0;
  let missingCases = 0;
  let duplicatedCases = 0;
  const casesOfDuplicated: string[] = [];
  fleet.forEach(({ acknowledged, sent }, device) => {
    const rows = new Map(rowsOf.all(gaugeIdOf(device, 0)).map(({ at, n }) => [Number(at), Number(n)]));
    for (const k of acknowledged) if (!rows.has(observedAt(startsAt, k))) lost += 1;
    for (const count of rows.values()) storedTwice += count - 1;
    const floods = floodsIn(device, sent);
    const cases = numberOf(database, "SELECT count(*) AS n FROM city_case WHERE station_id = ?", `s${device}`);
    episodes += floods;
    missingCases += Math.max(0, floods - cases);
    duplicatedCases += Math.max(0, cases - floods);
    if (cases > floods) casesOfDuplicated.push(...casesOf(database, `s${device}`));
  });
  const ids = database
    .prepare("SELECT event_id AS id FROM event")
    .all()
    .map(({ id }) => String(id));
  return {
    rounds: end.rounds,
    acknowledged: acknowledgedBy(fleet),
    lost,
    storedTwice,
    episodes,
    cases: numberOf(database, "SELECT count(*) AS n FROM city_case"),
    missingCases,
    duplicatedCases,
    casesOfDuplicated,
    untoldChanges: untoldChanges(database),
    contradictions: contradictions(database) + recordedTwice(database),
    events: ids.length,
    eventsNotReceived: ids.filter((id) => !meanings.has(id)).length,
    idsWithTwoMeanings: [...meanings.values()].filter((contents) => contents.size > 1).length,
    receivedTwice: end.received - meanings.size,
  };
}

function casesOf(database: DatabaseSync, stationId: string): readonly string[] {
  const rows = database.prepare("SELECT body FROM city_case WHERE station_id = ?").all(stationId);
  const cases = rows.map(({ body }) => JSON.parse(String(body)) as Case);
  const time = (at: number | null) => (at === null ? "" : new Date(at).toISOString());
  return cases
    .toSorted((a, b) => a.openedAt - b.openedAt)
    .map(
      ({ id, hazard, openedAt, closedAt, revision, title }) =>
        `${stationId}: ${hazard} ${time(openedAt)} to ${time(closedAt)}, revision ${revision}, ${title.en} (${id})`,
    );
}

/** Every revision of every case and warning has its event. */
function untoldChanges(database: DatabaseSync): number {
  const subjects = database
    .prepare("SELECT case_id AS id, body FROM city_case UNION ALL SELECT warning_id, body FROM warning")
    .all();
  const told = database.prepare("SELECT count(*) AS n FROM event WHERE subject = ?");
  let untold = 0;
  for (const { id, body } of subjects) {
    const { revision } = JSON.parse(String(body)) as { revision: number };
    untold += Math.abs(revision - Number(told.get(String(id))?.n));
  }
  return untold;
}

/** An event has one line of the audit trail. */
function recordedTwice(database: DatabaseSync): number {
  return numberOf(database, "SELECT count(*) - count(DISTINCT ref) AS n FROM audit WHERE ref LIKE 'event:%'");
}

/** What is told of a subject begins with its first revision and ends with its last. */
function contradictions(database: DatabaseSync): number {
  const events = database.prepare("SELECT subject, type, body FROM event").all();
  const bySubject = Map.groupBy(events, ({ subject }) => String(subject));
  let wrong = 0;
  for (const told of bySubject.values()) {
    for (const { type, body } of told) {
      const { change } = JSON.parse(String(body)) as { change: { after: { revision: number } } };
      const { revision } = change.after;
      const isFirst = /opened|drafted/.test(String(type));
      const isLast = /closed|lifted/.test(String(type));
      if (isFirst !== (revision === 1) || (isLast && revision !== told.length)) wrong += 1;
    }
  }
  return wrong;
}

/** Times the depth of a device's first `readings` readings goes from below 0.13 m to 0.15 m or more. */
function floodsIn(device: number, readings: number): number {
  let floods = 0;
  let isFlooded = false;
  for (let k = 0; k < readings; k++) {
    const depth = depthOf(device, k);
    if (!isFlooded && depth >= 0.15) floods += 1;
    isFlooded = isFlooded ? depth >= 0.13 : depth >= 0.15;
  }
  return floods;
}

function numberOf(database: DatabaseSync, sql: string, ...parameters: readonly string[]): number {
  return Number(database.prepare(sql).get(...parameters)?.n ?? 0);
}
