import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { observation } from "../../api/schemas/observation.ts";
import { parsePosition } from "../../api/streams/position.ts";
import type { HubEvent } from "../../domain/governance/event.ts";
import { idFrom } from "../../domain/ids.ts";
import { aCase } from "../support/effects.ts";
import { caseEventOf } from "../support/events.ts";
import { type InMemoryApiPorts, observationOf, readerToken, testNow } from "../support/in-memory-api-ports.ts";
import { hangMs, until } from "../support/until.ts";
import { SseClient } from "./sse-client.ts";
import { type RunningApi, startApi } from "./start-api.ts";

const started: RunningApi[] = [];
const clients: SseClient[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.drop();
  for (const running of started.splice(0)) {
    await running.api.stop();
    expect(running.api.streamCounts().open).toBe(0);
  }
});

async function start(settings: Parameters<typeof startApi>[0] = {}, ports?: InMemoryApiPorts): Promise<RunningApi> {
  const running = await startApi({ streamTickMs: 10, ...settings }, ports);
  started.push(running);
  return running;
}

function open(running: RunningApi, query = "", lastEventId?: string): SseClient {
  const client = new SseClient(running, query, lastEventId);
  clients.push(client);
  return client;
}

function ready(client: SseClient): Promise<boolean> {
  return until("the stream to be ready", () => client.of("ready").length > 0);
}

let made = 0;
function event(advice = "stay away"): HubEvent {
  made += 1;
  const of = aCase({ level: "red", openedAt: testNow, advice: { zh: advice, en: advice } });
  return caseEventOf(of, { id: idFrom<"event">("event", made), type: "case.updated", at: testNow });
}

function eventSeqs(client: SseClient): readonly number[] {
  return client.of("event").map(({ data }) => z.looseObject({ eventSeq: z.int() }).parse(data).eventSeq);
}

const upTo = (last: number, after = 0): readonly number[] =>
  Array.from({ length: last - after }, (_, index) => after + index + 1);

describe("a live stream", () => {
  it("begins now, gives an id at once, and sends what is committed in the words of the API", async () => {
    const running = await start();
    const before = running.ports.events.length;
    const client = open(running);
    await ready(client);
    expect(client.headers["content-type"]).toBe("text/event-stream; charset=utf-8");
    expect(client.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(client.lastId).toBe(`e${before}-j0`);
    running.ports.commit(event("a\nb"));
    await until("the event", () => client.of("event").length === 1);
    expect(client.of("event")[0]).toMatchObject({
      id: `e${before + 1}-j0`,
      data: {
        eventSeq: before + 1,
        at: "2026-07-20T08:00:00.000Z",
        data: { case: { openedAt: "2026-07-20T08:00:00.000Z", advice: { en: "a\nb" } } },
      },
    });
  });

  it("sends beats, and ends at the next one when its token is revoked", async () => {
    const running = await start({ streamHeartbeatMs: 20 });
    const client = open(running);
    await until("two beats", () => client.comments.length >= 2);
    expect(client.isClosed).toBe(false);
    running.ports.revoked.add(readerToken);
    await until("the end", () => client.isClosed);
    expect(running.api.streamCounts().closed.revoked).toBe(1);
  });

  it("ends at stop(), which is done within seconds", async () => {
    const running = await start();
    const client = open(running);
    await ready(client);
    started.length = 0;
    const begun = performance.now();
    await running.api.stop();
    expect(performance.now() - begun).toBeLessThan(hangMs / 2);
    await until("the end", () => client.isClosed);
  });

  it("begins now with a gap said when the id is from another hub's life", async () => {
    const running = await start();
    const client = open(running, "", "e999999-j0");
    await ready(client);
    expect(client.messages[0]).toMatchObject({ event: "gap", data: { topic: "events", reason: "unknown_position" } });
    running.ports.commit(event());
    await until("the event", () => client.of("event").length === 1);
  });

  it("ends, to be resumed, when the store cannot be read", async () => {
    const running = await start();
    running.ports.beforeEventsAnswer = async () => {
      throw new Error("disk gone");
    };
    const client = open(running, "", "e0-j0");
    await until("the end", () => client.isClosed);
    expect(running.api.streamCounts().closed.failed).toBe(1);
  });
});

describe("resuming a live stream", () => {
  it("repeats nothing and leaves nothing out at the hand-over, whatever is committed meanwhile", async () => {
    expect(await handOver((ports, first) => ports.commit(...first))).toEqual({ missed: [], repeated: [] });
  });

  it("would be caught by this proof if an event were committed unheard at the hand-over", async () => {
    const result = await handOver((ports, first) => ports.commitQuietly(...first));
    expect(result.missed.length).toBeGreaterThan(0);
  });

  /** Commits while the store is answering the last read of a catch-up: the moment at which a naive stream has a gap. */
  async function handOver(commitUnderWay: (ports: InMemoryApiPorts, events: readonly HubEvent[]) => void) {
    const running = await start();
    const { ports } = running;
    const seeded = ports.events.length;
    ports.commit(...Array.from({ length: 250 }, () => event()));
    let rounds = 0;
    ports.beforeEventsAnswer = async () => {
      rounds += 1;
      if (rounds <= 6) commitUnderWay(ports, [event(), event()]);
    };
    const client = open(running, "", `e${seeded}-j0`);
    await ready(client);
    ports.commit(event());
    const last = ports.events.length;
    await until("the last event", () => eventSeqs(client).at(-1) === last);
    const got = eventSeqs(client);
    return {
      missed: upTo(last, seeded).filter((seq) => !got.includes(seq)),
      repeated: got.filter((seq, index) => got.indexOf(seq) !== index),
    };
  }

  it("repeats no event that it read from the store before hearing of it", async () => {
    const running = await start();
    const { ports } = running;
    const seeded = ports.events.length;
    const announce = ports.commitQuietly(event(), event());
    const client = open(running, "", `e${seeded}-j0`);
    await ready(client);
    announce();
    ports.commit(event());
    await until("the last event", () => eventSeqs(client).at(-1) === seeded + 3);
    expect(eventSeqs(client)).toEqual(upTo(seeded + 3, seeded));
  });

  it("again and again under commits that never pause gives every event once, in order", async () => {
    const running = await start();
    const { ports } = running;
    const seeded = ports.events.length;
    let isDone = false;
    const writing = (async () => {
      for (let round = 0; round < 400; round += 1) {
        ports.commit(...Array.from({ length: 1 + (round % 3) }, () => event()));
        await new Promise((resolve) => setImmediate(resolve));
      }
      isDone = true;
    })();
    ports.beforeEventsAnswer = () => new Promise((resolve) => setImmediate(resolve));
    const got: number[] = [];
    let lastId = `e${seeded}-j0`;
    let drops = 0;
    for (let round = 0; round < 200; round += 1) {
      const client = new SseClient(running, "", lastId);
      const wanted = () => Math.min(5 + (round % 7), isDone ? ports.events.length - seeded - got.length : Infinity);
      await until("some events", () => eventSeqs(client).length >= wanted() && client.messages.length > 0);
      client.drop();
      got.push(...eventSeqs(client));
      lastId = client.lastId ?? lastId;
      drops += 1;
      if (isDone && got.length >= ports.events.length - seeded) break;
    }
    await writing;
    expect(drops).toBeGreaterThan(5);
    expect(got).toEqual(upTo(ports.events.length, seeded));
  });

  it("says which observations it does not repeat", async () => {
    const running = await start();
    running.ports.live.publishObservations([observationOf(0, 7), observationOf(1, 9)]);
    const client = open(running, "?topics=observations", "e0-j4");
    await ready(client);
    expect(client.of("gap").map(({ data }) => data)).toEqual([
      { topic: "observations", reason: "not_replayed", afterJournalSeq: 4, upToJournalSeq: 9 },
    ]);
    expect(parsePosition(client.lastId ?? "")?.journalSeq).toBe(9);
    const next = open(running, "?topics=observations", client.lastId);
    await ready(next);
    expect(next.of("gap")).toEqual([]);
  });
});

describe("the topic of observations", () => {
  it("sends the newest of each gauge, in the shape of the history, and says what it left out", async () => {
    const running = await start({ streamTickMs: 50 });
    const client = open(running, "?topics=events,observations");
    await ready(client);
    const backfill = Array.from({ length: 1_000 }, (_, index) =>
      observationOf(0, index + 1, { observedAt: testNow - 1_000_000 + index, value: index / 1000 }),
    );
    running.ports.live.publishObservations([...backfill, observationOf(1, 1001, { value: 1.5 })]);
    await until("the gap", () => client.of("gap").length > 0);
    const [message] = client.of("observations");
    const { rows } = z.strictObject({ rows: z.array(observation) }).parse(message?.data);
    expect(rows.map(({ gaugeId, value }) => [gaugeId, value])).toEqual([
      ["tunnel/depth", 0.999],
      ["road/depth", 1.5],
    ]);
    expect(client.of("gap")[0]?.data).toEqual({ topic: "observations", reason: "newest_only", leftOut: 999 });
    expect(parsePosition(client.lastId ?? "")?.journalSeq).toBe(1001);
  });

  it("is not sent to those who did not ask for it", async () => {
    const running = await start();
    const events = open(running);
    const both = open(running, "?topics=events,observations");
    await Promise.all([ready(events), ready(both)]);
    running.ports.live.publishObservations([observationOf(0, 1)]);
    await until("the observation", () => both.of("observations").length === 1);
    running.ports.commit(event());
    await until("the event", () => events.of("event").length === 1);
    expect(events.of("observations")).toEqual([]);
  });
});

describe("live streams together", () => {
  it("cut the one that does not read, hold no more than the limit for it, and keep the others", async () => {
    const running = await start({ maxStreamBufferBytes: 1_048_576 });
    const { ports, api } = running;
    const reading = open(running);
    await ready(reading);
    const frozen = connect(running.port, running.host);
    frozen.on("error", () => {});
    frozen.write(`GET /api/v1/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${readerToken}\r\n\r\n`);
    frozen.pause();
    await until("both streams", () => api.streamCounts().open === 2);
    const seeded = ports.events.length;
    const words = "x".repeat(200_000);
    for (let round = 0; round < 400 && api.streamCounts().closed.slow === 0; round += 1) {
      ports.commit(event(words));
      // The one that reads is given the time to.
      await until("the reading client", () => eventSeqs(reading).length > round);
    }
    expect(api.streamCounts()).toMatchObject({ open: 1, closed: { slow: 1 } });
    await until("every event at the one that reads", () => eventSeqs(reading).at(-1) === ports.events.length);
    expect(eventSeqs(reading)).toEqual(upTo(ports.events.length, seeded));
    frozen.destroy();
  });

  it("cut one that has not read so much as a beat", async () => {
    const running = await start({ streamHeartbeatMs: 20 });
    const { ports, api } = running;
    const frozen = connect(running.port, running.host);
    frozen.on("error", () => {});
    frozen.write(`GET /api/v1/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${readerToken}\r\n`);
    frozen.write("Last-Event-ID: e0-j0\r\n\r\n");
    frozen.pause();
    // More than the sockets of any machine hold, so that catching up stops half-way.
    const words = "x".repeat(1_000_000);
    for (let count = 0; count < 30; count += 1) ports.commit(event(words));
    await until("the cut", () => api.streamCounts().closed.slow === 1);
    frozen.destroy();
  });

  it("refuse the 1,000 that come at once beyond the limit with 503, and the rest works", async () => {
    const running = await start({ maxStreams: 50 });
    const all = Array.from({ length: 1_000 }, () => open(running, "?topics=events,observations"));
    await until("an answer to each", () => all.every(({ status }) => status !== 0));
    const refused = all.filter(({ status }) => status === 503);
    expect(refused).toHaveLength(950);
    expect(refused[0]?.headers).toMatchObject({
      "retry-after": "5",
      "content-type": "application/problem+json; charset=utf-8",
    });
    expect((await running.get("/api/v1/latest")).status).toBe(200);
    const taken = all.filter(({ status }) => status === 200);
    running.ports.commit(event());
    await until("the event at each", () => taken.every((client) => client.of("event").length === 1));
    for (const client of taken) client.drop();
    await until("free places", () => running.api.streamCounts().open === 0);
    await ready(open(running));
  });
});
