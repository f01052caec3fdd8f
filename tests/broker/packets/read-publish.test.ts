import { generate, type Packet, parser } from "mqtt-packet";
import { expect, test } from "vitest";
import { endOfPublish, readPublish } from "../../../broker/packets/read-publish.ts";
import { seeded } from "../../support/seeded.ts";

const maxFrameBytes = 65_536;
const random = seeded(9);
const below = (n: number): number => Math.floor(random() * n);

const topics = ["v1/devices/d/readings", "", "a", "#", "路面/积水", "a\0b", "/".repeat(200), "t".repeat(3_000)];

function publishBytes(): Buffer {
  const topic = topics[below(topics.length)] ?? "";
  const bytes = generate({
    cmd: "publish",
    topic: topic === "" ? "x" : topic,
    payload: Buffer.alloc([0, 1, 60, 100, 127, 128, 300, 17_000][below(8)] ?? 0, 0x37),
    qos: 1,
    dup: false,
    retain: false,
    messageId: 1 + below(65_535),
  });
  if (below(3) === 0) bytes[below(Math.min(bytes.length, 12))] = below(256);
  return below(4) === 0 ? bytes.subarray(0, below(bytes.length + 1)) : bytes;
}

/** What the parser makes of the bytes: its first packet, and how many bytes that took. */
function parsed(bytes: Buffer): { readonly packet: Packet | null; readonly taken: number } {
  const reader = parser({ protocolVersion: 4 });
  let packet: Packet | null = null;
  let taken = 0;
  reader.on("error", () => {});
  reader.on("packet", (first: Packet) => {
    packet ??= first;
  });
  for (let at = 0; at < bytes.length && packet === null; at++) {
    reader.parse(bytes.subarray(at, at + 1));
    taken = at + 1;
  }
  return { packet, taken };
}

const plain = (packet: object | null) => ({ ...packet, payload: String(Reflect.get(packet ?? {}, "payload")) });

test("whatever it reads, the parser reads the same, and as far", () => {
  let read = 0;
  for (let run = 0; run < 3_000; run++) {
    const before = below(5);
    const bytes = publishBytes();
    const publish = readPublish(Buffer.concat([Buffer.alloc(before, 0x32), bytes]), before, maxFrameBytes);
    if (publish === null) continue;
    read++;
    const { packet, taken } = parsed(bytes);
    expect(plain(publish)).toEqual(plain(packet));
    expect(endOfPublish(publish, before) - before).toBe(taken);
  }
  expect(read).toBeGreaterThan(1_000);
});

test("it reads every whole publish of the usual kind, and no other", () => {
  const usual = { cmd: "publish", topic: "t", payload: "1", qos: 1, dup: false, retain: false, messageId: 7 } as const;
  const bytes = generate(usual);
  expect(readPublish(bytes, 0, maxFrameBytes)).toMatchObject({ topic: "t", messageId: 7, length: 6 });
  for (let cut = 0; cut < bytes.length; cut++) expect(readPublish(bytes.subarray(0, cut), 0, maxFrameBytes)).toBeNull();
  expect(readPublish(bytes, 0, 5)).toBeNull();
  for (const other of [{ dup: true }, { retain: true }, { qos: 2 as const }, { qos: 0 as const }]) {
    expect(readPublish(generate({ ...usual, ...other }), 0, maxFrameBytes)).toBeNull();
  }
  // Packet identifier 0, a topic longer than its packet, a length written in one byte too many.
  expect(readPublish(Buffer.from([0x32, 5, 0, 1, 0x74, 0, 0]), 0, maxFrameBytes)).toBeNull();
  expect(readPublish(Buffer.from([0x32, 5, 0, 4, 0x74, 0, 7]), 0, maxFrameBytes)).toBeNull();
  expect(readPublish(Buffer.from([0x32, 0x85, 0, 0, 1, 0x74, 0, 7]), 0, maxFrameBytes)).toBeNull();
});
