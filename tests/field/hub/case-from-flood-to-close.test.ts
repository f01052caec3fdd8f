import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaseState } from "../../../domain/governance/case-state.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

interface ShownCase {
  readonly id: string;
  readonly state: CaseState;
  readonly level: string | null;
  readonly revision: number;
  readonly incidentId?: string;
  readonly hazardOverAt?: string;
  readonly clearSinceAt?: string;
  readonly closedAt: string | null;
  readonly closedDespite?: { readonly level: string | null; readonly lacking: readonly string[] };
  readonly feedback?: { readonly photos?: readonly string[] };
  readonly record?: { readonly reworks: number };
  readonly timeline: readonly {
    readonly kind: string;
    readonly by?: string;
    readonly words: { readonly en: string };
  }[];
}

interface Answer {
  readonly status: number;
  readonly body: ShownCase & { readonly refusal?: string; readonly detail?: string };
  readonly etag: string | null;
}

/** Long enough to be seen waiting, short enough to be waited for. */
const holdClear = "2s";

const policy = {
  registration: "at-once",
  dispatch: "at-once",
  closing: "evidence",
  holdClear,
  incidents: { area: "district", within: "1h" },
};

let hub: RunningHub;

beforeAll(async () => {
  hub = await runHub({
    city: { stations: 4 },
    rewriteCity: (folder) => writeFileSync(join(folder, "case-policy.yaml"), JSON.stringify(policy)),
  });
});
afterAll(() => hub.close());

/** A station under water, with what its device and its platform say. */
async function flooded(station: number) {
  const device: MqttClient = await hub.device(station);
  const read = async (depth: number): Promise<void> => {
    const payload = JSON.stringify({ t: Date.now(), values: { c0: depth } });
    await device.publishAsync(`v1/devices/d${station}/readings`, payload, { qos: 1 });
  };
  await read(0.16);
  const { id } = await until("the case to be dispatched", async () => {
    const { rows } = await hub.get<{ rows: ShownCase[] }>(`/api/v1/cases?stationId=s${station}`);
    return rows.find(({ state }) => state === "dispatched");
  });
  const path = `/api/v1/cases/${id}`;
  const shown = () => hub.get<ShownCase>(path);
  const post = async (what: string, body: object, headers: Record<string, string> = {}): Promise<Answer> => {
    const response = await hub.fetch(`${path}/${what}`, {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": "en", ...headers },
      body: JSON.stringify(body),
    });
    return {
      status: response.status,
      body: (await response.json()) as Answer["body"],
      etag: response.headers.get("etag"),
    };
  };
  return {
    id,
    read,
    shown,
    step: (body: object, key?: string) => post("steps", body, key === undefined ? {} : { "idempotency-key": key }),
    act: (body: object, headers?: Record<string, string>) => post("actions", body, headers),
    in: (state: CaseState) =>
      until(`the case to be ${state}`, async () => {
        const found = await shown();
        return found.state === state ? found : null;
      }),
  };
}

const kindsOf = ({ timeline }: ShownCase): readonly string[] => timeline.map(({ kind }) => kind);

describe("a flood, from its first reading to the closed case", () => {
  it("is registered and dispatched at once, handled by the platform, and closed once the water is gone and feedback is there", async () => {
    const place = await flooded(0);
    const early = await place.step({ step: "feedback", text: "已抽排" }, "k1");
    expect([early.status, early.body.refusal]).toEqual([409, "cases.wrong_state"]);
    expect(early.body.detail).toContain("which is dispatched. First: accept.");
    const accepted = await place.step({ step: "accept" }, "k2");
    expect([accepted.status, accepted.body.state, accepted.etag]).toEqual([
      200,
      "handling",
      `"${accepted.body.revision}"`,
    ]);
    const again = await place.step({ step: "accept" }, "k2");
    expect([again.status, again.body.revision]).toEqual([200, accepted.body.revision]);
    const photos = ["https://platform.example/p/1.jpg", "photo-2"];
    const told = await place.step({ step: "feedback", text: "<script>alert(1)</script>\u202e 已抽排", photos }, "k3");
    expect(told.body.feedback).toMatchObject({ text: "<script>alert(1)</script> 已抽排", photos });
    await place.read(0);
    const over = await until("the hazard to be over", async () => {
      const found = await place.shown();
      return found.hazardOverAt === undefined ? null : found;
    });
    expect([over.state, over.level, over.closedAt]).toEqual(["handled", null, null]);
    const closed = await place.in("closed");
    expect(kindsOf(closed)).toEqual([
      "opened",
      "registered",
      "dispatched",
      "step-refused",
      "accepted",
      "feedback",
      "hazard-over",
      "verified",
      "concluded",
    ]);
    expect(closed.closedDespite).toBeUndefined();
    // Held clear by our clock, of which the device's, that the hazard's end is told by, may be a little ahead.
    expect(Date.parse(closed.closedAt ?? "") - Date.parse(over.clearSinceAt ?? "")).toBeGreaterThanOrEqual(2_000);
    const types = await until("the platform to know of every step", () => {
      const mine = hub.platform.received.filter(({ subject }) => subject === place.id).map(({ type }) => type);
      return mine.includes("cn.guanlan.case.closed.v1") ? mine : null;
    });
    expect(types).toHaveLength(closed.revision);
    expect((await place.step({ step: "verified" }, "k9")).body.refusal).toBe("cases.not_open");
  });

  it("is closed by hand while the water stands with a reason alone, marked and told as urgent, and opened again as it rises", async () => {
    const place = await flooded(1);
    expect((await place.act({ do: "close" })).body.refusal).toBe("cases.reason_needed");
    const { body: closed, status } = await place.act({ do: "close", reason: "road is closed off" });
    expect(status).toBe(200);
    expect(closed.closedDespite).toMatchObject({ level: "blue", lacking: ["hazard-over", "feedback"] });
    expect(closed.timeline.at(-1)?.words.en).toContain("while the hazard still stands at blue");
    await place.read(0.45);
    const back = await place.in("dispatched");
    expect(back.closedDespite).toBeUndefined();
    expect([back.level, back.record?.reworks, back.closedAt]).toEqual(["red", 1, null]);
    expect(kindsOf(back).slice(-4)).toEqual(["concluded", "reopened", "registered", "dispatched"]);
    const events = await hub.get<{ rows: { type: string; isUrgent: boolean }[] }>(`/api/v1/events?subject=${place.id}`);
    expect(events.rows.find(({ type }) => type === "case.closed")?.isUrgent).toBe(true);
  });

  it("says who changed what where somebody acts on what others have moved since", async () => {
    const place = await flooded(2);
    const seen = await place.shown();
    const ifMatch = { "if-match": `"${seen.revision}"` };
    expect((await place.act({ do: "accept" }, ifMatch)).status).toBe(200);
    const late = await place.act({ do: "return", reason: "not ours" }, ifMatch);
    expect([late.status, late.body.refusal]).toEqual([412, "cases.changed_since"]);
    expect(late.body.detail).toContain("Since then: accepted by test");
    expect((await place.shown()).state).toBe("handling");
    const bad = await place.act({ do: "accept" }, { "if-match": "yesterday" });
    expect(bad.status).toBe(400);
  });

  it("resumes a suspension at its moment, once, though the hub was killed and started after it", async () => {
    const place = await flooded(3);
    const until2s = new Date(Date.now() + 2_000).toISOString();
    expect((await place.act({ do: "suspend", until: until2s, reason: "road works" })).status).toBe(200);
    await hub.process.kill();
    await until("the moment to pass", () => Date.now() > Date.parse(until2s));
    await hub.process.start();
    const found = await until("the suspension to end", async () => {
      const now = await place.shown();
      return kindsOf(now).includes("resumed") ? now : null;
    });
    expect(kindsOf(found).filter((kind) => kind === "resumed")).toHaveLength(1);
  });

  it("gathers the cases of the storm into one incident, and counts what is open", async () => {
    const { rows } = await hub.get<{
      rows: { id: string; caseCount: number; openCount: number; overAt: string | null }[];
    }>("/api/v1/incidents");
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ caseCount: 4, openCount: 3, overAt: null, areaCode: "410105", kin: "water" });
    const list = await hub.get<{ rows: ShownCase[]; counts: object }>("/api/v1/cases?sort=level&counts=true");
    expect(list.rows.map(({ level }) => level)).toEqual(["red", "blue", "blue"]);
    expect(list.counts).toMatchObject({ open: 3, byState: { dispatched: 2, handling: 1 }, unacknowledged: 3 });
    const done = await hub.get<{ rows: ShownCase[] }>("/api/v1/cases?state=closed,voided");
    expect(done.rows).toHaveLength(1);
  });
});
