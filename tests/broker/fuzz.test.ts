import { generate, type Packet } from "mqtt-packet";
import { expect, test } from "vitest";
import { seeded } from "../support/seeded.ts";
import { until } from "../support/until.ts";
import { connectPacket, openRaw, publishPacket } from "./raw-client.ts";
import { runBroker, tokenOf } from "./running-broker.ts";

/** More for a longer run: `GUANLAN_FUZZ_SESSIONS=1000000 npx vitest run tests/broker/fuzz.test.ts`. */
const sessions = Number(process.env.GUANLAN_FUZZ_SESSIONS ?? 20_000);
/** The short run ends here on a slow machine, but not before `minSessions`; a count that was asked for is run in full. */
const budgetMs = process.env.GUANLAN_FUZZ_SESSIONS === undefined ? 6000 : Number.POSITIVE_INFINITY;
const minSessions = Math.min(sessions, 1000);
const seed = Number(process.env.GUANLAN_FUZZ_SEED ?? 20_261_122);
const attackers = 48;
/** Sessions that may end while the victim waits for one answer; counted so, not in ms, as a busy machine slows both alike. */
const maxSessionsAhead = 10 * attackers;

/** Turns in which a session that is not mutated has long been answered; it takes about ten. */
const patientTurns = 200;

const evil = [
  "",
  "\0",
  "#",
  "+",
  "a#",
  "$SYS/#",
  "$share/g/#",
  "__proto__",
  "constructor",
  "\uffff",
  "/".repeat(200),
  "v1/devices/device-1/readings",
];

test("mutated sessions crash nothing, hold nothing back, and publish for nobody else", {
  timeout: 3_600_000,
}, async () => {
  const running = await runBroker({ connectTimeoutMs: 1000 });
  const victim = await running.device("device-1");
  const random = seeded(seed);
  const startedAt = performance.now();
  let run = 0;
  let mostSessionsAhead = 0;
  const goesOn = (): boolean => run < minSessions || (run < sessions && performance.now() - startedAt < budgetMs);

  const attack = async (): Promise<void> => {
    while (goesOn()) {
      run++;
      const bytes = mutatedSession(random);
      const client = await openRaw(running.at.tcp);
      const cut = Math.floor(random() * bytes.length);
      client.write(bytes.subarray(0, cut));
      client.write(bytes.subarray(cut));
      client.send({ cmd: "pingreq" });
      // A frame left incomplete swallows the PINGREQ: such a session hangs up without an answer
      await Promise.race([client.answered("pingresp"), turns(patientTurns)]);
      client.end();
    }
  };
  const askForVictim = async (): Promise<void> => {
    for (let id = 1; goesOn(); id++) {
      const before = run;
      victim.send(publishPacket("v1/devices/device-1/readings", "victim", 1, (id % 65_535) + 1));
      expect(await victim.answered("puback", id)).toBe(true);
      mostSessionsAhead = Math.max(mostSessionsAhead, run - before);
    }
  };
  await Promise.all([askForVictim(), ...Array.from({ length: attackers }, attack)]);

  console.log(`fuzz: ${run} sessions, seed ${seed}, victim answered within ${mostSessionsAhead} sessions of others`);
  expect(mostSessionsAhead).toBeLessThan(maxSessionsAhead);
  for (const { deviceId, topic } of running.accepted) {
    expect(topic.startsWith(`v1/devices/${deviceId}/readings`)).toBe(true);
    expect(["device-1", "device-2"]).toContain(deviceId);
  }
  expect(
    running.accepted.some(
      ({ deviceId, payload }) => deviceId === "device-1" && Buffer.from(payload).toString() !== "victim",
    ),
  ).toBe(false);
  expect(running.accepted.some(({ deviceId }) => deviceId === "device-2")).toBe(true);
  await until("only the victim", () => running.broker.counts.connections === 1);
  expect(await victim.isServed()).toBe(true);
  await running.broker.stop();
});

/** A device's or a stranger's conversation; two of five have something wrong in them, at the level of bytes or of words. */
function mutatedSession(random: () => number): Buffer {
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const word = (usual: string): string => (random() < 0.1 ? pick(evil) : usual);
  const id = pick(["device-2", "device-3", "stranger"]);
  const own = `v1/devices/${id}`;
  const password = random() < 0.7 ? tokenOf("device-2") : "wrong";
  const connect = connectPacket(id, { password, clean: random() < 0.8, keepalive: pick([1, 60, 300]) });
  const shapes: readonly (() => readonly Packet[])[] = [
    () => [publishPacket(word(`${own}/readings`), "{}", 1, 1), publishPacket(word(`${own}/readings`), "{}", 0)],
    () => [publishPacket(word(`${own}/readings`), "{}", 2, 5), { cmd: "pubrel", messageId: 5 }],
    () => [
      { cmd: "subscribe", messageId: 2, subscriptions: [{ topic: word(`${own}/commands`), qos: 1 }] },
      { cmd: "unsubscribe", messageId: 3, unsubscriptions: [word(`${own}/commands`)] },
    ],
    () => [{ cmd: "pingreq" }, publishPacket(word(`${own}/status`), "online", 1, 9), { cmd: "disconnect" }],
    () => [
      { cmd: "puback", messageId: 4 },
      { cmd: "pubrec", messageId: 4 },
      { cmd: "pubcomp", messageId: 4 },
    ],
  ];
  const packets = [connect, ...pick(shapes)()].flatMap((packet) => {
    try {
      return [generate(packet)];
    } catch {
      return []; // what mqtt-packet will not even write
    }
  });
  const bytes = Buffer.concat(packets);
  return random() < 0.4 ? mutated(bytes, random) : bytes;
}

function mutated(bytes: Buffer, random: () => number): Buffer {
  const at = (): number => Math.floor(random() * bytes.length);
  switch (Math.floor(random() * 5)) {
    case 0:
      for (let n = 0; n < 1 + random() * 4; n++) bytes[at()] = Math.floor(random() * 256);
      return bytes;
    case 1:
      return bytes.subarray(0, at());
    case 2:
      return Buffer.concat([bytes.subarray(at()), bytes]);
    case 3: {
      const where = at();
      return Buffer.concat([
        bytes.subarray(0, where),
        Buffer.from(Array.from({ length: 8 }, () => Math.floor(random() * 256))),
        bytes.subarray(where),
      ]);
    }
    default:
      bytes[at()]! ^= 1 << Math.floor(random() * 8);
      return bytes;
  }
}

/** Turns of the event loop, in each of which the broker, in this same process, reads what has arrived. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}
