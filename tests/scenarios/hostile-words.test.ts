import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../domain/clock.ts";
import { openCommandStore } from "../../store/sqlite/command-store.ts";
import { webhookFormats } from "../../webhooks/formats/formats.ts";
import { channelOf, deviceIdOf, stationIdOf, testSecret } from "../support/city-folder.ts";
import { hasTool } from "../support/machine/tools.ts";
import { capSchemaFaults, parsedXml } from "../support/machine/xml-tools.ts";
import { runGuanlan } from "../support/processes/run-guanlan.ts";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";
import { until } from "../support/until.ts";

/**
 * Words as somebody writes them who wants them run: a formula, markup, the end of a CDATA section, commands to a screen, turned text,
 * a line that passes for one of the hub's. `where` is found again in what comes out.
 */
const hostile = (where: string) =>
  `=HYPERLINK("x") ${where} <script>alert(1)</script><img src=x onerror=alert(1)> ]]> &amp; "'\u001b[2J\u001b]0;x\u0007\u0000\u009b31m\u202e\u2066\u200f\ufeff\r\nALARM     forged`;

/** What no output may hold raw. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const commanding = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

let hub: RunningHub;
let other: string;
let caseId: string;
/** Bodies by the format that they came in. */
const received = new Map<string, string[]>();

const receiver = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8").on("data", (chunk: string) => {
    body += chunk;
  });
  request.on("end", () => {
    const [, format = ""] = new URL(request.url ?? "/", "http://receiver").pathname.split("/");
    received.set(format, [...(received.get(format) ?? []), body]);
    response.writeHead(200, { "content-type": "application/json" }).end('{"errcode":0,"code":0,"status":"success"}');
  });
});

/** A secret of the shape that each format asks for. */
const secrets: Readonly<Record<string, string>> = {
  wecom: "0123456789abcdef",
  dingtalk: "0123456789abcdef",
  feishu: "0123456789abcdef",
  pagerduty: "0123456789abcdef0123456789abcdef",
};

const secretVariable = (format: string) => `RECEIVER_SECRET_${format.toUpperCase()}`;

function writeCity(folder: string, address: string): void {
  const write = (name: string, content: object) => writeFileSync(join(folder, name), JSON.stringify(content));
  const name = (text: string) => ({ zh: text, en: text });
  write("endpoints.yaml", {
    endpoints: webhookFormats.map(({ name: format }) => {
      const url = `http://${address}/${format}`;
      return { id: format, url, events: ["*"], format, drills: true, secretEnv: secretVariable(format) };
    }),
  });
  write("case-policy.yaml", { registration: "at-once", dispatch: "at-once", closing: "evidence", holdClear: "1h" });
  const people = [{ id: "li", name: name("Li"), phone: "13800000009", channels: ["sms"], account: "test" }];
  const roster = [{ from: "00:00", to: "24:00", people: ["li"] }];
  write("posts.yaml", { posts: [{ id: "duty", name: name("duty"), area: "410105", people, roster }] });
  const rungs = [{ post: "duty", answerWithin: "1h" }];
  write("ladders.yaml", { ladders: [{ id: "city", area: "410100", levels: ["orange", "red"], rungs }] });
  const source = {
    id: "pumps",
    name: name("Pumps"),
    token: "test",
    station: { label: "instance", values: { pump: stationIdOf(1) } },
    hazard: { label: "alertname", values: { PumpDown: "pump-failure" } },
    level: { label: "severity", values: { critical: "red" } },
  };
  write("alert-sources.yaml", { "alert-sources": [source] });
  const { stations } = JSON.parse(readFileSync(join(folder, "stations.yaml"), "utf8")) as { stations: object[] };
  write("stations.yaml", { stations: stations.with(2, { ...stations[2], isExercise: true }) });
}

async function post(path: string, body: object, wanted = 200, headers: Readonly<Record<string, string>> = {}) {
  const response = await hub.fetch(`/api/v1${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  expect([path, response.status, response.status === wanted ? "" : text]).toEqual([path, wanted, ""]);
  return JSON.parse(text) as Record<string, unknown>;
}

const act = (body: object) => post(`/cases/${caseId}/actions`, body);

const soon = () => new Date(Date.now() + 3_600_000).toISOString();

async function writeEverywhere(): Promise<void> {
  const at = `/cases/${caseId}`;
  const { rows } = await hub.get<{ rows: { callId: string }[] }>("/api/v1/calls");
  await post(`/calls/${rows[0]?.callId}/answer`, { by: hostile("call-by") });
  await act({ do: "comment", text: hostile("comment") });
  await act({ do: "return", reason: hostile("return-reason") });
  await act({ do: "dispatch", unitId: "drainage", note: hostile("dispatch-note") });
  await post(`${at}/steps`, { step: "refuse", reason: hostile("refuse-reason") });
  await act({ do: "dispatch", unitId: "drainage" });
  await post(`${at}/steps`, { step: "accept" });
  await act({ do: "assign", person: hostile("person") });
  await act({ do: "suspend", until: soon(), reason: hostile("suspend-reason") });
  await act({ do: "resume" });
  await act({ do: "extend", until: soon(), reason: hostile("extend-reason") });
  await act({ do: "supervise", reason: hostile("supervise-reason") });
  await post(`${at}/steps`, { step: "feedback", text: hostile("feedback"), photos: ["https://photos.example/1.jpg"] });
  await post(`${at}/steps`, { step: "verified", text: hostile("verify") }, 409);
  await act({ do: "rework", reason: hostile("rework-reason") });
  await act({ do: "close", reason: hostile("close-reason") });
  const match = { gaugeIds: ["s1-c1"] };
  await post("/silences", { owner: hostile("owner"), reason: hostile("silence-reason"), match, untilAt: soon() });
  await post("/maintenance", { deviceId: deviceIdOf(1), reason: hostile("maintenance-reason"), untilAt: soon() });
  await post("/shift/handover", { postId: "duty", to: "li", notes: hostile("notes") });
  const drill = { drillId: "drill-1", title: hostile("drill-title"), areaCodes: ["410105"], until: soon() };
  await post("/drills", drill);
  const response = { areaCode: "410105", level: "IV", reason: hostile("response-reason") };
  await post("/responses", { do: "start", ...response });
  const labels = { alertname: "PumpDown", instance: "pump", severity: "critical", note: hostile("label") };
  await post("/alerts", { version: "4", alerts: [{ labels, annotations: { summary: hostile("summary") } }] });
  const both = (where: string) => ({ zh: hostile(`${where}-zh`), en: hostile(`${where}-en`) });
  const draft = await post("/warnings", {
    hazard: "river-flood",
    areaCode: "410105",
    level: "blue",
    advice: both("draft"),
  });
  const path = `/warnings/${draft.id}/actions`;
  await post(path, { do: "edit", advice: both("advice"), impact: both("impact") });
  await post(path, { do: "issue" });
  await post(path, { do: "lift", reason: hostile("lift-reason") });
}

beforeAll(async () => {
  await new Promise<void>((done) => receiver.listen(0, "127.0.0.1", done));
  const address = `127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  hub = await runHub({
    city: { stations: 3 },
    rewriteCity: (folder) => writeCity(folder, address),
    moreTargets: [address],
    env: Object.fromEntries(
      webhookFormats.map(({ name }) => [secretVariable(name), secrets[name] ?? testSecret] as const),
    ),
    settings: { record: { reportCron: "* * * * * *" } },
  });
  const store = openCommandStore(join(hub.folder, "data"), systemClock);
  other = store.tokens.create("test", "operator").token;
  store.close();
  const device = await hub.device(0);
  const reading = JSON.stringify({ values: { [channelOf(0)]: 0.9 } });
  await device.publishAsync(`v1/devices/${deviceIdOf(0)}/readings`, reading, { qos: 1 });
  caseId = await until("somebody to be called about the case", async () => {
    const { rows } = await hub.get<{ rows: { caseId: string }[] }>("/api/v1/calls");
    return rows[0]?.caseId;
  });
  await writeEverywhere();
});
afterAll(async () => {
  await hub.close();
  receiver.closeAllConnections();
  receiver.close();
});

/** Every text in a JSON value. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [key, ...textsIn(each)]);
}

/** Rows of a CSV text (RFC 4180). */
function cellsOf(csv: string): readonly string[] {
  return [...csv.matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
  );
}

const span = () => `from=${Date.now() - 3_600_000}&to=${Date.now() + 60_000}`;

describe("words that want to be run are words in every output", () => {
  it("JSON: each is there as plain text, without what turns or commands", async () => {
    const found = await hub.get<{ traceId: string }>(`/api/v1/cases/${caseId}`);
    const paths = [
      ...["cases?state=closed", `cases/${caseId}`, `cases/${caseId}/moves`, "warnings", "events", "audit", "calls"],
      ...["silences", "maintenance", "drills", "shift", "responses", "deliveries", "incidents", "alarms"],
      ...[`traces/${found.traceId}`, "alarms/transitions", `evaluation?by=unit&${span()}`],
    ];
    let all = "";
    for (const path of paths) {
      const response = await hub.fetch(`/api/v1/${path}`);
      const body = await response.text();
      expect([path, response.status]).toEqual([path, 200]);
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      expect(response.headers.get("content-type")).toMatch(/^application\/json/);
      for (const text of textsIn(JSON.parse(body))) expect(text, path).not.toMatch(commanding);
      all += body;
    }
    const wheres = ["comment", "return-reason", "dispatch-note", "refuse-reason", "person", "suspend-reason", "notes"];
    const more = [
      "extend-reason",
      "supervise-reason",
      "feedback",
      "verify",
      "rework-reason",
      "call-by",
      "close-reason",
    ];
    const others = ["owner", "silence-reason", "maintenance-reason", "drill-title", "response-reason", "summary"];
    const texts = ["advice-zh", "advice-en", "impact-zh", "impact-en", "lift-reason"];
    for (const where of [...wheres, ...more, ...others, ...texts]) expect(all).toContain(` ${where} <script>`);
  });

  it("CSV: no cell is a formula", async () => {
    for (const list of ["cases", "alarms", "warnings", "events", "deliveries", "audit"]) {
      const response = await hub.fetch(`/api/v1/${list}?format=csv`);
      const csv = await response.text();
      expect([list, response.status]).toEqual([list, 200]);
      expect(csv, list).not.toMatch(commanding);
      const cells = cellsOf(csv);
      expect(cells.length).toBeGreaterThan(5);
      for (const cell of cells) expect(cell, list).not.toMatch(/^[\s]*[=+@]|^[\s]*-(?![\d.])/);
    }
  });

  it("webhooks: every format is JSON whose texts neither turn nor command", async () => {
    for (const { name } of webhookFormats) {
      const bodies = await until(`${name} to be told`, () => {
        const those = received.get(name) ?? [];
        return those.length > 0 ? those : null;
      });
      for (const body of bodies) {
        for (const text of textsIn(JSON.parse(body))) expect(text, name).not.toMatch(commanding);
      }
    }
    for (const body of ["wecom", "dingtalk", "feishu", "sms"].flatMap((name) => received.get(name) ?? [])) {
      expect(textsIn(JSON.parse(body)).some((text) => /\nALARM {5}forged/.test(text))).toBe(false);
    }
  });

  it.runIf(hasTool("xmllint"))("CAP and Atom: well formed, valid, and no element of theirs", async () => {
    const feed = await (await hub.fetch("/feed/warnings.atom", { headers: { authorization: "" } })).text();
    const links = [...feed.matchAll(/href="(\/feed\/cap\/[^"]+)"/g)].map(([, link = ""]) => link);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) {
      const cap = await (await hub.fetch(link, { headers: { authorization: "" } })).text();
      expect(capSchemaFaults(cap) ?? "").toBe("");
      expect(cap).not.toMatch(commanding);
      expect(cap).not.toMatch(/<script|<img/);
      expect(parsedXml(cap).get("instruction")?.length).toBeGreaterThan(0);
    }
    expect(feed).not.toMatch(commanding);
    expect(feed).not.toMatch(/<script|<img/);
    expect(parsedXml(feed).size).toBeGreaterThan(3);
  });

  it("inquiry pack and daily report: pages that run nothing", async () => {
    const answer = await hub.fetch(`/api/v1/packs?${span()}`);
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const reports = join(hub.folder, "data", "reports");
    const report = await until("a daily report", () => {
      mkdirSync(reports, { recursive: true });
      return readdirSync(reports).find((name) => name.endsWith(".html"));
    });
    const pages = [strFromU8(files["index.html"]!), readFileSync(join(reports, report), "utf8")];
    for (const page of pages) {
      expect(page).not.toMatch(/<script|<img|<[^>]*\sonerror=/i);
      expect(page).not.toMatch(commanding);
      expect(page).toContain("default-src 'none'");
    }
    expect(pages[0]).toContain("comment &#60;script&#62;");
    for (const [name, bytes] of Object.entries(files)) {
      const text = strFromU8(bytes);
      if (/\.(svg|csv|json|html)$/.test(name)) expect(text, name).not.toMatch(commanding);
      if (!name.endsWith(".csv")) continue;
      for (const cell of cellsOf(text)) expect(cell, name).not.toMatch(/^[\s]*[=+@]|^[\s]*-(?![\d.])/);
    }
  });

  it("the terminal: no command to the screen, and no line that passes for one of the hub's", async () => {
    const env = { GUANLAN_API_TOKEN: other };
    const api = ["--api", hub.url];
    const outputs = [
      (await runGuanlan(["case", "show", caseId, ...api], env)).out,
      (await runGuanlan(["shift", "show", ...api], env)).out,
      (await runGuanlan(["response", "list", ...api], env)).out,
      hub.process.output,
    ];
    expect(outputs[0]).toContain("comment <script>");
    for (const output of outputs) {
      expect(output.length).toBeGreaterThan(10);
      expect(output).not.toMatch(commanding);
      expect(output).not.toMatch(/^ALARM {5}forged/m);
    }
  });
});
