import { Agent, request } from "node:http";
import { loadavg } from "node:os";
import { join } from "node:path";
import { connectAsync } from "mqtt";
import { systemClock } from "../../../domain/clock.ts";
import { runLoad } from "../../../simulators/run-load.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { channelOf } from "../../support/city-folder.ts";
import { until } from "../../support/until.ts";
import { type BenchHub, startBenchHub } from "../bench-hub.ts";
import { addClosedCases, writeLoopPolicy } from "./loop-city.ts";

const devicesUnderLoad = 500;
const gaugesPerDevice = 5;
/** Stations that are flooded, each with an open case that people act on. */
const floodedStations = 200;
const depthsM = [0.1, 0.13, 0.16];
/** Steps that are made before any is counted: what a hub does for the first time since its start, it does slowly. */
const warmUpSeconds = 3;
/** Steps of one comparison, on each side. */
const comparedSteps = 300;
/** Lines of the old case. */
const oldCaseLines = 1_000;

export interface LoopOptions {
  /** Steps of people and platform a second, over HTTP. */
  readonly stepsPerSecond: number;
  /** Readings a second over MQTT, `gaugesPerDevice` in a publish. */
  readonly readingsPerSecond: number;
  readonly seconds: number;
}

export interface LoopFigures {
  readonly stepsPerSecond: number;
  readonly readingsPerSecond: number;
  /** Answers but 200, by status. */
  readonly refused: Readonly<Record<string, number>>;
  /** From when a step was due to its answer, so that one that waits for others is counted with its wait. */
  readonly stepP50Ms: number;
  readonly stepP99Ms: number;
  readonly stepMaxMs: number;
  /** Cores that the hub kept busy; the rest of the machine's is left for those who load it. */
  readonly hubCores: number;
  /** Work that waited for the machine's cores before and after, as `uptime` has it for the last minute. */
  readonly loadBefore: number;
  readonly loadAfter: number;
}

/** Steps of people and of a dispatch platform while devices publish. */
export async function benchLoop({ stepsPerSecond, readingsPerSecond, seconds }: LoopOptions): Promise<LoopFigures> {
  const loadBefore = load();
  const bench = await floodedHub();
  try {
    let isLoading = false;
    const channels = Array.from({ length: gaugesPerDevice }, (_, gauge) => channelOf(gauge));
    const readings = runLoad(
      {
        ...{ host: "127.0.0.1", port: bench.hub.port, devices: bench.hub.devices.slice(0, devicesUnderLoad) },
        ...{ window: 10, seconds: warmUpSeconds + seconds + 2, ratePerSecond: readingsPerSecond / gaugesPerDevice },
        payload: { channels, readings: 1, valuesBelow: 0.1 },
      },
      () => {
        isLoading = true;
      },
    );
    await until("the load to begin", () => isLoading);
    await stepsAtRate(bench, stepsPerSecond, { seconds: warmUpSeconds, firstTurn: 0 });
    const cpuBefore = bench.hub.cpuSeconds();
    const startedAt = performance.now();
    const firstTurn = stepsPerSecond * warmUpSeconds;
    const steps = await stepsAtRate(bench, stepsPerSecond, { seconds, firstTurn });
    const took = (performance.now() - startedAt) / 1000;
    const hubCores = Math.round(((bench.hub.cpuSeconds() - cpuBefore) / took) * 100) / 100;
    const published = await readings;
    const waits = steps.map(({ ms }) => ms);
    const refused = Map.groupBy(
      steps.filter(({ status }) => status !== 200),
      ({ status }) => String(status),
    );
    return {
      stepsPerSecond: Math.round(steps.length / took),
      readingsPerSecond: Math.round(published.readingsPerSecond * gaugesPerDevice),
      refused: Object.fromEntries([...refused].map(([status, found]) => [status, found.length])),
      ...{ stepP50Ms: quantile(waits, 0.5), stepP99Ms: quantile(waits, 0.99), stepMaxMs: quantile(waits, 1) },
      ...{ hubCores, loadBefore, loadAfter: load() },
    };
  } finally {
    await bench.close();
  }
}

export interface LoopAgeFigures {
  /** Median time of a step, one after another without other load, milliseconds. */
  readonly youngCaseMs: number;
  readonly oldCaseMs: number;
  readonly oldCaseLines: number;
  readonly oldToYoung: number;
  readonly noneClosedMs: number;
  readonly manyClosedMs: number;
  readonly closedCases: number;
  readonly manyToNone: number;
  readonly load: number;
}

/** Whether a step costs more on a case with many lines, and where many cases are closed: in turns on the same machine. */
export async function benchLoopAge(closedCases: number): Promise<LoopAgeFigures> {
  const few = await floodedHub();
  const many = await floodedHub(closedCases);
  try {
    const [old = ""] = few.cases;
    for (let line = 0; line < oldCaseLines; line++) {
      await act(few, old, line);
      // The other hub must have made as many: with none closed in either, one that had made fewer took 1.15 times as long.
      await act(many, nth(many.cases, line), line);
    }
    const ages = await inTurns([
      (turn) => act(few, few.cases[1 + (turn % (few.cases.length - 1))] ?? "", turn),
      (turn) => act(few, old, turn),
    ]);
    const closed = await inTurns([few, many].map((each) => (turn: number) => act(each, nth(each.cases, turn), turn)));
    const [youngCaseMs = 0, oldCaseMs = 0] = ages;
    const [noneClosedMs = 0, manyClosedMs = 0] = closed;
    return {
      ...{ youngCaseMs, oldCaseMs, oldCaseLines, oldToYoung: ratio(oldCaseMs, youngCaseMs) },
      ...{ noneClosedMs, manyClosedMs, closedCases, manyToNone: ratio(manyClosedMs, noneClosedMs) },
      load: load(),
    };
  } finally {
    await few.close();
    await many.close();
  }
}

interface LoopHub {
  readonly hub: BenchHub;
  readonly apiPort: number;
  readonly officer: string;
  readonly platform: string;
  readonly cases: readonly string[];
  readonly agent: Agent;
  close(): Promise<void>;
}

/** A hub with an open case at every flooded station, and as many closed ones as asked for. */
async function floodedHub(closedCases = 0): Promise<LoopHub> {
  const stations = devicesUnderLoad + floodedStations;
  const city = { stations, gaugesPerDevice, rules: "ladder", endpointUrl: null, isChecked: true } as const;
  const hub = await startBenchHub(city, [], {
    rewriteCity: writeLoopPolicy,
    beforeStart: (folder) => addClosedCases(folder, closedCases),
  });
  const store = openCommandStore(join(hub.folder, "data"), systemClock);
  const officer = store.tokens.create("duty", "operator").token;
  const platform = store.tokens.create("platform", { roles: ["integrator"], areaCodes: [], deviceIds: [] }).token;
  store.close();
  for (const { id, token, topic } of hub.devices.slice(devicesUnderLoad)) {
    const client = await connectAsync({ port: hub.port, clientId: id, username: id, password: token });
    const from = Date.now() - depthsM.length;
    for (const [index, depth] of depthsM.entries()) {
      const reading = { t: from + index, values: { [channelOf(0)]: depth } };
      await client.publishAsync(topic, JSON.stringify(reading), { qos: 1 });
    }
    await client.endAsync(true);
  }
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });
  const cases = await until("a case at every flooded station", async () => {
    const found = await casesOf(hub.apiPort, officer);
    return found.length === floodedStations ? found : null;
  });
  const bench = { hub, apiPort: hub.apiPort, officer, platform, cases, agent };
  // The unit has taken each on: from here it feeds back as often as it likes.
  for (const id of cases) {
    await post(bench, { path: `/api/v1/cases/${id}/steps`, token: platform, body: { step: "accept" }, turn: 0 });
  }
  return {
    ...bench,
    async close() {
      agent.destroy();
      await hub.stop();
    },
  };
}

async function casesOf(apiPort: number, token: string): Promise<readonly string[]> {
  const answer = await fetch(`http://127.0.0.1:${apiPort}/api/v1/cases?sort=level&limit=1000`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { rows } = (await answer.json()) as { readonly rows: readonly { readonly id: string }[] };
  return rows.map(({ id }) => id);
}

interface StepTime {
  readonly ms: number;
  readonly status: number;
}

/** Steps at moments that are fixed beforehand, whatever has become of the ones before. */
async function stepsAtRate(
  bench: LoopHub,
  perSecond: number,
  { seconds, firstTurn }: { readonly seconds: number; readonly firstTurn: number },
): Promise<readonly StepTime[]> {
  const startedAt = performance.now();
  const underWay: Promise<StepTime>[] = [];
  const total = perSecond * seconds;
  await until(
    "every step to be on its way",
    () => {
      const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * perSecond));
      for (let turn = underWay.length; turn < due; turn++) {
        const dueAt = startedAt + (turn / perSecond) * 1000;
        underWay.push(act(bench, nth(bench.cases, turn), firstTurn + turn, dueAt));
      }
      return underWay.length === total;
    },
    seconds * 3_000,
  );
  return Promise.all(underWay);
}

/** One step of a person or of the platform, of those that a case in hand takes again and again. */
function act(bench: LoopHub, caseId: string, turn: number, dueAt = performance.now()): Promise<StepTime> {
  const isPlatform = turn % 3 === 0;
  const body = isPlatform
    ? { step: "feedback", text: `pump ${turn}` }
    : turn % 3 === 1
      ? { do: "comment", text: `seen ${turn}` }
      : { do: "supervise", reason: `round ${turn}` };
  const path = `/api/v1/cases/${caseId}/${isPlatform ? "steps" : "actions"}`;
  return post(bench, { path, token: isPlatform ? bench.platform : bench.officer, body, turn }).then((status) => ({
    ms: performance.now() - dueAt,
    status,
  }));
}

interface Call {
  readonly path: string;
  readonly token: string;
  readonly body: object;
  readonly turn: number;
}

function post(
  { apiPort, agent }: Pick<LoopHub, "apiPort" | "agent">,
  { path, token, body, turn }: Call,
): Promise<number> {
  const text = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const call = request(
      {
        ...{ host: "127.0.0.1", port: apiPort, path, method: "POST", agent },
        headers: {
          ...{ authorization: `Bearer ${token}`, "content-type": "application/json" },
          ...{ "content-length": Buffer.byteLength(text), "idempotency-key": `turn-${turn}` },
        },
      },
      (answer) => {
        answer.resume();
        answer.on("end", () => resolve(answer.statusCode ?? 0));
      },
    );
    call.on("error", reject);
    call.end(text);
  });
}

/** Medians of steps that are made one after another, a step of each in turn. */
async function inTurns(steps: readonly ((turn: number) => Promise<StepTime>)[]): Promise<readonly number[]> {
  const waits = steps.map((): number[] => []);
  for (let turn = 0; turn < comparedSteps; turn++) {
    for (const [index, step] of steps.entries()) waits[index]?.push((await step(turn + 1_000_000)).ms);
  }
  return waits.map((each) => quantile(each, 0.5));
}

function nth(cases: readonly string[], turn: number): string {
  return cases[turn % cases.length] ?? "";
}

function quantile(waits: readonly number[], share: number): number {
  const sorted = waits.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 100) / 100;
}

const ratio = (a: number, b: number): number => Math.round((a / b) * 100) / 100;

const load = (): number => Math.round((loadavg()[0] ?? 0) * 10) / 10;
