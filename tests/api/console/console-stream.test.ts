import { afterEach, expect, it } from "vitest";
import { mode } from "../../../api/schemas/governance/mode.ts";
import { parsePosition } from "../../../api/streams/position.ts";
import { idFrom } from "../../../domain/ids.ts";
import { transition } from "../../support/alarm-builders.ts";
import { aCase } from "../../support/effects.ts";
import { caseEventOf } from "../../support/events.ts";
import { observationOf, testNow } from "../../support/in-memory-api-ports.ts";
import { until } from "../../support/until.ts";
import { SseClient } from "../sse-client.ts";
import { type RunningApi, startApi } from "../start-api.ts";

const started: RunningApi[] = [];
const clients: SseClient[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.drop();
  for (const { api } of started.splice(0)) await api.stop();
});

async function start(): Promise<RunningApi> {
  const running = await startApi({ streamTickMs: 10, streamBeatMs: 100 });
  started.push(running);
  return running;
}

async function open(running: RunningApi, topics: string, lastEventId?: string): Promise<SseClient> {
  const client = new SseClient(running, `?topics=${topics}`, lastEventId);
  clients.push(client);
  await until("the stream to be ready", () => client.of("ready").length > 0);
  return client;
}

let made = 0;
function caseEvent() {
  made += 1;
  const of = aCase({ level: "red", openedAt: testNow });
  return caseEventOf(of, { id: idFrom<"event">("event", "console", made), type: "case.updated", at: testNow });
}

it("beats where a page can see it: the hub's clock, the newest row, how far rules are, the mode", async () => {
  const running = await start();
  const client = await open(running, "beat");
  await until("two beats", () => client.of("beat").length > 1);
  expect(client.of("beat")[0]?.data).toEqual({
    now: new Date(testNow).toISOString(),
    journalSeq: 0,
    rulesSeq: 0,
    mode: "daily",
  });
});

it("tells which gauges look otherwise, and of one that falls silent though nothing came", async () => {
  const running = await start();
  const client = await open(running, "state");
  const row = observationOf(0, 51, { observedAt: testNow + 1_000, receivedAt: testNow + 1_000, value: 0.62 });
  running.ports.observations.get("tunnel/depth" as never)?.push(row);
  await until("the new value", () => client.of("state").length > 0);
  expect(client.of("state")[0]?.data).toMatchObject({ gauges: [0], states: "0", values: [0.62], stations: [] });
  running.ports.now = testNow + 3_600_000;
  await until("silence", () => client.of("state").length > 1);
  expect(client.of("state")[1]?.data).toMatchObject({ gauges: [0, 1], states: "22" });
});

it("sends cases alone to whoever asks for them, and from the place that a page had", async () => {
  const running = await start();
  const first = await open(running, "cases,beat");
  running.ports.commit(caseEvent());
  await until("the first case", () => first.of("event").length === 1);
  const place = first.lastId ?? "";
  first.drop();
  running.ports.commit(caseEvent(), caseEvent());
  const second = await open(running, "cases", place);
  expect(second.of("event")).toHaveLength(2);
  const warnings = await open(running, "warnings", place);
  expect(warnings.of("event")).toEqual([]);
  expect(parsePosition(warnings.lastId ?? "")?.eventSeq).toBe(running.ports.events.length);
});

it("tells of alarms as they move, the mode as it changes, and endpoints once and then as they change", async () => {
  const running = await start();
  const client = await open(running, "alarms,mode,deliveries");
  running.ports.live.publishTransitions([transition({ to: "red" })]);
  running.ports.mode = { mode: "emergency", setAt: testNow, setBy: "Li Wei" };
  await until("all three", () => ["alarm", "mode", "deliveries"].every((name) => client.of(name).length > 0));
  expect(client.of("alarm")[0]?.data).toMatchObject({ ruleId: "underpass-depth", to: "red" });
  const [told, ...more] = client.of("mode").map(({ data }) => data);
  expect([more, mode.parse(told)]).toMatchObject([
    [],
    { mode: "emergency", setAt: new Date(testNow).toISOString(), setBy: "Li Wei" },
  ]);
  expect(client.of("deliveries")).toHaveLength(1);
});
