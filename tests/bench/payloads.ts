import { createIngest, type Ingest } from "../../ingest/ingest.ts";
import { ingestSettings } from "../../ingest/settings.ts";
import { cityOf, keysOf } from "../ingest/ingest-city.ts";

/** The largest packet that the broker lets in by default, bytes. */
const packetBytes = 65_536;

/** Our clock, ms since 1970. */
const receivedAt = Date.UTC(2026, 6, 20, 8);

const rounds = 5;

const channels = ["depth", "level", "temp"];

export interface PayloadFigures {
  readonly payload: string;
  readonly bytes: number;
  /** Observations and rejects that it gives. */
  readonly observations: number;
  readonly rejects: number;
  /** CPU time that the event loop spends on it from bytes to what is to be kept, ms: the best of five. */
  readonly decodeMs: number;
}

/** What one packet costs before it is kept: the dearest payloads that are known, dearest first. */
export function benchPayloads(): readonly PayloadFigures[] {
  return Object.entries(payloads())
    .map(([name, payload]) => figuresOf(name, bytesOf(name, payload).subarray(0, packetBytes)))
    .sort((a, b) => b.decodeMs - a.decodeMs);
}

function bytesOf(name: string, payload: string): Buffer {
  return Buffer.from(payload, name.startsWith("letters of another encoding") ? "latin1" : "utf8");
}

function figuresOf(name: string, payload: Buffer): PayloadFigures {
  const codec = name.startsWith("gateway") ? "gateway-json" : "json";
  const message = { deviceId: "d", codec, topic: `v1/devices/d/readings/${codec}`, payload, receivedAt };
  let decodeMs = Number.POSITIVE_INFINITY;
  let kept: ReturnType<Ingest["decode"]> | null = null;
  for (let round = 0; round < rounds; round++) {
    const ingest = benchIngest();
    const before = process.threadCpuUsage();
    kept = ingest.decode(message);
    const { user, system } = process.threadCpuUsage(before);
    decodeMs = Math.min(decodeMs, (user + system) / 1000);
  }
  return {
    ...{ payload: name, bytes: payload.length, observations: kept?.observations.length ?? 0 },
    ...{ rejects: kept?.rejects.length ?? 0, decodeMs: Math.round(decodeMs * 100) / 100 },
  };
}

function benchIngest(): Ingest {
  const city = cityOf([
    ...channels.map((channel) => ({ device: "d", channel, property: "depth", unit: "cm" }) as const),
    { device: "behind", gateway: "d", channel: "depth", property: "depth", unit: "cm" },
  ]);
  return createIngest(city, keysOf(city), ingestSettings.parse({}));
}

/** Payloads a little above the limit, which are cut there or closed before it. */
function payloads(): Readonly<Record<string, string>> {
  const t = receivedAt - 3_600_000;
  return {
    "readings of one value, in ms": array((n) => `{"t":${t + n},"values":{"depth":${n % 90}.5}}`),
    "readings of one value, ISO 8601": array((n) => `{"t":"${iso(t + n)}","values":{"depth":1}}`),
    "readings of one value, RFC 5322": array(() => `{"t":"Mon, 20 Jul 2026 07:00:00 +0000","values":{"depth":1}}`),
    "readings of one value, unread times": array((n) => `{"t":"x${n}","values":{"depth":1}}`),
    "readings of one value, long unread times": array(
      (n) => `{"t":"2026-07-20 16h${n}${" 1".repeat(10)}","values":{"depth":1}}`,
    ),
    "readings of one value, $date": array((n) => `{"t":{"$date":${t + n}},"values":{"depth":1}}`),
    "untimed readings": array(() => `{"values":{"depth":1}}`),
    "untimed readings, time keys beside": array(() => `{"a1":"1","values":{"depth":1}}`),
    "empty objects": array(() => "{}"),
    "empty values": array(() => `{"values":{}}`),
    zeros: array(() => "0"),
    "unknown channels": array(() => `{"values":{"x":1}}`),
    "unknown channels, all different": array((n) => `{"values":{"${n.toString(36)}":1}}`),
    "one reading of unknown channels": `{"t":${t},"values":{${many((n) => `"${n.toString(36)}":1`)}}}`,
    "texts for values": array((n) => `{"values":{"depth":"${n}x"}}`),
    "quoted values": array((n) => `{"values":{"depth":"${n}"}}`),
    "bare words": array(() => `{"values":{"depth":nan}}`),
    "decimal commas": array(() => `{"values":{"depth":1,5}}`),
    "single quotes": array((n) => `{'t':${t + n},'values':{'depth':1}}`),
    "keys without quotes": array((n) => `{t:${t + n},values:{depth:1}}`),
    "readings a line": many((n) => `{"t":${t + n},"values":{"depth":1}}`, "\n"),
    "broken readings": array(() => `{"values":{"depth"=1}}`),
    "small broken readings": array(() => "{="),
    "broken brackets": array(() => "{]"),
    "doubled values": array(() => `{"values":{"depth":1,"depth":2}}`),
    "doubled times": array((n) => `{"t":${t + n},"t":${t + n},"values":{"depth":2}}`),
    "one key doubled over and over": `{"values":{${many((n) => `"depth":${n}`)}}}`,
    "values doubled over and over": `{${many((n) => `"values":{"depth":${n % 2}}`)}}`,
    "values doubled, channels different": `{${many((n) => `"values":{"${n.toString(36)}":1}`)}}`,
    "one doubled behind many": `[${many((n) => `{"t":${t + n},"values":{"depth":1}}`, ",", 60_000)},{"values":{"depth":1,"depth":2}}]`,
    "escaped texts": array(() => `{"values":{"depth":1},"x":"\\u002c"}`),
    "deep arrays": `${"[".repeat(32_000)}${"]".repeat(32_000)}`,
    "deep arrays, open": "[".repeat(65_536),
    "deep arrays beside a value": `{"values":{"depth":1},"x":${"[".repeat(32_000)}${"]".repeat(32_000)}}`,
    "deep objects, open": '{"a":'.repeat(13_000),
    "objects not deep enough to stop": array(() => `${"[".repeat(30)}${"]".repeat(30)}`),
    "cut readings": many(() => `{"t":1,"values":{"depth":1`),
    "gateway readings": array((n) => `{"device":"behind","t":${t + n},"values":{"depth":1}}`),
    "gateway readings of nobody": array((n) => `{"device":"${n}","t":${t + n},"values":{"depth":1}}`),
    "numbers of many digits": array(() => `{"values":{"depth":${"1".repeat(300)}}}`),
    "escaped letters, not JSON": `['${"\\u0041".repeat(10_900)}']`,
    "a long reading of unknown channels in an array": `[{"values":{"depth":1}},{"t":${t},"values":{${many((n) => `"${n.toString(36)}":1`, ",", 65_000)}}}]`,
    "keys that may name a time": `{"values":{"depth":1},${many((n) => `"atAtAtAtAtAtAtAtAtAtAtAtAtAtAtAtAtX${n}":"1"`)}}`,
    "channels that may name a time": `{"values":{${many((n) => `"atAtAtAtAtAtAtAtAtAtAtAtAtAtX${n}":"123456"`)}}}`,
    "digits, then a letter": `{"values":{"depth":${"1".repeat(65_500)}x}}`,
    "letters of another encoding behind": `{"values":{"depth":1}}"${"\u00c9\u00ee".repeat(32_750)}`,
    "commas alone": `[${",".repeat(65_530)}]`,
    "quotes alone": `[${"'".repeat(65_530)}`,
    "NUL behind": `{"values":{"depth":1}}${"\0".repeat(65_500)}`,
    "opening braces": "{".repeat(65_536),
    blanks: `{"values":{"depth":1}}${" ".repeat(65_500)}x`,
    "not UTF-8": `[${many((n) => `{"t":${t + n},"values":{"depth":1},"x":"\u00e9"}`)}]`,
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function array(each: (n: number) => string): string {
  return `[${many(each)}]`;
}

/** As many as fit into a packet, with room for brackets around them. */
function many(each: (n: number) => string, mark = ",", bytes = packetBytes - 40): string {
  const parts: string[] = [];
  let length = 0;
  for (let n = 0; ; n++) {
    const part = each(n);
    length += part.length + mark.length;
    if (length > bytes) return parts.join(mark);
    parts.push(part);
  }
}
