import { generate } from "mqtt-packet";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BrokerCounts } from "../../broker/broker-counts.ts";
import { until } from "../support/until.ts";
import { connectPacket, openRaw, publishPacket, type RawClient } from "./raw-client.ts";
import { type RunningBroker, runBroker, tokenOf } from "./running-broker.ts";

type Counted =
  | keyof BrokerCounts["refusals"]
  | `sign-in ${keyof BrokerCounts["signIns"]}`
  | `close ${keyof BrokerCounts["closes"]}`;
/** What is sent, on a fresh connection or after sign-in, and the word it is counted under. */
type Row = readonly [name: string, bytes: Buffer, counted: Counted];

const own = "v1/devices/device-0";
const readings = `${own}/readings`;
const token = tokenOf("device-0");

const beforeSignIn: readonly Row[] = [
  ["wrong protocol name", connect({ name: "hj" }), "malformed_packet"],
  ["level 2", connect({ level: 2 }), "sign-in protocol_version"],
  ["level 5 with properties", connect({ level: 5 }), "sign-in protocol_version"],
  ["level 255", connect({ level: 255 }), "sign-in protocol_version"],
  ["bridge", connect({ level: 0x84 }), "sign-in protocol_version"],
  ["reserved connect flag", connect({ flags: 0xc3 }), "malformed_packet"],
  ["will QoS 3", connect({ flags: 0xde, will: [`${own}/status`, "x"] }), "malformed_packet"],
  ["will QoS without will", connect({ flags: 0xca }), "malformed_packet"],
  ["will retain without will", connect({ flags: 0xe2 }), "malformed_packet"],
  ["password without user name", connect({ flags: 0x42, user: null }), "malformed_packet"],
  ["will topic empty", connect({ flags: 0xc6, will: ["", "x"] }), "sign-in will"],
  ["will topic #", connect({ flags: 0xc6, will: ["#", "x"] }), "sign-in will"],
  ["will topic of 201 levels", connect({ flags: 0xc6, will: ["/".repeat(200), "x"] }), "sign-in will"],
  ["will topic $SYS", connect({ flags: 0xc6, will: ["$SYS/x", "x"] }), "sign-in will"],
  ["will topic with NUL", connect({ flags: 0xc6, will: [`${own}/status\0`, "x"] }), "malformed_text"],
  ["empty client id, clean session", connect({ id: "" }), "sign-in client_id"],
  ["empty client id, kept session", connect({ id: "", flags: 0xc0 }), "sign-in client_id"],
  ["client id with NUL", connect({ id: "device-0\0" }), "malformed_text"],
  ["client id not UTF-8", connect({ id: Buffer.from([0x64, 0xff]) }), "malformed_text"],
  ["client id with surrogate", connect({ id: Buffer.from([0xed, 0xa0, 0x80]) }), "malformed_text"],
  ["client id overlong UTF-8", connect({ id: Buffer.from([0xc0, 0x80]) }), "malformed_text"],
  ["client id U+0001", connect({ id: "\u0001" }), "sign-in client_id"],
  ["client id U+007F", connect({ id: "\u007f" }), "sign-in client_id"],
  ["client id U+FFFF", connect({ id: "\uffff" }), "sign-in client_id"],
  ["client id of 65,535 bytes", connect({ id: "d".repeat(65_535) }), "frame_too_large"],
  ["client id of 60,000 bytes", connect({ id: "d".repeat(60_000) }), "sign-in client_id"],
  ["client id __proto__", connect({ id: "__proto__" }), "sign-in wrong_username"],
  ["user name not UTF-8", connect({ user: Buffer.from([0xff]) }), "malformed_text"],
  ["trailing bytes after CONNECT", connect({ tail: [1, 2, 3] }), "malformed_packet"],
  ["CONNECT with its length past its end", Buffer.from([0x10, 4, 0, 9, 0x4d, 0x51]), "malformed_packet"],
  ["CONNECT of remaining length 0", Buffer.from([0x10, 0]), "malformed_packet"],
  ["CONNECT with flags in its header", Buffer.from([0x11, 0]), "malformed_packet"],
  ["length of five bytes", Buffer.from([0x10, 0xff, 0xff, 0xff, 0xff, 1]), "malformed_packet"],
  ["keep-alive 0", connect({ keepalive: 0 }), "sign-in keepalive"],
  ["keep-alive 65,535", connect({ keepalive: 65_535 }), "sign-in keepalive"],
  ["PUBLISH before CONNECT", generate(publishPacket(readings)), "out_of_order"],
  ["PINGREQ before CONNECT", Buffer.from([0xc0, 0]), "out_of_order"],
  ["type 0", Buffer.from([0x00, 0]), "malformed_packet"],
  ["type 15", Buffer.from([0xf0, 0]), "malformed_packet"],
  ["CONNACK from a client", Buffer.from([0x20, 2, 0, 0]), "malformed_packet"],
  ["HTTP GET", Buffer.from("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), "malformed_packet"],
  ["TLS hello", Buffer.from("16030100c8010000c40303", "hex"), "malformed_packet"],
  [
    "PROXY header, which reads as a PUBREC never completed",
    Buffer.from("PROXY TCP4 1.2.3.4 1.2.3.4 1 2\r\n"),
    "close connect_timeout",
  ],
  ["64 KB of zeros", Buffer.alloc(65_536), "malformed_packet"],
  ["4 KB of 0xA5", Buffer.alloc(4096, 0xa5), "malformed_packet"],
  ["frame of 256 MB announced", Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f, 0]), "frame_too_large"],
];

const afterSignIn: readonly Row[] = [
  ["second CONNECT", connect({}), "out_of_order"],
  ["PUBLISH QoS 3", frame(0x36, text(readings), [0, 1]), "malformed_packet"],
  ["PUBLISH DUP with QoS 0", frame(0x38, text(readings), [1]), "malformed_packet"],
  ["PUBLISH packet id 0", frame(0x32, text(readings), [0, 0]), "malformed_packet"],
  ["PUBLISH QoS 2 packet id 0", frame(0x34, text(readings), [0, 0]), "malformed_packet"],
  ["PUBLISH topic empty", frame(0x32, text(""), [0, 1]), "malformed_packet"],
  ["PUBLISH topic +", frame(0x32, text("+"), [0, 1]), "malformed_packet"],
  ["PUBLISH topic #", frame(0x32, text("#"), [0, 1]), "malformed_packet"],
  ["PUBLISH topic with NUL", frame(0x32, text(`${readings}\0`), [0, 1]), "malformed_text"],
  ["PUBLISH topic not UTF-8", frame(0x32, text(Buffer.from([0x76, 0xff])), [0, 1]), "malformed_text"],
  ["PUBLISH topic of 60,000 bytes", frame(0x32, text("t".repeat(60_000)), [0, 1]), "topic_too_long"],
  ["PUBLISH topic of 17 levels", frame(0x32, text("a/".repeat(16)), [0, 1]), "topic_too_long"],
  ["PUBLISH topic of 30,000 levels", frame(0x32, text("/".repeat(29_999)), [0, 1]), "topic_too_long"],
  ["PUBLISH topic __proto__", frame(0x32, text("__proto__"), [0, 1]), "topic_not_own"],
  ["PUBLISH topic $SYS", frame(0x32, text("$SYS/x/new/clients"), [0, 1]), "topic_reserved"],
  ["PUBLISH topic longer than its frame", frame(0x32, [0x40, 0], Buffer.from(readings)), "malformed_packet"],
  [
    "PUBLISH without packet id",
    Buffer.concat([frame(0x32, text(readings)), frame(0x30, text(readings))]),
    "malformed_packet",
  ],
  ["PUBLISH of 1 MB", frame(0x32, text(readings), [0, 1], Buffer.alloc(1 << 20)), "frame_too_large"],
  [
    "PUBLISH one byte above the limit",
    frame(0x32, text(readings), [0, 1], Buffer.alloc(65_537 - readings.length - 4)),
    "frame_too_large",
  ],
  ["PUBLISH of 256 MB announced", Buffer.from([0x32, 0xff, 0xff, 0xff, 0x7f, 0]), "frame_too_large"],
  ["SUBSCRIBE with wrong flags", frame(0x80, [0, 1], text(`${own}/commands`), [1]), "malformed_packet"],
  ["SUBSCRIBE to nothing", frame(0x82, [0, 1]), "malformed_packet"],
  ["SUBSCRIBE of length 0", frame(0x82), "malformed_packet"],
  ["SUBSCRIBE QoS 3", subscribe(`${own}/commands`, 3), "malformed_packet"],
  ["SUBSCRIBE packet id 0", frame(0x82, [0, 0], text(`${own}/commands`), [1]), "malformed_packet"],
  ["SUBSCRIBE without QoS", frame(0x82, [0, 1], text(`${own}/commands`)), "malformed_packet"],
  ...["a#", "a+/b", "+a", "a+", "++", "##", "a/#/", "#/a", "a/#b", ""].map(
    (filter): Row => [`SUBSCRIBE ${JSON.stringify(filter)}`, subscribe(filter), "malformed_filter"],
  ),
  ["SUBSCRIBE filter with NUL", subscribe("a\0"), "malformed_text"],
  ["SUBSCRIBE filter not UTF-8", subscribe(Buffer.from([0xff])), "malformed_text"],
  ["SUBSCRIBE filter of 257 bytes", subscribe("a".repeat(257)), "topic_too_long"],
  ["SUBSCRIBE filter of 101 levels", subscribe("a/".repeat(100)), "topic_too_long"],
  [
    "SUBSCRIBE to 5,000 filters",
    frame(
      0x82,
      [0, 1],
      Buffer.concat(Array.from({ length: 5000 }, (_, n) => Buffer.concat([text(`${n}`), Buffer.from([0])]))),
    ),
    "too_many_filters",
  ],
  ["SUBSCRIBE $share", subscribe(`$share/g/${own}/commands`), "shared_subscription"],
  ["UNSUBSCRIBE from nothing", frame(0xa2, [0, 1]), "malformed_packet"],
  ["UNSUBSCRIBE packet id 0", frame(0xa2, [0, 0], text("a")), "malformed_packet"],
  ["UNSUBSCRIBE wrong flags", frame(0xa0, [0, 1], text("a")), "malformed_packet"],
  ["UNSUBSCRIBE a#", frame(0xa2, [0, 1], text("a#")), "malformed_filter"],
  ["PUBACK truncated", frame(0x40, [1]), "malformed_packet"],
  ["PUBACK empty, another packet behind", Buffer.concat([frame(0x40), Buffer.from([0xc0, 0])]), "malformed_packet"],
  ["PUBACK with a tail", frame(0x40, [0, 1, 2]), "malformed_packet"],
  ["PUBACK packet id 0", frame(0x40, [0, 0]), "malformed_packet"],
  ["PUBREL wrong flags", frame(0x60, [0, 1]), "malformed_packet"],
  ["PUBREL truncated", frame(0x62, [1]), "malformed_packet"],
  ["PUBREC wrong flags", frame(0x51, [0, 1]), "malformed_packet"],
  ["CONNACK", frame(0x20, [0, 0]), "malformed_packet"],
  ["SUBACK", frame(0x90, [0, 1, 0]), "malformed_packet"],
  ["UNSUBACK", frame(0xb0, [0, 1]), "malformed_packet"],
  ["PINGRESP", frame(0xd0), "malformed_packet"],
  ["PINGREQ with payload", frame(0xc0, [1]), "malformed_packet"],
  ["DISCONNECT with payload", frame(0xe0, [1]), "malformed_packet"],
  ["AUTH", frame(0xf0), "malformed_packet"],
];

/** Odd, but within the rules: answered, and the connection lives. */
const tolerated: readonly (readonly [string, Buffer])[] = [
  ["PUBACK of an unknown id", frame(0x40, [0, 99])],
  ["PUBREC of an unknown id", frame(0x50, [0, 99])],
  ["PUBCOMP of an unknown id", frame(0x70, [0, 99])],
  ["PUBREL twenty times", Buffer.concat(Array.from({ length: 20 }, () => frame(0x62, [0, 99])))],
  ["PUBLISH without payload", frame(0x32, text(readings), [0, 1])],
  ["PUBLISH exactly at the limit", frame(0x32, text(readings), [0, 1], Buffer.alloc(65_536 - readings.length - 4))],
  ["SUBSCRIBE $SYS/#, answered 0x80", subscribe("$SYS/#")],
  ["UNSUBSCRIBE from a topic never subscribed", frame(0xa2, [0, 1], text("a/b"))],
];

let running: RunningBroker;
let victim: RawClient;
beforeAll(async () => {
  running = await runBroker({ connectTimeoutMs: 1000 });
  victim = await running.device("device-100");
});
afterAll(() => running.broker.stop());

test.each(beforeSignIn)("instead of sign-in: %s", async (_name, bytes, counted) => {
  await refusedAndCounted(await openRaw(running.at.tcp), bytes, counted);
});

test.each(afterSignIn)("after sign-in: %s", async (_name, bytes, counted) => {
  const takenBefore = running.accepted.length;
  await refusedAndCounted(await running.device("device-0"), bytes, counted);
  expect(running.accepted.slice(takenBefore).map(({ deviceId }) => deviceId)).toEqual(["device-200"]);
});

test.each(tolerated)("tolerated: %s", async (_name, bytes) => {
  const client = await running.device("device-0");
  client.write(bytes);
  expect(await client.isServed()).toBe(true);
  client.end();
});

async function refusedAndCounted(client: RawClient, bytes: Buffer, counted: Counted): Promise<void> {
  const before = countOf(counted);
  client.write(bytes);
  await client.closed();
  expect(countOf(counted)).toBe(before + 1);
  // A victim that was there before, and a canary that comes after, are served
  expect(await victim.isServed()).toBe(true);
  const canary = await running.device("device-200");
  canary.send(publishPacket("v1/devices/device-200/readings"));
  expect(await canary.answered("puback")).toBe(true);
  canary.end();
}

test("frames of every row are gone with their connection", async () => {
  await until("only the victim", () => running.broker.counts.connections === 1);
});

function countOf(counted: Counted): number {
  const { refusals, signIns, closes } = running.broker.counts;
  const [group, name] = counted.split(" ");
  if (group === "sign-in") return signIns[name as keyof typeof signIns];
  if (group === "close") return closes[name as keyof typeof closes];
  return refusals[counted as keyof typeof refusals];
}

function text(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value as string);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
}

function frame(header: number, ...parts: readonly (Buffer | readonly number[])[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const length: number[] = [];
  for (let left = body.length; length.length === 0 || left > 0; left = Math.floor(left / 128)) {
    length.push((left % 128) | (left >= 128 ? 0x80 : 0));
  }
  return Buffer.concat([Buffer.from([header, ...length]), body]);
}

function subscribe(filter: string | Buffer, qos = 0): Buffer {
  return frame(0x82, [0, 1], text(filter), [qos]);
}

function connect(odd: {
  readonly name?: string;
  readonly level?: number;
  readonly flags?: number;
  readonly keepalive?: number;
  readonly id?: string | Buffer;
  readonly will?: readonly [string, string];
  readonly user?: string | Buffer | null;
  readonly tail?: readonly number[];
}): Buffer {
  const { level = 4, flags = 0xc2, keepalive = 60, id = "device-0", user = "device-0" } = odd;
  return frame(
    0x10,
    text(odd.name ?? "MQTT"),
    [level, flags, keepalive >> 8, keepalive & 255],
    level === 5 ? [0] : [],
    text(id),
    ...(odd.will ?? []).map(text),
    user === null ? [] : text(user),
    text(token),
    odd.tail ?? [],
  );
}

test("connect() of this battery, with nothing odd, signs in", async () => {
  const client = await openRaw(running.at.tcp);
  client.write(connect({}));
  await client.answered("connack");
  expect(client.first("connack")).toMatchObject({ returnCode: 0 });
  expect(connect({}).length).toBe(generate(connectPacket("device-0", { password: token })).length);
  client.end();
});
