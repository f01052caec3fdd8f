import { expect, test } from "vitest";
import type { AedesClient } from "../../../broker/aedes-internals.ts";
import { SocketReading } from "../../../broker/listeners/socket-reading.ts";
import { ReadAhead, WaitingBytes } from "../../../broker/publish/read-ahead.ts";

/** As much of Aedes' client as decides whether it reads. */
function readingOf(): SocketReading {
  const client = { _parsingBatch: 0, closed: false, connackSent: false, _nextBatch() {} };
  return new SocketReading(client as unknown as AedesClient);
}

const kib = 1024;

test("a connection is read on until 256 KiB of it wait, and again once half of that is gone", () => {
  const reading = readingOf();
  const ahead = new ReadAhead(reading, new WaitingBytes());
  for (let n = 0; n < 256; n++) ahead.begins(kib);
  expect(reading.isHeld).toBe(false);
  ahead.begins(kib);
  expect(reading.isHeld).toBe(true);
  for (let n = 257; n > 128; n--) ahead.ends(kib);
  expect(reading.isHeld).toBe(true);
  ahead.ends(kib);
  expect(reading.isHeld).toBe(false);
});

test("where 64 MiB of all connections wait, each may have 16 KiB more", () => {
  const all = new WaitingBytes();
  all.total = 65_536 * kib;
  const reading = readingOf();
  const ahead = new ReadAhead(reading, all);
  for (let n = 0; n < 16; n++) ahead.begins(kib);
  expect(reading.isHeld).toBe(false);
  ahead.begins(kib);
  expect(reading.isHeld).toBe(true);
  for (let n = 0; n < 17; n++) ahead.ends(kib);
  expect(reading.isHeld).toBe(false);
  expect(all.total).toBe(65_536 * kib);
});
