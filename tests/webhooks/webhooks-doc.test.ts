import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { eventTypes, type HubEvent } from "../../domain/governance/event.ts";
import type { AlarmKey, AreaCode, CaseId, EventId, GaugeId, StationId, UnitId } from "../../domain/ids.ts";
import { isRefusedForGood, reasonOfStatus } from "../../webhooks/classify-answer.ts";
import { endpointsSchema } from "../../webhooks/endpoints/endpoint-schema.ts";
import { cloudEventType, cloudevents } from "../../webhooks/formats/cloudevents.ts";
import { webhookFormats } from "../../webhooks/formats/formats.ts";
import { signerFor } from "../../webhooks/formats/sign.ts";
import { webhooksSettings } from "../../webhooks/settings.ts";
import { hasTool } from "../support/machine/tools.ts";
import { otherSecret, secret } from "./support/builders.ts";

const root = join(import.meta.dirname, "..", "..");
const text = readFileSync(join(root, "docs", "webhooks.md"), "utf8");

function block(language: string): string {
  const found = text.match(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, "m"))?.[1];
  if (found === undefined) throw new Error(`docs/webhooks.md has no block of ${language}`);
  return found;
}

const at = Date.UTC(2021, 6, 20, 8);
const shownEvent: HubEvent = {
  id: "event-2d6r5gh3jw8k1v9q0m7x4c3b5n" as EventId,
  type: "case.updated",
  subject: "case-4t9v2m8k6q1x3c5b7n0h2j4d6g",
  level: "orange",
  isUrgent: true,
  at: at + 120_000,
  data: {
    change: {
      entry: {
        kind: "stepped-up",
        at: at + 120_000,
        alarmKey: "underpass-depth|jgn-depth" as AlarmKey,
        level: "orange",
        signal: 0.31,
        unit: "m",
        words: {
          zh: "京广北路隧道：积水深度31厘米，上涨，由黄色升为橙色（限值27厘米），报警始于16:00",
          en: "Jingguang North Road tunnel: water depth 31 cm, rising, up from yellow to orange (limit 27 cm), alarm since 16:00",
        },
      },
      before: { state: "reported", level: "yellow", revision: 1 },
      after: { state: "reported", level: "orange", revision: 2 },
      measured: {
        name: { zh: "积水深度", en: "water depth" },
        value: 0.31,
        limit: 0.27,
        peak: 0.31,
        unit: "m",
        words: {
          value: { zh: "31厘米", en: "31 cm" },
          limit: { zh: "27厘米", en: "27 cm" },
          peak: { zh: "31厘米", en: "31 cm" },
        },
        gaugeId: "jgn-depth" as GaugeId,
        property: "depth",
      },
    },
    message: {
      zh: "京广北路隧道：积水深度31厘米，上涨，由黄色升为橙色（限值27厘米），报警始于16:00。关闭下穿道路，劝返车辆，持续抽排。",
      en: "Jingguang North Road tunnel: water depth 31 cm, rising, up from yellow to orange (limit 27 cm), alarm since 16:00. Close the underpass, turn vehicles back, keep pumping.",
    },
    case: {
      id: "case-4t9v2m8k6q1x3c5b7n0h2j4d6g" as CaseId,
      hazard: "waterlogging",
      stationId: "jingguang-tunnel-north" as StationId,
      areaCode: "410103" as AreaCode,
      unitId: "municipal-drainage" as UnitId,
      caseClass: null,
      state: "reported",
      level: "orange",
      peakLevel: "orange",
      title: { zh: "京广北路隧道积水橙色预警", en: "Jingguang North Road tunnel: water, orange" },
      advice: {
        zh: "关闭下穿道路，劝返车辆，持续抽排。",
        en: "Close the underpass, turn vehicles back, keep pumping.",
      },
      openedAt: at,
      updatedAt: at + 120_000,
      closedAt: null,
      isLate: false,
      revision: 2,
      hazardName: { zh: "积水内涝", en: "waterlogging" },
      levelName: { zh: "橙色", en: "orange" },
      peakLevelName: { zh: "橙色", en: "orange" },
      stationName: { zh: "京广北路隧道", en: "Jingguang North Road tunnel" },
      place: { longitude: 113.646, latitude: 34.729, crs: "EPSG:4326" },
      areaName: { zh: "二七区", en: "Erqi" },
      areaPath: [
        { zh: "郑州市", en: "Zhengzhou" },
        { zh: "二七区", en: "Erqi" },
      ],
      unitName: { zh: "市政排水", en: "Municipal drainage" },
      unitPhone: "0371-00000001",
      link: "/api/v1/cases/case-4t9v2m8k6q1x3c5b7n0h2j4d6g",
    },
  },
};

const body = cloudevents.body(shownEvent, { source: "urn:guanlan:zhengzhou", publicUrl: "https://flood.example.cn" });

test("docs/webhooks.md shows an event as the hub sends it", () => {
  expect(JSON.parse(block("json"))).toEqual(JSON.parse(body));
});

test("docs/webhooks.md names every format an endpoint may ask for", () => {
  for (const { name, contentType } of webhookFormats)
    expect(text).toMatch(new RegExp(`\\| \`${name}\` \\|.*${contentType.replace("+", "\\+")}`));
});

test("docs/webhooks.md lists every event type and no other", () => {
  expect([...text.matchAll(/^\| `(cn\.guanlan\.[^`]+)`/gm)].map(([, type]) => type)).toEqual(
    eventTypes.map(cloudEventType),
  );
});

test("docs/webhooks.md shows an endpoint that the schema takes", () => {
  expect(endpointsSchema.parse(parse(block("yaml")))).toHaveLength(1);
});

test("docs/webhooks.md says of every answer what the code does", () => {
  const rows = [...text.matchAll(/^\| ([^|]+) \| `([a-z_]+)` \| ([^|]+) \|$/gm)];
  const statuses = rows.flatMap(([, answers = "", reason = "", deed = ""]) =>
    [...answers.replace("4xx", "499").replaceAll("xx", "00").matchAll(/\d{3}/g)].map(
      ([status]) => [Number(status), reason, deed] as const,
    ),
  );
  expect(statuses).toHaveLength(15);
  for (const [status, reason, deed] of statuses) {
    expect(reasonOfStatus(status), String(status)).toBe(reason);
    expect(isRefusedForGood(status), String(status)).toBe(deed.startsWith("dead letter"));
  }
});

test("docs/webhooks.md gives the settings' own numbers", () => {
  const settings = webhooksSettings.parse({});
  const waits = [...text.matchAll(/^\| \d[^|]*\| (\d+) (s|min) \|$/gm)].map(
    ([, n, unit]) => Number(n) * (unit === "s" ? 1_000 : 60_000),
  );
  expect(waits).toEqual(settings.retryDelaysMs);
  expect([settings.jitter, settings.giveUpAfterMs, settings.maxRetryAfterMs]).toEqual([
    1 / 5,
    24 * 3_600_000,
    15 * 60_000,
  ]);
  expect([settings.breakerOpensAfter, settings.breakerProbeMs, settings.maxAnswerBytes]).toEqual([5, 30_000, 4_096]);
  expect(settings.undeliveredAlarmAfterMs).toBe(2 * 60_000);
});

interface SignedCase {
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly isGood: boolean;
}

/** What a receiver must accept and refuse, whatever it is written in. */
function signedCases(): readonly SignedCase[] {
  const now = Date.now();
  const headers = { ...signerFor([secret])("event-1", now, body) };
  const both = { ...signerFor([otherSecret, secret])("event-1", now, body) };
  const stamped = (ms: number): Record<string, string> => ({ ...signerFor([secret])("event-1", now + ms, body) });
  const { "webhook-signature": _, ...unsigned } = headers;
  return [
    { headers, body, isGood: true },
    { headers: both, body, isGood: true },
    { headers: stamped(-240_000), body, isGood: true },
    { headers, body: body.replace("积水", "干燥"), isGood: false },
    { headers: { ...signerFor([otherSecret])("event-1", now, body) }, body, isGood: false },
    { headers: { ...headers, "webhook-id": "event-2" }, body, isGood: false },
    { headers: stamped(-400_000), body, isGood: false },
    { headers: stamped(400_000), body, isGood: false },
    { headers: { ...headers, "webhook-timestamp": "soon" }, body, isGood: false },
    { headers: { ...headers, "webhook-signature": "v1," }, body, isGood: false },
    { headers: unsigned, body, isGood: false },
  ];
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "guanlan-verify-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

const expectedLines = (cases: readonly SignedCase[]): string => cases.map(({ isGood }) => String(isGood)).join("\n");

test("docs/webhooks.md: the Node snippet verifies what the hub signs and refuses the rest", async () => {
  const cases = signedCases();
  const path = join(folder(), "verify.mjs");
  writeFileSync(
    path,
    block("js").replace('"standardwebhooks"', JSON.stringify(import.meta.resolve("standardwebhooks"))),
  );
  const { verified } = (await import(/* @vite-ignore */ path)) as { verified: (...args: unknown[]) => unknown };
  const results = cases.map(({ headers, body }) => {
    try {
      return verified(secret, headers, body) !== undefined;
    } catch {
      return false;
    }
  });
  expect(results.join("\n")).toBe(expectedLines(cases));
});

test("docs/webhooks.md: the Python snippet verifies what the hub signs and refuses the rest", () => {
  if (!hasTool("python3")) return;
  const cases = signedCases();
  const main = `
import json, sys
for case in json.load(sys.stdin):
    print(str(verified(${JSON.stringify(secret)}, case["headers"], case["body"].encode())).lower())
`;
  const output = execFileSync("python3", ["-c", block("python") + main], {
    input: JSON.stringify(cases),
    encoding: "utf8",
  });
  expect(output.trim()).toBe(expectedLines(cases));
});

test("docs/webhooks.md: the Java snippet verifies what the hub signs and refuses the rest", () => {
  if (!hasTool("javac")) return;
  const cases = signedCases();
  const path = folder();
  writeFileSync(join(path, "GuanlanSignature.java"), block("java"));
  writeFileSync(
    join(path, "Main.java"),
    `import java.nio.file.*; import java.util.*;
public class Main {
  public static void main(String[] args) throws Exception {
    for (int i = 0; i < ${cases.length}; i++) {
      Map<String, String> headers = new HashMap<>();
      for (String line : Files.readAllLines(Path.of(args[0], i + ".headers"))) {
        int cut = line.indexOf(':');
        headers.put(line.substring(0, cut), line.substring(cut + 1));
      }
      System.out.println(GuanlanSignature.verified(args[1], headers, Files.readAllBytes(Path.of(args[0], i + ".body"))));
    }
  }
}`,
  );
  cases.forEach(({ headers, body }, index) => {
    writeFileSync(join(path, `${index}.body`), body);
    writeFileSync(
      join(path, `${index}.headers`),
      Object.entries(headers)
        .map(([name, value]) => `${name}:${value}\n`)
        .join(""),
    );
  });
  execFileSync("javac", [
    "-encoding",
    "UTF-8",
    "-d",
    path,
    join(path, "GuanlanSignature.java"),
    join(path, "Main.java"),
  ]);
  const output = execFileSync("java", ["-XX:TieredStopAtLevel=1", "-cp", path, "Main", path, secret], {
    encoding: "utf8",
  });
  expect(output.trim()).toBe(expectedLines(cases));
});
