import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import type { EventId } from "../../../domain/ids.ts";
import type { Grant } from "../../../domain/people/grant.ts";
import { aCase, anEvent, effects } from "../../support/effects.ts";
import { observationOf } from "../../support/in-memory-api-ports.ts";
import { until } from "../../support/until.ts";
import { SseClient } from "../sse-client.ts";
import { districts, idsIn, type MatrixApi, restrictedGauge, startMatrixApi, tokenWith } from "./two-districts.ts";

let running: MatrixApi;
const clients = new Map<string, SseClient>();

const { area, device } = idsIn("north");
const grants: Readonly<Record<string, Grant>> = {
  north: { roles: ["viewer"], areaCodes: [area], deviceIds: [] },
  maker: { roles: ["viewer"], areaCodes: [], deviceIds: [device] },
  city: { roles: ["viewer"], areaCodes: [], deviceIds: [] },
  commander: { roles: ["commander"], areaCodes: [], deviceIds: [] },
};

beforeAll(async () => {
  running = await startMatrixApi();
  for (const [name, grant] of Object.entries(grants)) {
    const client = new SseClient(running, "?topics=events,observations", "e0-j0", tokenWith(running, name, grant));
    clients.set(name, client);
    await until("the stream to be ready", () => client.of("ready").length > 0);
  }
});
afterAll(async () => {
  for (const client of clients.values()) client.drop();
  await running.api.stop();
});

const of = (name: string): SseClient => clients.get(name) as SseClient;

const anEventOf = z.looseObject({ id: z.string(), data: z.looseObject({}) });

const eventIds = (name: string) =>
  of(name)
    .of("event")
    .map(({ data }) => anEventOf.parse(data).id);

const gaugeIds = (name: string) =>
  of(name)
    .of("observations")
    .flatMap(({ data }) => z.looseObject({ rows: z.array(z.looseObject({ gaugeId: z.string() })) }).parse(data).rows)
    .map(({ gaugeId }) => gaugeId)
    .toSorted();

it("catching up brings each the events of their own places, none of others, and restricted values to those with the right", () => {
  expect(eventIds("north")).toEqual(["event-north", "unanswered-north", "event-restricted"]);
  expect(eventIds("maker")).toEqual([]);
  expect(eventIds("city")).toEqual([
    ...["event-north", "unanswered-north", "event-south", "unanswered-south", "overdue", "event-restricted"],
  ]);
  const restricted = (name: string) => JSON.stringify(of(name).of("event").at(-1)?.data);
  expect(restricted("commander")).toContain("4711");
  expect(restricted("city")).not.toContain("4711");
  expect(restricted("city")).toContain('"signal":null');
});

it("live too, and each resumes behind what was not theirs", async () => {
  const events = districts.map((district) => {
    const { case: id, street, station: stationId } = idsIn(district);
    return anEvent({
      id: `event-${district}-2` as EventId,
      subject: id,
      of: aCase({ id, areaCode: street, stationId }),
    });
  });
  const { state } = running.store;
  running.live.publishEvents((await state.commit(1, effects({ events }))).events);
  await until("the event to be there", () => eventIds("city").includes("event-south-2"));
  await until("the event to be there", () => eventIds("north").includes("event-north-2"));
  expect(eventIds("north").filter((id) => id.includes("south"))).toEqual([]);
  running.live.publishObservations([0, 1, 2, 0].map((gauge, index) => observationOf(gauge, index + 1)));
  await until("the readings to be there", () => gaugeIds("commander").length === 3);
  await until("the readings to be there", () => gaugeIds("north").length + gaugeIds("maker").length === 2);
  const [own, foreign] = [idsIn("north").gauge, idsIn("south").gauge];
  expect(gaugeIds("north")).toEqual([own]);
  expect(gaugeIds("maker")).toEqual([own]);
  expect(gaugeIds("city")).toEqual([own, foreign]);
  expect(gaugeIds("commander")).toEqual([own, restrictedGauge, foreign].toSorted());
  expect(of("north").lastId).toMatch(/^e8-j4$/);
  expect(of("city").lastId).toBe(of("north").lastId);
});

it("what is left out of a tick is counted for what each sees", async () => {
  const before = of("north").of("gap").length;
  running.live.publishObservations([1, 1, 1, 0].map((gauge, index) => observationOf(gauge, index + 5)));
  await until("the gap to be told", () => of("city").of("gap").length > before);
  await until("the readings to be there", () => gaugeIds("north").length === 2);
  expect(of("north").of("gap")).toHaveLength(before);
});
