import { createSocket } from "node:dgram";
import { onTestFinished } from "vitest";

/** What a name server says of one name: addresses and how long they hold, that there is none, or nothing at all. */
export type NameAnswer = { readonly addresses: readonly string[]; readonly ttlS?: number } | "none" | "silent";

export interface NameServer {
  /** `address:port`, as resolvers take it. */
  readonly at: string;
  /** Names in the order in which their IPv4 address was asked for. */
  readonly asked: readonly string[];
}

const typeA = 1;
const noSuchName = 3;

/** A name server on loopback, closed when the test ends. IPv4 alone: of IPv6 it says that there is none. */
export async function startNameServer(answerTo: (name: string) => NameAnswer): Promise<NameServer> {
  const socket = createSocket("udp4");
  const asked: string[] = [];
  socket.on("message", (query, from) => {
    const { name, type, end } = questionIn(query);
    if (type === typeA) asked.push(name);
    const answer = answerTo(name);
    if (answer === "silent") return;
    const addresses = answer === "none" || type !== typeA ? [] : answer.addresses;
    const head = Buffer.from(query.subarray(0, 12));
    head.writeUInt16BE(0x8180 | (answer === "none" ? noSuchName : 0), 2);
    head.writeUInt16BE(addresses.length, 6);
    head.writeUInt32BE(0, 8);
    const ttlS = answer === "none" ? 0 : (answer.ttlS ?? 60);
    const records = addresses.map((address) => recordOf(address, ttlS));
    socket.send(Buffer.concat([head, query.subarray(12, end), ...records]), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  onTestFinished(() => void socket.close());
  return { at: `127.0.0.1:${socket.address().port}`, asked };
}

function questionIn(query: Buffer): { readonly name: string; readonly type: number; readonly end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at]!; length > 0; length = query[at]!) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join("."), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** Named by a pointer to the question. @see RFC 1035 (4.1) */
function recordOf(address: string, ttlS: number): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt16BE(0xc00c, 0);
  record.writeUInt16BE(typeA, 2);
  record.writeUInt16BE(1, 4);
  record.writeUInt32BE(ttlS, 6);
  record.writeUInt16BE(4, 10);
  Buffer.from(address.split(".").map(Number)).copy(record, 12);
  return record;
}
