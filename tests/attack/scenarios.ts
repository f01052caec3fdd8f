import { join } from "node:path";
import { deviceIdOf } from "../support/city-folder.ts";
import { runGuanlan } from "../support/processes/run-guanlan.ts";
import type { RunningHub } from "../support/processes/running-hub.ts";
import { until } from "../support/until.ts";
import { HostileClient } from "./hostile-client.ts";

/** What an attack is let loose on. */
export interface AttackTarget {
  readonly hub: RunningHub;
  readonly port: number;
  /** Devices of the city that belong to the attacker, first to last. */
  readonly hostile: readonly { readonly id: string; readonly token: string }[];
  /** 0 to 1; the same numbers, the same attack. */
  readonly random: () => number;
  /** How much of the attack: 1 for all of it, less for a short form. */
  readonly share: number;
}

export interface Scenario {
  readonly row: string;
  readonly what: string;
  /** Resolves when the attack is over; every one is bounded in count. */
  run(target: AttackTarget): Promise<void>;
}

/** Count of the full form, cut to the share asked for. */
function some({ share }: AttackTarget, count: number): number {
  return Math.max(1, Math.round(count * share));
}

function signedIn({ port, hostile }: AttackTarget, index: number): HostileClient {
  const { id, token } = hostile[index] ?? { id: deviceIdOf(0), token: "" };
  const client = new HostileClient(port);
  client.signIn(id, token);
  return client;
}

/** Publishes messages one behind the other, each as soon as the socket takes it, and waits until all are acknowledged. */
async function publishAll(target: AttackTarget, index: number, payloads: readonly string[]): Promise<void> {
  const client = signedIn(target, index);
  const topic = `v1/devices/${target.hostile[index]?.id}/readings`;
  for (const [at, payload] of payloads.entries()) {
    client.publish(topic, payload, at + 1);
    await client.drained();
    if (client.isClosed) break;
  }
  // CONNACK and PUBACK have four bytes each.
  await until("the messages to be acknowledged", () => client.isClosed || client.received >= 4 * (payloads.length + 1));
  client.end();
}

const untimedArray = JSON.stringify(Array.from({ length: 2_500 }, () => ({ values: { c0: 1 } })));
const emptyObjects = `[${Array.from({ length: 10_000 }, () => "{}").join(",")}]`;

const untimedReadings: Scenario = {
  row: "A1",
  what: "60 messages of 2,500 readings without a time from one device",
  run: (target) =>
    publishAll(
      target,
      0,
      Array.from({ length: some(target, 60) }, () => untimedArray),
    ),
};

const clockSet: Scenario = {
  row: "A2",
  what: "the machine's clock set 500 days ahead, then back, while jobs come round",
  async run({ hub }) {
    for (const _step of ["ahead", "back"]) {
      hub.process.signal("SIGUSR2");
      await until("a metric after the clock was set", async () => (await hub.fetch("/metrics")).ok);
      await pause(2_500);
    }
  },
};

const emptyReadings: Scenario = {
  row: "A3",
  what: "100 arrays of 10,000 empty objects from one device",
  run: (target) =>
    publishAll(
      target,
      1,
      Array.from({ length: some(target, 100) }, () => emptyObjects),
    ),
};

const pings: Scenario = {
  row: "A4",
  what: "PINGREQ as fast as three signed-in devices can",
  async run(target) {
    const block = Buffer.alloc(20_000, Buffer.from([0xc0, 0]));
    await Promise.all(
      [2, 3, 4].map(async (index) => {
        const client = signedIn(target, index);
        for (let sent = 0; sent < some(target, 200) && !client.isClosed; sent++) {
          client.sendBytes(block);
          await client.drained();
        }
        client.end();
      }),
    );
  },
};

const wrongTokens: Scenario = {
  row: "A5",
  what: "CONNECTs with a wrong token, 50 at a time",
  async run(target) {
    const { port, hostile } = target;
    await repeatedly(some(target, 20_000), 50, async () => {
      const client = new HostileClient(port);
      client.signIn(hostile[5]?.id ?? "", "wrong");
      await until("the refusal", () => client.received > 0 || client.isClosed);
      client.end();
    });
  },
};

const largeFrames: Scenario = {
  row: "A6 frames",
  what: "frames of 256 MB before sign-in",
  async run(target) {
    await repeatedly(some(target, 40), 10, async () => {
      const client = new HostileClient(target.port);
      client.sendBytes(Buffer.concat([Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]), Buffer.alloc(1_000_000)]));
      await until("the connection to be closed", () => client.isClosed);
    });
  },
};

const idleSockets: Scenario = {
  row: "A6 idle",
  what: "sockets that never say anything, or a byte now and then",
  async run(target) {
    const clients = Array.from({ length: some(target, 1_500) }, () => new HostileClient(target.port));
    for (const byte of Buffer.from([0x10, 0x20, 0x00, 0x04])) {
      for (const client of clients.slice(0, 300)) client.sendBytes(Uint8Array.of(byte));
      await pause(200);
    }
    for (const client of clients) client.end();
  },
};

const rivalClients: Scenario = {
  row: "A6 take-over",
  what: "two clients that take one id from each other",
  async run(target) {
    await repeatedly(some(target, 200), 2, async () => {
      const client = signedIn(target, 6);
      await until("an answer", () => client.received > 0 || client.isClosed);
      client.end();
    });
  },
};

const badPackets: Scenario = {
  row: "bad packets",
  what: "malformed and forbidden packets, signed in and not",
  async run(target) {
    const bad = [
      ...[Uint8Array.of(0x00, 0x00), Uint8Array.of(0xf0, 0x00), Uint8Array.of(0x30, 0xff, 0xff, 0xff, 0xff)],
      ...[Uint8Array.of(0x82, 0x00), Uint8Array.of(0x62, 0x02, 0, 0), Uint8Array.of(0x36, 0x05, 0, 1, 0x23, 0, 1)],
      ...[Uint8Array.of(0x40, 0x02, 0xff, 0xff), Uint8Array.of(0x10, 0x02, 0x00, 0x00), new Uint8Array(64).fill(0xff)],
    ];
    for (const bytes of bad) {
      const before = new HostileClient(target.port);
      before.sendBytes(bytes);
      const after = signedIn(target, 5);
      after.sendBytes(bytes);
      await pause(5);
      before.end();
      after.end();
    }
  },
};

const fuzzer: Scenario = {
  row: "fuzzer",
  what: "connections whose packets have bytes changed, cut and doubled",
  async run(target) {
    const { random } = target;
    await repeatedly(some(target, 5_000), 20, async () => {
      const client = new HostileClient(target.port);
      client.sendBytes(mutated(connectBytes(target), random));
      client.sendBytes(mutated(Buffer.from([0x30, 0x05, 0, 1, 0x61, 0x7b, 0x7d]), random));
      await pause(2);
      client.end();
    });
  },
};

const backup: Scenario = {
  row: "S4",
  what: "a backup of all there is",
  async run({ hub }) {
    const { code, err } = await runGuanlan(["backup", join(hub.folder, `backup-${Date.now()}`)], {
      GUANLAN_STORE__FOLDER: join(hub.folder, "data"),
    });
    if (code !== 0) throw new Error(`the backup failed: ${err}`);
  },
};

/** Every attack, in the order in which they are made; `R1` is in all of them, as hours are rolled up every second. */
export const scenarios: readonly Scenario[] = [
  ...[untimedReadings, clockSet, emptyReadings, pings, wrongTokens, largeFrames, idleSockets, rivalClients],
  ...[badPackets, fuzzer, backup],
];

async function repeatedly(count: number, atOnce: number, work: () => Promise<void>): Promise<void> {
  let left = count;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

function connectBytes({ hostile }: AttackTarget): Buffer {
  const id = Buffer.from(hostile[7]?.id ?? "x");
  return Buffer.concat([
    Buffer.from([0x10, 12 + id.length, 0, 4]),
    Buffer.from("MQTT"),
    Buffer.from([4, 2, 0, 60, 0, id.length]),
    id,
  ]);
}

function mutated(bytes: Buffer, random: () => number): Buffer {
  const copy = Buffer.from(bytes);
  for (let change = 0; change < 1 + random() * 4; change++) {
    copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256);
  }
  const cut = copy.subarray(0, 1 + Math.floor(random() * copy.length));
  return random() < 0.3 ? cut : Buffer.concat([copy, random() < 0.3 ? copy : Buffer.alloc(0)]);
}

/** The pace of an attack, never what a test waits for. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
