import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connectionCloseReasons, signInResults } from "../../broker/broker-counts.ts";
import { connackCodes } from "../../broker/devices/sign-in.ts";
import { packetRefusals } from "../../domain/observations/refused-client.ts";

const page = readFileSync(join(import.meta.dirname, "..", "..", "docs", "mqtt-refusals.md"), "utf8");
const [, signIn = "", packets = "", closes = ""] = page.split("\n## ");

test.each([
  ["sign-in", signIn, signInResults],
  ["packets", packets, packetRefusals],
  ["closed connections", closes, connectionCloseReasons],
] as const)("docs/mqtt-refusals.md explains every word of %s, and no other", (_what, section, words) => {
  const explained = [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, word]) => word);
  expect(explained.sort()).toEqual([...words].sort());
});

test("docs/mqtt-refusals.md gives the CONNACK codes that are sent", () => {
  const codes = Object.fromEntries(
    [...signIn.matchAll(/^\| `(\w+)` \| (\d) \|/gm)].map(([, word, code]) => [word, Number(code)]),
  );
  expect(codes).toEqual({ accepted: 0, ...connackCodes });
});
