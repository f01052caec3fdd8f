import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../support/until.ts";
import { Night, type Person } from "./night/night.ts";
import { at } from "./night/night-water.ts";

interface ShownCase {
  readonly id: string;
  readonly state: string;
  readonly level: string | null;
  readonly unitId: string;
  readonly due?: { readonly stage: string; readonly dueAt: string; readonly overdueAt?: string };
  readonly suspended?: { readonly untilAt: string };
  readonly supervised?: { readonly by: string };
  readonly closedDespite?: { readonly level: string | null; readonly lacking: readonly string[] };
  readonly feedback?: { readonly by: string };
  readonly timeline: readonly { readonly kind: string; readonly by?: string; readonly at: string; readonly words: { readonly en: string } }[];
}

interface ShownWarning {
  readonly id: string;
  readonly areaCode: string;
  readonly state: string;
  readonly level: string;
  readonly proposal?: { readonly level: string };
  readonly bulletins?: readonly { readonly revision: number; readonly kind: string; readonly sentAt: string }[];
}

interface ShownCall {
  readonly callId: string;
  readonly caseId: string;
  readonly to: { readonly personId: string } | null;
  readonly channel: string;
  readonly state: string;
  readonly skippedBecause?: string;
}

const night = new Night();
beforeAll(() => night.open());
afterAll(() => night.close());

const rowsOf = async <T>(path: string, as?: Person): Promise<readonly T[]> =>
  (await night.get<{ rows: readonly T[] }>(path, as)).rows;

/** The newest case of a station, with its timeline. */
async function caseOf(station: number, as?: Person): Promise<ShownCase> {
  const [newest] = await rowsOf<{ id: string }>(`/api/v1/cases?stationId=s${station}`, as);
  if (newest === undefined) throw new Error(`a case of s${station}`);
  return night.get<ShownCase>(`/api/v1/cases/${newest.id}`, as);
}

/** What an officer or the platform does about the newest case of a station; it has to work. */
async function move(station: number, what: "actions" | "steps", body: object, as: Person): Promise<ShownCase> {
  const { id } = await caseOf(station);
  const answer = await night.post<ShownCase>(`/api/v1/cases/${id}/${what}`, body, as);
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 200 });
  return answer.body;
}

const step = (station: number, body: object) => move(station, "steps", body, "platform-token");
const act = (station: number, body: object, as: Person = "qian") => move(station, "actions", body, as);
const kindsOf = ({ timeline }: ShownCase): readonly string[] => timeline.map(({ kind }) => kind);

const warningOf = async (area: string): Promise<ShownWarning> => {
  const newest = (await rowsOf<ShownWarning>("/api/v1/warnings")).find(({ areaCode }) => areaCode === area);
  if (newest === undefined) throw new Error(`a warning of ${area}`);
  return newest;
};
const inForce = () => rowsOf<ShownWarning>("/api/v1/warnings?isInForce=true");
const decide = async (body: object, as: Person) => {
  const { id } = await warningOf("410105");
  return night.post<{ refusal?: string }>(`/api/v1/warnings/${id}/actions`, body, as);
};
const feed = () => night.text("/feed/warnings.atom");
const entriesIn = (atom: string) => atom.match(/<entry>/g)?.length ?? 0;

const callsOf = async (station: number): Promise<readonly ShownCall[]> => {
  const { id } = await caseOf(station);
  return (await rowsOf<ShownCall>(`/api/v1/calls?caseId=${id}`)).toReversed();
};
const sayCalls = (calls: readonly ShownCall[]) =>
  calls.map(({ to, channel, state, skippedBecause = "" }) => `${to?.personId} ${channel} ${state} ${skippedBecause}`.trim());
const answer = (call: ShownCall | undefined, as: Person) => night.post(`/api/v1/calls/${call?.callId}/answer`, {}, as);

const openCases = async (as?: Person) =>
  (await night.get<{ counts: { open: number; overdue: number } }>("/api/v1/cases?counts=true", as)).counts;

describe("a storm night over three districts", () => {
  it("18:00 all 40 gauges speak and nothing is the matter; one falls silent, one has a wrong clock", async () => {
    await night.goTo(at("18:30"));
    expect(await rowsOf("/api/v1/cases")).toEqual([]);
    await night.disconnect(33);
    await night.goTo(at("19:00"));
    const silent = await caseOf(33);
    expect(silent).toMatchObject({ hazard: "blind-spot", level: "blue", state: "dispatched" });
    expect(silent.timeline[0]?.words.en).toContain("nothing heard for 10 reporting intervals, blue, since 18:40");
    const { clock } = await night.get<{ clock: object }>("/api/v1/devices/d20");
    expect(clock).toMatchObject({ offsetMs: -7_200_000 });
    expect(await openCases()).toMatchObject({ open: 1 });
    // The officer of another district sees nothing of it.
    expect(await rowsOf("/api/v1/cases", "li")).toEqual([]);
  });

  it("19:29 orange at station 1: Li is called by the platform and answers; the unit takes it on", async () => {
    await night.goTo(at("19:30"));
    const [call] = await callsOf(1);
    expect(sayCalls(await callsOf(1))).toEqual(["li platform waiting"]);
    await until("the call to come in", () => night.platform.received.some(({ type }) => type === "call.requested"));
    expect((await answer(call, "li")).status).toBe(200);
    await step(1, { step: "accept" });
    await night.goTo(at("19:40"));
    expect(sayCalls(await callsOf(1))).toEqual(["li platform answered"]);
    expect(await caseOf(1)).toMatchObject({ level: "orange", state: "handling" });
  });

  it("19:40 the warning is a draft that nobody outside sees until two persons stand behind it", async () => {
    expect(await warningOf("410105")).toMatchObject({ state: "draft", level: "orange" });
    expect([entriesIn(await feed()), await inForce()]).toEqual([0, []]);
    expect((await decide({ do: "issue" }, "qian")).body.refusal).toBe("warnings.not_approved");
    expect((await decide({ do: "approve" }, "chen")).status).toBe(200);
    expect((await decide({ do: "issue" }, "chen")).body.refusal).toBe("warnings.second_person_wanted");
    expect((await decide({ do: "issue" }, "qian")).status).toBe(403);
    expect((await decide({ do: "issue" }, "zhao")).status).toBe(200);
    expect(await inForce()).toMatchObject([{ areaCode: "410105", level: "orange" }]);
    expect(entriesIn(await feed())).toBe(1);
  });

  it("20:10 station 15 is given back by one unit and sent to another; station 28 is suspended", async () => {
    await night.goTo(at("20:12"));
    await step(15, { step: "refuse", reason: "not our tunnel" });
    expect(await caseOf(15)).toMatchObject({ state: "registered", level: "yellow" });
    expect(await act(15, { do: "dispatch", unitId: "tunnels" })).toMatchObject({ state: "dispatched", unitId: "tunnels" });
    await step(15, { step: "accept" });
    await step(15, { step: "feedback", text: "two pumps running" });
    const untilAt = "2026-07-20T23:00:00+08:00";
    const suspended = await act(28, { do: "suspend", until: untilAt, reason: "road works until eleven" });
    expect(suspended.suspended?.untilAt).toBe("2026-07-20T15:00:00.000Z");
    await step(1, { step: "feedback", text: "barriers closed, pumping" });
    expect(await caseOf(1)).toMatchObject({ state: "handled", level: "orange" });
  });

  it("20:40 station 16 was a false alarm and is voided", async () => {
    await night.goTo(at("20:40"));
    const voided = await act(16, { do: "void", reason: "a hand in the water" });
    expect(voided).toMatchObject({ state: "voided", level: null });
  });

  it("20:50 the platform is down: the red call of station 2 goes round it, the others are told whom to phone", async () => {
    await night.goTo(at("20:50"));
    night.platform.isDown = true;
    await night.goTo(at("21:00"));
    const calls = await until("calls that go round the platform", async () => {
      const all = await callsOf(2);
      return all.some(({ channel, state }) => channel === "sms" && state === "waiting") ? all : null;
    });
    expect(sayCalls(calls)).toEqual([
      "li platform skipped escalated",
      "li platform skipped channel-down",
      "wang platform skipped channel-down",
      "li sms waiting",
    ]);
    await until("the text message", () => night.sms.received.some(({ type }) => type === "call.requested"));
    await night.goTo(at("21:04"));
    const ready = await until("the hub to say so", async () => {
      const answered = await night.text("/ready");
      return answered.includes("0371-00000111") ? answered : null;
    });
    expect(ready).toContain("platform");
    await until("the other endpoint to hear of it", () => night.sms.received.some(({ type }) => type === "delivery.overdue"));
    const endpoints = await rowsOf<object>("/api/v1/endpoints", "chen");
    expect(endpoints).toMatchObject([
      { endpointId: "platform", isOverdue: true, phoneInstead: [{ phone: "0371-00000111" }] },
      { endpointId: "sms", isOverdue: false },
    ]);
    console.log(sayCalls(await callsOf(2)));
    const waiting = (await callsOf(2)).findLast(({ state }) => state === "waiting");
    expect((await answer(waiting, "wang")).status).toBe(200);
    expect((await caseOf(2)).level).toBe("red");
  });

  it("21:05 the warning is raised to red once it is approved", async () => {
    expect((await warningOf("410105")).level).toBe("orange");
    expect(await night.get(`/api/v1/warnings/${(await warningOf("410105")).id}`)).toMatchObject({ proposal: { level: "red" } });
    expect((await decide({ do: "approve" }, "chen")).status).toBe(200);
    expect(await inForce()).toMatchObject([{ state: "updated", level: "red" }]);
    const { id } = await warningOf("410105");
    expect(await night.text(`/feed/cap/${id}.${(await warningOf("410105")).bulletins?.at(-1)?.revision}`)).toContain("<severity>Extreme</severity>");
  });

  it("21:30 the platform is back after 40 minutes and has every event of the night, each once", async () => {
    await night.goTo(at("21:30"));
    night.platform.isDown = false;
    await until("the backlog to be taken", async () => (await rowsOf<unknown>("/api/v1/deliveries?state=pending", "chen")).length === 0);
    const { id } = await caseOf(2);
    expect(night.platform.typesOf(id)[0]).toBe("case.opened");
    await until("the outage to be over", async () => (await night.text("/ready")).includes('"ready"'));
    await step(2, { step: "accept" });
    await step(20, { step: "accept" });
    expect(await caseOf(20)).toMatchObject({ level: "yellow" });
  });

  it("22:30 station 3 is closed while it floods, with a reason, and says so", async () => {
    await night.goTo(at("21:58"));
    await night.restart(at("22:04"));
    await night.goTo(at("22:30"));
    const closed = await act(3, { do: "close", reason: "road closed off for the night" });
    expect(closed).toMatchObject({ state: "closed", closedDespite: { level: "yellow" } });
    await step(20, { step: "feedback", text: "pumped out" });
    await night.connect(33);
    await step(33, { step: "accept" });
    await step(33, { step: "feedback", text: "battery changed" });
    await step(2, { step: "feedback", text: "two cars towed, nobody inside" });
  });

  it("23:30", async () => {
    await night.goTo(at("23:02"));
    console.log(kindsOf(await caseOf(28)));
    await step(28, { step: "accept" });
    await step(28, { step: "feedback", text: "works done, drain clear" });
    await night.goTo(at("23:32"));
    expect(await inForce()).toMatchObject([{ state: "updated", level: "yellow" }]);
    await night.goTo(at("00:00"));
    const handed = await night.post<{ sheetId: string; digest: string; sheet: object }>("/api/v1/shift/handover", { postId: "jinshui-duty", to: "wang", notes: "station 1 drains slowly" }, "li");
    console.log(JSON.stringify(handed.body));
    const sign = { postId: "jinshui-duty", sheetId: handed.body.sheetId, digest: handed.body.digest };
    expect(await night.post("/api/v1/shift/sign", sign, "li")).toMatchObject({ status: 409 });
    expect(await rowsOf("/api/v1/shift", "li")).toMatchObject([{ isUnsigned: true }]);
    expect(await night.post("/api/v1/shift/sign", sign, "wang")).toMatchObject({ status: 200 });
    expect(await rowsOf("/api/v1/shift", "li")).toMatchObject([{ isUnsigned: false }]);
    await night.goTo(at("02:00"));
    console.log(JSON.stringify(await warningOf("410105"), null, 1));
    for (const station of [1, 2, 3, 15, 16, 20, 28, 33]) {
      const c = await caseOf(station);
      console.log(station, c.state, c.level, c.timeline.map((l) => `${l.at.slice(11, 16)} ${l.kind} ${l.words.en}`).join("\n   "));
    }
    console.log(JSON.stringify(await night.get("/api/v1/evaluation?by=unit&from=2026-07-20T18:00:00%2B08:00&to=2026-07-21T02:00:00%2B08:00", "chen"), null, 1).slice(0, 4000));
    console.log(JSON.stringify(await night.get("/api/v1/audit/verify", "shen"), null, 1));
    const { writeFileSync } = await import("node:fs");
    const pack = await fetch(`${night.url}/api/v1/packs?from=2026-07-20T18:00:00%2B08:00&to=2026-07-21T02:00:00%2B08:00`, { headers: { authorization: `Bearer ${night.tokenOf("chen")}` } });
    writeFileSync("/tmp/night/night.zip", new Uint8Array(await pack.arrayBuffer()));
    await night.stopHub();
    const live = night.decided();
    const again = await night.decidedAgain();
    for (const key of ["cases", "timelines", "warnings", "events"] as const) {
      writeFileSync(`/tmp/night/${key}.live`, live[key]);
      writeFileSync(`/tmp/night/${key}.again`, again[key]);
    }
    expect(again).toEqual(live);
  });
});
