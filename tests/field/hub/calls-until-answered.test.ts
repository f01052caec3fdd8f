import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { systemClock } from "../../../domain/clock.ts";
import { DispatchPlatform } from "../../../simulators/dispatch-platform.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { channelOf, deviceIdOf, testSecret, testSecretVariable } from "../../support/city-folder.ts";
import { runGuanlan } from "../../support/processes/run-guanlan.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

let hub: RunningHub;
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await hub.close();
  for (const close of closing.splice(0)) await close();
});

interface CallView {
  readonly callId: string;
  readonly caseId: string;
  readonly to: { readonly personId: string } | null;
  readonly channel: string;
  readonly state: string;
  readonly skippedBecause?: string;
}

/** A hub that calls Li and then Wang, each by an endpoint of his own. @param answerWithin how long Li has */
async function callingHub(answerWithin: string, settings = {}) {
  const [li, wang] = [new DispatchPlatform({ secrets: [testSecret] }), new DispatchPlatform({ secrets: [testSecret] })];
  const urls = [await li.start(), await wang.start()] as const;
  closing.push(
    () => li.stop(),
    () => wang.stop(),
  );
  hub = await runHub({
    rewriteCity(folder) {
      const write = (name: string, content: object) => writeFileSync(join(folder, name), JSON.stringify(content));
      const endpoints = urls.map((url, index) => {
        return { id: `robot-${index}`, url, events: ["call.requested"], secretEnv: testSecretVariable };
      });
      write("endpoints.yaml", { endpoints });
      const person = (id: string, channel: string) => {
        return { id, name: { zh: id, en: id }, phone: "0371-00000009", channels: [channel] };
      };
      const shift = { from: "00:00", to: "24:00", people: ["li"], deputies: ["wang"] };
      // The token of this test is Wang's.
      const people = [person("li", "robot-0"), { ...person("wang", "robot-1"), account: "test" }];
      const name = { zh: "区防办", en: "district" };
      write("posts.yaml", { posts: [{ id: "district", name, area: "410105", people, roster: [shift] }] });
      const rungs = [{ post: "district", answerWithin }];
      write("ladders.yaml", { ladders: [{ id: "east", area: "410100", levels: ["orange", "red"], rungs }] });
    },
    settings: {
      webhooks: { allowedTargets: urls.map((url) => new URL(url).host), retryDelaysMs: [100], ...settings },
    },
  });
  return { li, wang };
}

async function raise(value: number): Promise<void> {
  const device = await hub.device(0);
  const topic = `v1/devices/${deviceIdOf(0)}/readings`;
  await device.publishAsync(topic, JSON.stringify({ values: { [channelOf(0)]: value } }), { qos: 1 });
}

async function calls(): Promise<readonly CallView[]> {
  const { rows } = await hub.get<{ rows: readonly CallView[] }>("/api/v1/calls");
  return rows.toReversed();
}

const said = (all: readonly CallView[]) => all.map(({ to, channel, state }) => `${to?.personId} ${channel} ${state}`);

const post = (path: string, body: object) =>
  hub.fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

describe("a red flood", () => {
  it("calls the next on silence, by the endpoint of each alone, until somebody answers, over a kill too", async () => {
    const { li, wang } = await callingHub("3s");
    await raise(0.9);
    await until("Li to be called", () => li.received.length > 0);
    expect(li.received.map(({ type }) => type)).toEqual(["cn.guanlan.call.requested.v1"]);
    expect(wang.received).toEqual([]);
    await hub.process.kill();
    await hub.process.start();
    await until("Wang to be called", () => wang.received.length > 0);
    const [missed, waiting] = await calls();
    expect(said([missed!, waiting!])).toEqual(["li robot-0 missed", "wang robot-1 waiting"]);
    expect(li.received).toHaveLength(1);

    const answer = await post(`/api/v1/calls/${waiting?.callId}/answer`, { by: "Wang Fang" });
    expect(await answer.json()).toMatchObject({ state: "answered", answered: { by: "Wang Fang" } });
    const again = await post(`/api/v1/calls/${waiting?.callId}/answer`, { by: "Wang Fang" });
    expect([again.status, await again.json()]).toMatchObject([409, { refusal: "calls.not_waiting" }]);
    const { timeline } = await hub.get<{ timeline: readonly { kind: string; words: { zh: string } }[] }>(
      `/api/v1/cases/${waiting?.caseId}`,
    );
    expect(timeline.map(({ kind }) => kind)).toEqual(["opened", "called", "call-missed", "called", "call-answered"]);
    expect(timeline[1]?.words.zh).toBe("第1级叫应：呼叫 区防办 li（robot-0），3秒内应答");
  });

  it("goes on at once where an endpoint takes nothing, without waiting for an answer that cannot come", async () => {
    const { li, wang } = await callingHub("1h");
    li.setBehaviour({ kind: "status", status: 503 });
    await raise(0.9);
    await until("Wang to be called", () => wang.received.length > 0);
    const all = await calls();
    expect(said(all)).toEqual(["li robot-0 skipped", "wang robot-1 waiting"]);
    expect(all[0]?.skippedBecause).toBe("channel-down");
  });

  it("that has not reached an endpoint for too long is told to all others, with whom to phone", async () => {
    const { li, wang } = await callingHub("1h", { undeliveredAlarmAfterMs: 1_000, breakerProbeMs: 300 });
    li.setBehaviour({ kind: "status", status: 503 });
    await raise(0.9);
    await until("the alarm", async () => (await hub.fetch("/ready")).status === 503);
    const words = await until("that somebody is to phone", async () => {
      const { checks } = (await (await hub.fetch("/ready")).json()) as {
        checks: readonly { name: string; words: { zh: string } }[];
      };
      const check = checks.find(({ name }) => name === "webhooks")?.words.zh ?? "";
      return check.includes("电话") ? check : undefined;
    });
    expect(words).toContain("紧急推送未送达 robot-0：请改用电话通知");
    const event = await until("the event", async () => {
      const { rows } = await hub.get<{ rows: readonly { type: string; data: object }[] }>("/api/v1/events");
      return rows.find(({ type }) => type === "delivery.overdue");
    });
    expect(event).toMatchObject({
      isUrgent: true,
      data: { endpointId: "robot-0", phones: [{ phone: "0371-00000009" }] },
    });
    const { rows } = await hub.get<{ rows: readonly { endpointId: string; isOverdue: boolean }[] }>(
      "/api/v1/endpoints",
    );
    expect(rows).toMatchObject([
      { endpointId: "robot-0", isOverdue: true, phoneInstead: [{ phone: "0371-00000009" }] },
      { endpointId: "robot-1", isOverdue: false, phoneInstead: [] },
    ]);
    li.setBehaviour({ kind: "ok" });
    await until("it to be over", async () => {
      const { rows: events } = await hub.get<{ rows: readonly { type: string }[] }>("/api/v1/events");
      return events.some(({ type }) => type === "delivery.resumed");
    });
    expect(wang.received.map(({ type }) => type)).toEqual(["cn.guanlan.call.requested.v1"]);
  });
});

it("the command line shows calls, answers one and hands a post over, on the running hub", async () => {
  await callingHub("1h");
  await raise(0.9);
  const [waiting] = await until("the call", async () => ((await calls()).length > 0 ? calls() : undefined));
  const store = openCommandStore(join(hub.folder, "data"), systemClock);
  const { token } = store.tokens.create("wang", "operator");
  store.close();
  const guanlan = (...args: readonly string[]) =>
    runGuanlan(["--lang", "en", ...args, "--settings", hub.process.settingsFile, "--api-token", token]);
  expect((await guanlan("calls", "--state", "waiting")).out).toContain(`${waiting?.callId}  `);
  const answered = await guanlan("answer", waiting?.callId ?? "", "--by", "Li Wei");
  expect(answered.out.trim()).toBe(`${waiting?.callId} is answered by Li Wei`);
  expect((await guanlan("answer", waiting?.callId ?? "")).code).toBe(1);
  expect((await guanlan("shift", "show")).out).toContain("district  district: li, until ");
  const sheet = (await guanlan("shift", "handover", "district", "--to", "wang", "--notes", "pumps")).out;
  expect(sheet).toContain("open cases 1, overdue 0, unanswered 0");
  const digest = /digest ([0-9a-f]{64})/.exec(sheet)?.[1] ?? "";
  expect((await guanlan("shift", "show")).out).toContain("the sheet is not signed");
  expect((await guanlan("shift", "sign", "district", digest)).out).toContain("is signed by wang");
  expect((await guanlan("shift", "show")).out).not.toContain("not signed");
});

it("a post is handed over by a sheet that the one who takes over alone can sign", async () => {
  await callingHub("1h");
  await raise(0.9);
  await until("the case", async () => (await calls()).length > 0);
  const unknown = await post("/api/v1/shift/handover", { postId: "district", to: "nobody" });
  expect(await unknown.json()).toMatchObject({ refusal: "calls.unknown_person" });
  const toLi = await handOver("li");
  expect(toLi).toMatchObject({
    to: "li",
    from: "test",
    signed: null,
    sheet: { mode: "daily", openCases: { count: 1 }, unansweredCalls: { count: 1, lines: [{ to: { zh: "li" } }] } },
  });
  const notHis = await post("/api/v1/shift/sign", signing(toLi));
  expect([notHis.status, await notHis.json()]).toMatchObject([409, { refusal: "calls.wrong_signer" }]);
  expect(await shift()).toMatchObject({ isUnsigned: true, onDuty: { people: [{ personId: "li" }] } });

  const toWang = await handOver("wang");
  const earlier = await post("/api/v1/shift/sign", signing(toLi));
  expect(await earlier.json()).toMatchObject({ refusal: "calls.unknown_sheet" });
  const other = await post("/api/v1/shift/sign", { ...signing(toWang), digest: "0".repeat(64) });
  expect(await other.json()).toMatchObject({ refusal: "calls.other_digest" });
  const signed = await post("/api/v1/shift/sign", signing(toWang));
  expect(await signed.json()).toMatchObject({ to: "wang", signed: { by: "test" } });
  expect(await (await post("/api/v1/shift/sign", signing(toWang))).json()).toMatchObject({ signed: { by: "test" } });
  await hub.process.kill();
  await hub.process.start();
  expect(await shift()).toMatchObject({ isUnsigned: false, handovers: [{ to: "wang" }, { to: "li", signed: null }] });
});

interface HandedOver {
  readonly sheetId: string;
  readonly digest: string;
}

async function handOver(to: string): Promise<HandedOver> {
  const handed = await post("/api/v1/shift/handover", { postId: "district", to, notes: "pumps at 3" });
  return (await handed.json()) as HandedOver;
}

const signing = ({ sheetId, digest }: HandedOver) => ({ postId: "district", sheetId, digest });

async function shift(): Promise<object> {
  const { rows } = await hub.get<{ rows: readonly object[] }>("/api/v1/shift");
  return rows[0]!;
}
