import { readFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runGuanlan } from "../support/processes/run-guanlan.ts";
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
  readonly timeline: readonly {
    readonly kind: string;
    readonly by?: string;
    readonly at: string;
    readonly words: { readonly en: string };
  }[];
}

interface ShownWarning {
  readonly id: string;
  readonly areaCode: string;
  readonly state: string;
  readonly level: string;
  readonly proposal?: { readonly level: string };
  readonly bulletins?: readonly { readonly revision: number; readonly kind: string; readonly sentAt: string }[];
}

interface ShownEvent {
  readonly type: string;
  readonly subject: string;
}

interface ShownCall {
  readonly callId: string;
  readonly caseId: string;
  readonly to: { readonly personId: string } | null;
  readonly channel: string;
  readonly state: string;
  readonly skippedBecause?: string;
}

interface Evaluation {
  readonly total: {
    readonly indicators: Readonly<Record<string, { readonly numerator: number; readonly denominator: number }>>;
  };
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

/** The newest bulletin of Jinshui's warning, as the public gets it. */
async function newestCap(): Promise<string> {
  const { id, bulletins = [] } = await warningOf("410105");
  return night.text(`/feed/cap/${id}.${bulletins.at(-1)?.revision}`);
}

const callsOf = async (station: number): Promise<readonly ShownCall[]> => {
  const { id } = await caseOf(station);
  return (await rowsOf<ShownCall>(`/api/v1/calls?caseId=${id}`)).toReversed();
};
const sayCalls = (calls: readonly ShownCall[]) =>
  calls.map(({ to, channel, state, skippedBecause = "" }) =>
    `${to?.personId} ${channel} ${state} ${skippedBecause}`.trim(),
  );
const answerCall = (call: ShownCall | undefined, as: Person) =>
  night.post(`/api/v1/calls/${call?.callId}/answer`, {}, as);

const counts = async (as?: Person) =>
  (await night.get<{ counts: { open: number; overdue: number } }>("/api/v1/cases?counts=true", as)).counts;

const types = (subject: string) => night.platform.typesOf(subject);

/** What a reader of the night's inquiry pack has to find, and would take wrongly without. */
const pageWords = [
  "closed without the end of its hazard or feedback",
  "with the time limit that holds now (1 h, nights and holidays counted) it was due at 2026-07-20 19:40, 1 h 35 min ago",
  "the hub did not run then and says so 7 min late",
  "rung 1 skipped Jinshui duty office Li Wei (platform): the endpoint does not take events",
  "never issued",
  "voided, does not count",
  "Jinshui: waterlogging warning up from orange to red",
  "mode.changed",
  "Jinshui duty office: wang has signed the sheet",
  "Phone them: Li Wei 0371-00000111",
];

/** What the pack of one case of it has to say beside the case itself. */
const casePageWords = [
  "<code>mode.changed</code>",
  "<code>delivery.overdue</code>",
  "Phone them: Li Wei 0371-00000111",
  "<code>delivery.resumed</code>",
];

describe("a storm night over three districts", () => {
  it("18:00 all 40 gauges speak and nothing is the matter; one falls silent, one has a wrong clock", async () => {
    await night.goTo(at("18:30"));
    expect(await rowsOf("/api/v1/cases")).toEqual([]);
    await night.disconnect(33);
    await night.goTo(at("19:00"));
    const silent = await caseOf(33);
    expect(silent).toMatchObject({ hazard: "blind-spot", level: "blue", state: "dispatched" });
    expect(silent.timeline[0]?.words.en).toContain("no usable reading for 10 reporting intervals, blue, since 18:40");
    const { clock } = await night.get<{ clock: object }>("/api/v1/devices/d20");
    expect(clock).toMatchObject({ kind: "zone-behind", offsetMs: -7_200_000 });
    expect(await counts()).toMatchObject({ open: 1, overdue: 0 });
    // Another district's officer sees nothing of it.
    expect(await rowsOf("/api/v1/cases", "sun")).toEqual([]);
    expect((await night.ask(`/api/v1/cases/${silent.id}`, { as: "sun" })).status).toBe(404);
  });

  it("19:29 orange at station 1: Li is called by the platform and answers; the unit takes it on", async () => {
    await night.goTo(at("19:30"));
    const [call] = await callsOf(1);
    expect(sayCalls(await callsOf(1))).toEqual(["li platform waiting"]);
    await until("the call to come in", () => night.platform.received.some(({ type }) => type === "call.requested"));
    expect((await answerCall(call, "li")).status).toBe(200);
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
    expect((await decide({ do: "issue" }, "qian")).status).toBe(200);
    expect(await inForce()).toMatchObject([{ areaCode: "410105", level: "orange" }]);
    // The feed is kept for a few seconds.
    await night.goTo(at("19:41"));
    expect(entriesIn(await feed())).toBe(1);
    expect(await newestCap()).toContain("<severity>Severe</severity>");
  });

  it("20:12 station 15 is given back by one unit and sent to another; station 28 is suspended", async () => {
    await night.goTo(at("20:12"));
    await step(15, { step: "refuse", reason: "not our tunnel" });
    expect(await caseOf(15, "sun")).toMatchObject({ state: "registered", level: "yellow" });
    const sent = await act(15, { do: "dispatch", unitId: "tunnels" }, "sun");
    expect(sent).toMatchObject({ state: "dispatched", unitId: "tunnels" });
    await step(15, { step: "accept" });
    await step(15, { step: "feedback", text: "two pumps running" });
    const until11 = "2026-07-20T23:00:00+08:00";
    const suspended = await act(28, { do: "suspend", until: until11, reason: "road works until eleven" });
    expect(suspended.suspended?.untilAt).toBe("2026-07-20T15:00:00.000Z");
    await step(1, { step: "feedback", text: "barriers closed, pumping" });
    expect(await caseOf(1)).toMatchObject({ state: "handled", level: "orange" });
  });

  it("20:40 station 16 was a false alarm and is voided", async () => {
    await night.goTo(at("20:40"));
    const voided = await act(16, { do: "void", reason: "a hand in the water" });
    expect(voided).toMatchObject({ state: "voided", level: null });
    expect(await counts()).toMatchObject({ open: 4 });
  });

  it("20:50 the platform is down: the red call of station 2 goes round it, and it is said whom to phone", async () => {
    await night.goTo(at("20:50"));
    night.platform.isDown = true;
    await night.goTo(at("21:00"));
    const calls = await until("calls that go round the platform", async () => {
      const all = await callsOf(2);
      return all.some(({ channel, state }) => channel === "sms" && state === "waiting") ? all : null;
    });
    expect(sayCalls(calls).slice(-3)).toEqual([
      "li platform skipped channel-down",
      "wang platform skipped channel-down",
      "li sms waiting",
    ]);
    await until("the text message", () => night.sms.received.some(({ type }) => type === "call.requested"));
    const ready = await until("the hub to say so", async () => {
      const answered = JSON.stringify((await night.ask("/ready", { as: "chen" })).body);
      return answered.includes("tell its people by phone") ? answered : null;
    });
    expect(ready).toContain("not_ready");
    const heard = () => night.sms.received.some(({ type }) => type === "delivery.overdue");
    await until("the other endpoint to hear of it", heard);
    expect(await rowsOf("/api/v1/endpoints", "chen")).toMatchObject([
      { endpointId: "platform", isOverdue: true, phoneInstead: [{ phone: "0371-00000111" }, {}] },
      { endpointId: "sms", isOverdue: false },
    ]);
    await night.goTo(at("21:04"));
    expect(sayCalls(await callsOf(2)).slice(-2)).toEqual(["li sms missed", "wang sms waiting"]);
    expect((await answerCall((await callsOf(2)).at(-1), "wang")).status).toBe(200);
    expect((await caseOf(2)).level).toBe("red");
  });

  it("21:05 the warning is raised to red once two persons have approved that", async () => {
    expect(await inForce()).toMatchObject([{ level: "orange", proposal: { level: "red" } }]);
    expect((await decide({ do: "approve" }, "chen")).status).toBe(200);
    expect(await inForce()).toMatchObject([{ level: "orange" }]);
    expect((await decide({ do: "approve" }, "chen")).body.refusal).toBe("warnings.second_person_wanted");
    expect((await decide({ do: "approve" }, "qian")).status).toBe(200);
    expect(await inForce()).toMatchObject([{ state: "updated", level: "red" }]);
    expect(await newestCap()).toContain("<severity>Extreme</severity>");
  });

  it("21:15 emergency is asked for by one commander and begins with the word of another; limits grow short", async () => {
    await night.goTo(at("21:15"));
    const ask = { mode: "emergency", reason: "red in Jinshui", until: "2026-07-20T23:30:00+08:00" };
    expect(await night.post("/api/v1/mode", ask, "chen")).toMatchObject({ status: 200, body: { mode: "daily" } });
    expect((await night.post("/api/v1/mode/approve", {}, "chen")).status).toBe(409);
    const approved = await night.post("/api/v1/mode/approve", {}, "zhao");
    expect(approved).toMatchObject({ status: 200, body: { mode: "emergency", setBy: "chen" } });
    const { due } = await caseOf(2);
    expect(due).toMatchObject({ stage: "handle", amount: 1, dueAt: "2026-07-20T13:57:00.000Z" });
    await night.goTo(at("21:16"));
    // Nobody has looked after the silent gauge for two hours.
    expect(await caseOf(33)).toMatchObject({ supervised: { by: "rule" }, due: { overdueAt: expect.any(String) } });
  });

  it("21:30 the platform is back after 40 minutes and has everything, each event once and in order", async () => {
    await night.goTo(at("21:30"));
    night.platform.isDown = false;
    const pending = () => rowsOf("/api/v1/deliveries?state=pending", "chen");
    await until("the backlog to be taken", async () => (await pending()).length === 0);
    const isResumed = async () => (await rowsOf("/api/v1/events?type=delivery.resumed", "chen")).length > 0;
    await until("the outage to be over", isResumed);
    expect(await night.text("/ready")).toContain('"ready"');
    const { id } = await caseOf(2);
    const { rows } = await night.get<{ rows: { id: string; type: string }[] }>(`/api/v1/events?subject=${id}`);
    expect(types(id)).toEqual(rows.map(({ type }) => type).toReversed());
    await step(2, { step: "accept" });
    await step(20, { step: "accept" });
    // A wrong clock costs no flood: its readings are dated by ours.
    const { timeline, level } = await caseOf(20, "sun");
    expect([level, timeline[0]?.at]).toEqual(["yellow", "2026-07-20T13:16:00.000Z"]);
  });

  it("21:55 the hub is stopped, and started at 22:04: a limit that ended meanwhile is told once, late", async () => {
    await night.goTo(at("21:55"));
    await step(20, { step: "feedback", text: "pumped out" });
    await night.restart(at("22:04"));
    await night.goTo(at("22:06"));
    const late = await caseOf(2);
    expect(kindsOf(late).filter((kind) => kind === "overdue")).toHaveLength(1);
    expect(late).toMatchObject({ state: "handling", supervised: { by: "rule" } });
    expect(await night.get("/api/v1/mode")).toMatchObject({ mode: "emergency" });
    await step(2, { step: "feedback", text: "two cars towed, nobody inside" });
  });

  it("22:30 station 3 is closed while it floods, with a reason, and marked; the dead gauge speaks again", async () => {
    await night.goTo(at("22:30"));
    const { id } = await caseOf(3);
    const bare = await night.post<{ refusal: string }>(`/api/v1/cases/${id}/actions`, { do: "close" }, "qian");
    expect([bare.status, bare.body.refusal]).toEqual([409, "cases.reason_needed"]);
    const closed = await act(3, { do: "close", reason: "road closed off for the night" });
    const closedDespite = { level: "yellow", lacking: ["hazard-over", "feedback"] };
    expect(closed).toMatchObject({ state: "closed", closedDespite });
    await step(33, { step: "accept" });
    await step(33, { step: "feedback", text: "battery changed" });
    await night.connect(33);
  });

  it("23:30 the suspended case goes on, the warning is lowered, the emergency is over by itself", async () => {
    await night.goTo(at("23:02"));
    expect(kindsOf(await caseOf(28)).slice(-3)).toEqual(["suspended", "noted", "resumed"]);
    await step(28, { step: "accept" });
    await step(28, { step: "feedback", text: "works done, drain clear" });
    expect(await night.get("/api/v1/mode")).toMatchObject({ mode: "emergency" });
    await night.goTo(at("23:31"));
    const daily = async () => (await night.get<{ mode: string }>("/api/v1/mode")).mode === "daily";
    await until("the emergency to be over", daily);
    expect(await night.get("/api/v1/mode")).toMatchObject({ setBy: null });
    expect(await inForce()).toMatchObject([{ state: "updated", level: "yellow" }]);
    expect(await newestCap()).toContain("<severity>Moderate</severity>");
  });

  it("00:00 Li hands over to Wang, who alone can sign", async () => {
    await night.goTo(at("00:00"));
    const body = { postId: "jinshui-duty", to: "wang", notes: "station 1 drains slowly" };
    const handed = await night.post<{ sheetId: string; digest: string }>("/api/v1/shift/handover", body, "li");
    expect(handed.body).toMatchObject({ sheet: { mode: "daily", unansweredCalls: { count: 0 } } });
    const { sheetId, digest } = handed.body;
    const sign = (as: Person) => night.post("/api/v1/shift/sign", { postId: "jinshui-duty", sheetId, digest }, as);
    expect((await sign("li")).status).toBe(409);
    expect(await rowsOf("/api/v1/shift")).toMatchObject([
      { isUnsigned: true, onDuty: { people: [{ personId: "wang" }] } },
    ]);
    expect(await sign("wang")).toMatchObject({ status: 200, body: { signed: { by: "wang" } } });
    expect(await rowsOf("/api/v1/shift")).toMatchObject([{ isUnsigned: false }]);
  });

  it("02:00 the water is gone: the warning is lifted, every case is over, and each is evaluated", async () => {
    await night.goTo(at("02:00"));
    const { state, bulletins = [] } = await warningOf("410105");
    expect([state, bulletins.map(({ kind }) => kind)]).toEqual([
      "lifted",
      ["Alert", "Update", "Update", "Update", "Update", "Cancel"],
    ]);
    expect(await inForce()).toEqual([]);
    const stations = [1, 2, 3, 15, 16, 20, 28, 33];
    const ends = await Promise.all(stations.map(async (station) => [station, (await caseOf(station)).state]));
    expect(ends).toEqual(stations.map((station) => [station, station === 16 ? "voided" : "closed"]));
    const span = "from=2026-07-20T18:00:00%2B08:00&to=2026-07-21T02:00:00%2B08:00";
    const { total } = await night.get<Evaluation>(`/api/v1/evaluation?by=unit&${span}`, "chen");
    const said = Object.entries(total.indicators).map(([name, { numerator, denominator }]) => {
      return `${name} ${numerator}/${denominator}`;
    });
    // One given back; stations 2 and 33 over their limit of handling; one voided counts for nothing.
    expect(said).toEqual([
      "registered 7/7",
      "registered-in-time 7/7",
      "dispatched-right 6/7",
      "handled 7/7",
      "handled-in-time 5/7",
      "closed 7/7",
      "closed-in-time 5/7",
      "reworked 0/7",
      "extended 0/7",
      "overdue 2/7",
    ]);
  });

  it("the trail of the night is sound, and its inquiry pack is whole", async () => {
    const isSettled = async () => (await rowsOf("/api/v1/deliveries?state=pending", "chen")).length === 0;
    await until("every delivery to be taken", isSettled);
    expect(await night.get("/api/v1/audit/verify", "shen")).toMatchObject({ isSound: true, fault: null });
    const out = join(night.folder, "night.zip");
    const span = ["--from", "2026-07-20T18:00:00+08:00", "--to", "2026-07-21T02:00:00+08:00"];
    const env = { GUANLAN_API_TOKEN: night.tokenOf("shen") };
    expect(await runGuanlan(["export", "period", ...span, "--out", out, "--api", night.url], env)).toMatchObject({
      code: 0,
    });
    const key = join(night.folder, "data", "record-key.pub.pem");
    const page = strFromU8(unzipSync(readFileSync(out))["index.html"] ?? new Uint8Array());
    for (const words of pageWords) expect(page).toContain(words);
    expect(page).not.toContain("the hub did not run then and says so 1 h");
    const verified = await runGuanlan(["export", "verify", out, "--key", key]);
    expect(verified).toMatchObject({ code: 0, out: expect.stringContaining("the pack is whole") });
  });

  it("the pack of one case says how the city was run meanwhile, and nothing of other cases", async () => {
    const { id } = await caseOf(2);
    const out = join(night.folder, "case.zip");
    const env = { GUANLAN_API_TOKEN: night.tokenOf("shen") };
    expect(await runGuanlan(["export", "case", id, "--out", out, "--api", night.url], env)).toMatchObject({ code: 0 });
    const files = unzipSync(readFileSync(out));
    const page = strFromU8(files["index.html"] ?? new Uint8Array());
    for (const words of casePageWords) expect(page).toContain(words);
    const events = JSON.parse(strFromU8(files["data/events.json"] ?? new Uint8Array())) as readonly ShownEvent[];
    const cases = events.flatMap(({ type, subject }) => (type.startsWith("case.") ? [subject] : []));
    expect(new Set(cases)).toEqual(new Set([id]));
  });

  it("judged again in one go from its log, the night is the same to the byte: the restart changed nothing (G8)", async () => {
    await night.stopHub();
    const live = night.decided();
    const again = await night.decidedAgain();
    const trail = again.trail.slice(0, live.trail.length);
    // Nobody was there to hear what was sent again: how that ended is new.
    expect({ ...again, trail }).toEqual(live);
    const control = await night.decidedAgain("call-answered");
    expect(control.events).not.toBe(live.events);
  });
});
