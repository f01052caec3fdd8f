import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../domain/clock.ts";
import { openCommandStore } from "../../store/sqlite/command-store.ts";
import { cloudEventSchema } from "../../tools/docs/cloud-event-schema.ts";
import { cloudEventType } from "../../webhooks/formats/cloudevents.ts";
import { hasTool } from "../support/machine/tools.ts";
import { capSchemaFaults, parsedXml, xpathText } from "../support/machine/xml-tools.ts";
import { runGuanlan } from "../support/processes/run-guanlan.ts";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";
import { until } from "../support/until.ts";

const colour = { issue: ["duty-officer", "commander"] };
const twoPersons = { ...colour, approve: ["duty-officer", "commander"], secondPerson: true, expires: "6h" };

/** Orange and red want two persons; nobody waits for blue: the rule issues it. */
function writePolicy(folder: string): void {
  const policy = {
    colours: {
      blue: { ...colour, unattended: { after: "2s", do: "issue" } },
      yellow: colour,
      orange: twoPersons,
      red: twoPersons,
    },
    sender: { id: "flood.example", name: { zh: "防汛办", en: "Flood office" } },
    texts: [{ hazard: "waterlogging", level: "red", impact: { zh: "{area}有生命危险。", en: "{area} is deadly." } }],
    responses: { red: "I" },
    isDemonstration: true,
  };
  writeFileSync(join(folder, "warning-policy.yaml"), JSON.stringify(policy));
}

interface WarningView {
  readonly id: string;
  readonly state: string;
  readonly level: string;
  readonly revision: number;
  readonly bulletins?: readonly { readonly revision: number; readonly kind: string }[];
}

interface WarningBody {
  readonly type: string;
  readonly data: { readonly warning: Readonly<Record<string, unknown>>; readonly message: { readonly zh: string } };
}

/** Speaks for the gauge of a hub's first station. */
async function depth(device: MqttClient, metres: number): Promise<void> {
  await device.publishAsync("v1/devices/d0/readings", JSON.stringify({ t: Date.now(), values: { c0: metres } }), {
    qos: 1,
  });
}

describe("a flood goes up and down: two persons stand behind what the public is told", () => {
  let hub: RunningHub;
  let device: MqttClient;
  let second: string;
  const feeds: string[] = [];

  const warning = async () => (await hub.get<{ rows: WarningView[] }>("/api/v1/warnings")).rows[0];
  const inForce = async () => (await hub.get<{ rows: WarningView[] }>("/api/v1/warnings?isInForce=true")).rows;
  const act = (id: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
    hub.fetch(`/api/v1/warnings/${id}/actions`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    });
  const bySecond = () => ({ authorization: `Bearer ${second}` });
  /** As anybody reads it: without a token. */
  const feed = async () => (await hub.fetch("/feed/warnings.atom", { headers: { authorization: "" } })).text();
  const received = () => hub.platform.received.map(({ event }) => event as unknown as WarningBody);

  beforeAll(async () => {
    hub = await runHub({ city: { stations: 1 }, rewriteCity: writePolicy });
    const store = openCommandStore(join(hub.folder, "data"), systemClock);
    second = store.tokens.create("second", "operator").token;
    store.close();
    device = await hub.device(0);
  });
  afterAll(() => hub.close());

  it("drafted by the water: nobody is told, and one person alone cannot issue it", async () => {
    await depth(device, 0.3);
    const { id } = await until("the draft", warning);
    expect(await inForce()).toEqual([]);
    feeds.push(await feed());
    expect(feeds[0]).not.toContain("<entry>");
    expect((await hub.fetch(`/api/v1/warnings/${id}/cap`)).status).toBe(404);
    const early = await act(id, { do: "issue" });
    expect([early.status, await early.json()]).toMatchObject([409, { refusal: "warnings.not_approved" }]);
    expect((await act(id, { do: "approve" })).status).toBe(200);
    const alone = await act(id, { do: "issue" });
    expect([alone.status, await alone.json()]).toMatchObject([409, { refusal: "warnings.second_person_wanted" }]);
    expect(await inForce()).toEqual([]);
  });

  it("issued by the second; a screen that has not seen it is told who was quicker", async () => {
    const { id, revision } = await until("the warning", warning);
    expect((await act(id, { do: "issue" }, bySecond())).status).toBe(200);
    const stale = await act(id, { do: "lift", reason: "late" }, { "if-match": `"${revision}"` });
    expect([stale.status, await stale.json()]).toMatchObject([
      412,
      { refusal: "warnings.changed_since", detail: expect.stringContaining("second") },
    ]);
    expect(await inForce()).toMatchObject([{ id, state: "issued", level: "orange" }]);
    feeds.push(await until("the feed to have it", async () => ((await feed()).includes("<entry>") ? feed() : null)));
  });

  it("raised: proposed by the water, told once two persons have approved it, also over a kill of the hub", async () => {
    const { id } = await until("the warning", warning);
    await depth(device, 0.45);
    await until("the proposal", async () => (await hub.get<{ proposal?: object }>(`/api/v1/warnings/${id}`)).proposal);
    await hub.process.kill();
    await hub.process.start();
    const moves = await hub.get<{ moves: { do: string; isAllowed: boolean }[] }>(`/api/v1/warnings/${id}/moves`);
    expect(moves.moves.find((each) => each.do === "approve")).toMatchObject({ isAllowed: true });
    expect((await act(id, { do: "approve" }, bySecond())).status).toBe(200);
    expect(await inForce()).toMatchObject([{ id, level: "orange" }]);
    expect((await act(id, { do: "approve" }, bySecond())).status).toBe(409);
    expect((await act(id, { do: "approve" })).status).toBe(200);
    expect(await inForce()).toMatchObject([{ id, state: "updated", level: "red" }]);
  });

  it("lowered and lifted with the water; the same act sent twice is one", async () => {
    await depth(device, 0.21);
    await until("the warning to fall", async () => (await warning())?.level === "yellow");
    const { id } = await until("the warning", warning);
    const words = { do: "edit", advice: { zh: "<b>绕行</b>", en: "<b>Detour</b> & wait" } };
    const [first, again] = [
      await act(id, words, { "idempotency-key": "k1" }),
      await act(id, words, { "idempotency-key": "k1" }),
    ];
    const revisions = [await first.json(), await again.json()].map((each) => (each as WarningView).revision);
    expect(revisions[0]).toBe(revisions[1]);
    await depth(device, 0);
    await until("the warning to be lifted", async () => (await warning())?.state === "lifted");
    await until("the platform to hear of it", () => received().some(({ type }) => type.includes("warning.lifted")));
    feeds.push(await until("the feed", async () => ((await feed()).includes("已解除") ? feed() : null)));
  });

  it.runIf(hasTool("xmllint"))(
    "its CAP messages are a chain that a parser reads back, and the feed is the same",
    async () => {
      const { id, bulletins = [] } = await until("the warning", warning);
      expect(bulletins.map(({ kind }) => kind)).toEqual(["Alert", "Update", "Update", "Update", "Cancel"]);
      const texts = await Promise.all(
        bulletins.map(async ({ revision }) => {
          const kept = await (await hub.fetch(`/api/v1/warnings/${id}/cap?revision=${revision}`)).text();
          const open = await hub.fetch(`/feed/cap/${id}.${revision}`, { headers: { authorization: "" } });
          expect([open.headers.get("content-type"), await open.text()]).toEqual([
            "application/cap+xml; charset=utf-8",
            kept,
          ]);
          return kept;
        }),
      );
      for (const text of texts) expect(capSchemaFaults(text) ?? "").toBe("");
      const said = texts.map(parsedXml);
      const triple = (at: number) => ["sender", "identifier", "sent"].map((name) => said[at]?.get(name)?.[0]).join(",");
      for (const at of [1, 2, 3, 4]) {
        const earlier = Array.from({ length: at }, (_, index) => triple(index));
        expect(said[at]?.get("references")).toEqual([earlier.join(" ")]);
      }
      expect(said.map((each) => each.get("severity")?.[0])).toEqual([
        "Severe",
        "Extreme",
        "Moderate",
        "Moderate",
        "Moderate",
      ]);
      expect(said[1]?.get("description")?.[1]).toContain(
        "district is deadly. Observed: station 0 45 cm, limit 40 cm (red)",
      );
      expect(said[3]?.get("instruction")).toEqual(["<b>绕行</b>", "<b>Detour</b> & wait"]);
      const entries = feeds.map((text) => xpathText(text, "count(//*[local-name()='entry'])"));
      expect(entries).toEqual(["0", "1", "1"]);
      const link = (text: string) => xpathText(text, "string(//*[local-name()='entry']/*[local-name()='link']/@href)");
      expect(feeds.slice(1).map(link)).toEqual([
        `/feed/cap/${said[0]?.get("identifier")}`,
        `/feed/cap/${said[4]?.get("identifier")}`,
      ]);
      expect(xpathText(feeds[2] ?? "", "string(//*[local-name()='entry']/*[local-name()='updated'])")).toBe(
        said[4]?.get("sent")?.[0],
      );
    },
  );

  it("the feed answers 304 to whoever has it", async () => {
    const first = await hub.fetch("/feed/warnings.atom", { headers: { authorization: "" } });
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^".+"$/);
    const again = await hub.fetch("/feed/warnings.atom", { headers: { authorization: "", "if-none-match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  it("webhooks carry all of it, as their schema says", async () => {
    const bodies = received().filter(({ type }) => type.includes(".warning."));
    const schema = cloudEventSchema(cloudEventType);
    for (const body of bodies) expect(() => schema.parse(body)).not.toThrow();
    expect(bodies.map(({ type }) => type.replace(/^cn\.guanlan\.(.*)\.v1$/, "$1"))).toEqual([
      ...["warning.drafted", "warning.approved", "warning.issued", "warning.updated", "warning.updated"],
      ...["warning.updated", "warning.updated", "warning.updated", "warning.lifted"],
    ]);
    expect(bodies[5]?.data.warning).toMatchObject({
      level: "red",
      impact: { zh: "district有生命危险。" },
      suggests: "I",
      approved: { by: "test" },
      issued: { by: "second" },
      supports: [{ stationName: { en: "station 0" }, value: 0.45, limit: 0.4, ruleId: "depth" }],
      cap: expect.stringContaining("/cap?revision="),
    });
  });

  it("one that nobody decides on is issued by rule, once, although the hub was killed meanwhile", async () => {
    await depth(device, 0.16);
    await until("the draft", async () => (await warning())?.state === "draft");
    await hub.process.kill();
    await hub.process.start();
    await until("the rule to issue it", async () => (await warning())?.state === "issued");
    const { id } = await until("the warning", warning);
    const { rows } = await hub.get<{ rows: { type: string }[] }>(`/api/v1/events?subject=${id}`);
    expect(rows.map(({ type }) => type)).toEqual(["warning.issued", "warning.drafted"]);
    expect(await hub.get(`/api/v1/warnings/${id}`)).toMatchObject({ issued: { by: "warning-policy", isByRule: true } });
  });

  it("the headquarters' response is written down beside it and linked, and the command line says both", async () => {
    const { id } = await until("the warning", warning);
    const api = `http://127.0.0.1:${hub.process.options.apiPort}`;
    const env = { GUANLAN_API_TOKEN: second };
    const start = ["response", "start", "--area", "410105", "--level", "IV", "--reason", "rain", "--warning", id];
    const started = await runGuanlan([...start, "--api", api], env);
    expect([started.err, started.out]).toEqual(["", expect.stringContaining("second: started level IV, rain")]);
    const twice = await runGuanlan([...start, "--api", api], env);
    expect(twice.err).toContain("Adjust that one");
    const listed = await runGuanlan(["warning", "list", "--in-force", "--api", api], env);
    expect(listed.out).toContain(id);
    const cap = await runGuanlan(["warning", "cap", id, "--api", api], env);
    expect(cap.out).toContain("<msgType>Alert</msgType>");
    const lifted = await runGuanlan(["warning", "lift", id, "--reason", "checked", "--api", api], env);
    expect(lifted.out).toContain("lifted");
    const { rows } = await hub.get<{ rows: object[] }>("/api/v1/responses?state=active");
    expect(rows).toMatchObject([{ level: "IV", warningIds: [id], revision: 1 }]);
    await until("the platform to hear of it", () => received().some(({ type }) => type.includes("response.changed")));
  });
});
