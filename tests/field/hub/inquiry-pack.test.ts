import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync, zipSync } from "fflate";
import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyPack } from "../../../record/pack/verify-pack.ts";
import { openSigningKey } from "../../../record/signing-key.ts";
import { runGuanlan } from "../../support/processes/run-guanlan.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

const evil = '<script>alert("x")</script><img src=x onerror=alert(1)> =SUM(A1)';

let hub: RunningHub;
let folder: string;
let caseId: string;
let archive: Uint8Array;
let files: Readonly<Record<string, Uint8Array>>;

const textOf = (name: string): string => strFromU8(files[name] ?? new Uint8Array());

async function say(device: MqttClient, depth: number): Promise<void> {
  const reading = { t: Date.now(), values: { c0: depth } };
  await device.publishAsync("v1/devices/d0/readings", JSON.stringify(reading), { qos: 1 });
}

async function tokenOf(name: string, role: string): Promise<string> {
  const made = await runGuanlan(["token", "create", name, "--role", role, "--settings", hub.process.settingsFile]);
  return /\S{30,}/.exec(made.out)?.[0] ?? "";
}

/** Water rises and falls, somebody writes markup into a comment, the platform takes every event. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "guanlan-pack-"));
  hub = await runHub({ city: { stations: 3 } });
  const device = await hub.device(0);
  await say(device, 0.05);
  await say(device, 0.3);
  const cases = async () => (await hub.get<{ rows: { id: string; state: string }[] }>("/api/v1/cases")).rows;
  await until("a case", async () => (await cases()).length > 0);
  caseId = (await cases())[0]!.id;
  await hub.fetch(`/api/v1/cases/${caseId}/actions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ do: "comment", text: evil }),
  });
  const platform = await tokenOf("gateway-7", "operator");
  const step = await hub.fetch(`/api/v1/cases/${caseId}/steps`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${platform}` },
    body: JSON.stringify({ step: "accept" }),
  });
  // Too early, which stands on the timeline.
  expect(step.status).toBe(409);
  await device.publishAsync("v1/devices/d0/readings", "no json", { qos: 1 });
  await say(device, 0.01);
  await until("the case to close", async () => (await cases())[0]!.state === "closed");
  await until("every delivery to be taken", async () => {
    const { rows } = await hub.get<{ rows: unknown[] }>("/api/v1/deliveries?state=pending");
    return rows.length === 0;
  });
  const answer = await hub.fetch(`/api/v1/cases/${caseId}/pack`);
  expect(answer.status).toBe(200);
  archive = new Uint8Array(await answer.arrayBuffer());
  files = unzipSync(archive);
});

afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the inquiry pack of a case", () => {
  it("holds page, timeline, readings of the place and its neighbours, rules, deliveries, gaps and charts", () => {
    const names = Object.keys(files);
    for (const name of [
      "index.html",
      "data/cases.json",
      "data/timeline.csv",
      "data/deliveries.csv",
      "data/gaps.json",
    ]) {
      expect(names).toContain(name);
    }
    expect(names).toEqual(
      expect.arrayContaining(["charts/s0-c0.svg", "data/readings/s0-c0.csv", "data/readings/s1-c0.csv"]),
    );
    expect(names.filter((name) => name.startsWith("data/rules/"))).toEqual([
      expect.stringMatching(/^data\/rules\/[0-9a-f]{12}\/rules\.yaml$/),
    ]);
    expect(textOf("data/readings/s0-c0.csv").trim().split("\r\n")).toHaveLength(4);
    expect(
      textOf("data/timeline.csv")
        .trim()
        .split("\r\n")
        .map((line) => line.split(",")[2]),
    ).toEqual(expect.arrayContaining(["kind", "opened", "commented", "closed"]));
    expect(textOf("data/deliveries.csv")).toContain("accepted,20");
    const gaps = JSON.parse(textOf("data/gaps.json")) as { kind: string }[];
    expect(gaps.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["refused", "no-readings"]));
  });

  it("never lets what people write become markup or a formula, and runs no script", () => {
    const page = textOf("index.html");
    expect(page).toContain("&#60;script&#62;alert(");
    expect(page).not.toMatch(/<script|<img|onerror=alert\(1\)>|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
    expect(page).toContain("default-src 'none'");
    expect(textOf("data/timeline.csv")).not.toMatch(/(^|,)=SUM/m);
  });

  it("says in both languages the same", () => {
    const page = textOf("index.html");
    for (const words of ["调查取证包", "Inquiry pack", "过程记录", "Timeline", "缺口", "Gaps"])
      expect(page).toContain(words);
  });

  it("names who acted by the part, and says of a token that it is no person's account", () => {
    const who = textOf("index.html")
      .split("<tr>")
      .map((row) => row.split("<td")[3] ?? "");
    expect(who.filter((cell) => cell.includes("an API token without an account (test)"))).not.toEqual([]);
    expect(who.filter((cell) => cell.includes("the dispatch platform"))).not.toEqual([]);
    expect(who.filter((cell) => cell.includes("gateway-7"))).toEqual([]);
    expect(textOf("data/timeline.csv")).toContain("gateway-7");
  });

  it("verifies with the hub's key, and not with another or once a byte of any file has changed", () => {
    const own = readFileSync(join(hub.folder, "data", "record-key.pub.pem"), "utf8");
    expect(verifyPack(archive, "pack", own).files.length).toBe(Object.keys(files).length - 2);
    const { publicPem } = openSigningKey(folder);
    expect(() => verifyPack(archive, "pack", publicPem)).toThrow(/not signed by that key/);
    for (const name of Object.keys(files)) {
      const bytes = Uint8Array.from(files[name]!);
      bytes[0]! ^= 1;
      expect(() => verifyPack(zipSync({ ...files, [name]: bytes }), "pack", own), name).toThrow();
    }
    const { "data/gaps.json": _, ...without } = files;
    expect(() => verifyPack(zipSync(without), "pack", own)).toThrow(/data\/gaps\.json/);
    expect(() => verifyPack(zipSync({ ...files, "more.txt": files["index.html"]! }), "pack", own)).toThrow(/more\.txt/);
    expect(() => verifyPack(Buffer.from("no archive"), "pack", own)).toThrow(/no inquiry pack/);
  });

  it("comes by the command line, which verifies it too", async () => {
    const file = join(folder, "case.zip");
    const { apiPort } = hub.process.options;
    const env = { GUANLAN_API_TOKEN: await tokenOf("inquiry", "operator") };
    const args = ["export", "case", caseId, "--out", file, "--api", `http://127.0.0.1:${apiPort}`];
    expect(await runGuanlan(args, env)).toMatchObject({ code: 0 });
    const key = join(hub.folder, "data", "record-key.pub.pem");
    const sound = await runGuanlan(["export", "verify", file, "--key", key]);
    expect(sound).toMatchObject({ code: 0 });
    expect(sound.out).toContain("the pack is whole");
    writeFileSync(file, readFileSync(file).subarray(0, -100));
    expect(await runGuanlan(["export", "verify", file])).toMatchObject({ code: 1 });
  });

  it("of a span holds every case of it; of an unknown case there is none", async () => {
    const span = `from=${Date.now() - 3_600_000}&to=${Date.now() + 1_000}`;
    const answer = await hub.fetch(`/api/v1/packs?${span}`);
    const inside = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    expect(strFromU8(inside["data/cases.json"]!)).toContain(caseId);
    expect((await hub.fetch("/api/v1/cases/case-none/pack")).status).toBe(404);
    expect((await hub.fetch(`/api/v1/packs?from=5`)).status).toBe(400);
  });
});
