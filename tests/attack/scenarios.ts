import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { runGuanlan } from "../support/processes/run-guanlan.ts";
import type { RunningHub } from "../support/processes/running-hub.ts";
import { until } from "../support/until.ts";
import { HostileClient } from "./hostile-client.ts";

export interface AttackDevice {
  readonly id: string;
  readonly gauge: string;
  readonly token: string;
}

/** What an attack is let loose on. */
export interface AttackTarget {
  readonly hub: RunningHub;
  readonly port: number;
  /** Devices of the city that belong to the attacker, first to last. */
  readonly hostile: readonly AttackDevice[];
  /** Devices that keep every rule but act all at once. */
  readonly crowd: readonly AttackDevice[];
  /** 0 to 1; the same numbers, the same attack. */
  readonly random: () => number;
  /** How much of the attack: 1 for all of it, less for a short form. */
  readonly share: number;
}

export interface Scenario {
  readonly row: string;
  readonly what: string;
  /** Ends by itself, bounded in count or time. @returns what of it arrived, in words */
  run(target: AttackTarget): Promise<string>;
}

/** How long an attack of the full form lasts that has no end of its own, ms. */
const fullMs = 10_000;

/** Count of the full form, cut to the share asked for. */
function some({ share }: AttackTarget, count: number): number {
  return Math.max(1, Math.round(count * share));
}

/** A device of the attacker, once the hub has let it in. */
async function signedIn(target: AttackTarget, device: AttackDevice | undefined): Promise<HostileClient> {
  const client = new HostileClient(target.port);
  client.signIn(device?.id ?? "", device?.token ?? "");
  await until("an answer", () => client.received > 0 || client.isClosed);
  return client;
}

/**
 * Publishes messages one behind the other, each as soon as the socket takes it, and waits until all are acknowledged.
 *
 * @returns how many were
 */
async function publishAll(target: AttackTarget, device: AttackDevice, payloads: readonly string[]): Promise<number> {
  const client = await signedIn(target, device);
  for (const [at, payload] of payloads.entries()) {
    client.publish(`v1/devices/${device.id}/readings`, payload, at + 1);
    await client.drained();
    if (client.isClosed) break;
  }
  // CONNACK and PUBACK have four bytes each.
  await until("the messages to be acknowledged", () => client.isClosed || client.received >= 4 * (payloads.length + 1));
  client.end();
  return Math.max(0, client.received / 4 - 1);
}

function repeated(scenario: { row: string; what: string; payload: string; count: number; device: number }): Scenario {
  const { row, what, payload, count, device } = scenario;
  return {
    row,
    what,
    async run(target) {
      const payloads = Array.from({ length: some(target, count) }, () => payload);
      const acknowledged = await publishAll(target, target.hostile[device] as AttackDevice, payloads);
      return `${acknowledged} of ${payloads.length} acknowledged`;
    },
  };
}

/** What the machine itself does to good devices: what the other rows are held against. */
const nothing: Scenario = {
  row: "none",
  what: "no attack",
  async run({ share }) {
    await pause(fullMs * share);
    return "";
  },
};

const untimedReadings = repeated({
  row: "A1",
  what: "60 messages of 2,500 readings without a time from one device",
  payload: JSON.stringify(Array.from({ length: 2_500 }, () => ({ values: { c0: 1 } }))),
  count: 60,
  device: 0,
});

const clockSet: Scenario = {
  row: "A2",
  what: "the machine's clock set 500 days ahead, then back, while jobs come round",
  async run({ hub }) {
    for (const _step of ["ahead", "back"]) {
      hub.process.signal("SIGUSR2");
      await until("a metric after the clock was set", async () => (await hub.fetch("/metrics")).ok);
      await pause(2_500);
    }
    return "2 steps";
  },
};

const emptyReadings = repeated({
  row: "A3",
  what: "100 arrays of 10,000 empty objects from one device",
  payload: `[${Array.from({ length: 10_000 }, () => "{}").join(",")}]`,
  count: 100,
  device: 1,
});

const pings: Scenario = {
  row: "A4",
  what: "PINGREQ as fast as three signed-in devices can",
  async run(target) {
    const block = Buffer.alloc(20_000, Buffer.from([0xc0, 0]));
    const until = performance.now() + fullMs * target.share;
    const answered = await Promise.all(
      target.hostile.slice(2, 5).map(async (device) => {
        const client = await signedIn(target, device);
        let sent = 0;
        while (performance.now() < until && !client.isClosed) {
          client.sendBytes(block);
          sent += block.length / 2;
          await Promise.race([client.drained(), pause(100)]);
          // What the hub does not read stays in this process; a few seconds of it are enough.
          if (client.unsent > 10 * block.length) await pause(50);
        }
        client.end();
        return { sent, answered: (client.received - 4) / 2 };
      }),
    );
    const total = (of: "sent" | "answered") => answered.reduce((sum, one) => sum + one[of], 0);
    return `${total("sent")} sent, ${total("answered")} answered`;
  },
};

const wrongTokens: Scenario = {
  row: "A5",
  what: "CONNECTs with a wrong token, 50 at a time",
  async run(target) {
    const { port, hostile } = target;
    const refused = await repeatedly(target, 50, async () => {
      const client = new HostileClient(port);
      client.signIn(hostile[5]?.id ?? "", "wrong");
      await until("the refusal", () => client.received > 0 || client.isClosed);
      client.end();
    });
    return `${refused} refused`;
  },
};

const hangUps: Scenario = {
  row: "A5 hang-up",
  what: "CONNECTs with a wrong token that hang up before they are answered, 50 at a time",
  async run(target) {
    const { port, hostile } = target;
    const made = await repeatedly(target, 50, async () => {
      const client = new HostileClient(port);
      client.signIn(hostile[5]?.id ?? "", "wrong");
      await client.drained();
      client.end();
    });
    return `${made} connections`;
  },
};

const largeFrames: Scenario = {
  row: "A6 frames",
  what: "frames of 256 MB before sign-in, 10 at a time",
  async run(target) {
    const closed = await repeatedly(target, 10, async () => {
      const client = new HostileClient(target.port);
      client.sendBytes(Buffer.concat([Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]), Buffer.alloc(1_000_000)]));
      await until("the connection to be closed", () => client.isClosed);
    });
    return `${closed} closed`;
  },
};

const idleSockets: Scenario = {
  row: "A6 idle",
  what: "5,000 sockets that never say anything, 300 of them a byte now and then",
  async run(target) {
    const clients = Array.from({ length: some(target, 5_000) }, () => new HostileClient(target.port));
    await until("the sockets to be open", () => clients.every(({ isOpen, isClosed }) => isOpen || isClosed));
    for (const byte of Buffer.from([0x10, 0x20, 0x00, 0x04])) {
      for (const client of clients.slice(0, 300)) client.sendBytes(Uint8Array.of(byte));
      await pause(200);
    }
    for (const client of clients) client.end();
    return `${clients.length} sockets`;
  },
};

const rivalClients: Scenario = {
  row: "A6 take-over",
  what: "two clients that take one id from each other",
  async run(target) {
    const attempts = await repeatedly(target, 2, async () => {
      (await signedIn(target, target.hostile[6])).end();
    });
    return `${attempts} attempts`;
  },
};

const deafClient: Scenario = {
  row: "A6 deaf",
  what: "a device that never reads what it is answered",
  async run(target) {
    const device = target.hostile[7] as AttackDevice;
    const client = await signedIn(target, device);
    client.socket.pause();
    let sent = 0;
    const over = performance.now() + fullMs * target.share;
    while (performance.now() < over && !client.isClosed) {
      client.publish(`v1/devices/${device.id}/readings`, JSON.stringify({ values: { c0: 1 } }), (sent % 65_535) + 1);
      sent++;
      if (client.unsent > 65_536) await pause(20);
    }
    client.end();
    return `${sent} publishes`;
  },
};

/** Also what a city's mobile network does to it; memory after the first is where an attack's begins. */
export const reconnectStorm: Scenario = {
  row: "storm",
  what: "200 devices cut at once, each back with 100 readings kept back, three times over",
  async run(target) {
    let acknowledged = 0;
    for (let round = 0; round < 3; round++) {
      const before = Date.now() - Math.floor(target.random() * 20) * 86_400_000;
      const kept = (at: number) => JSON.stringify({ t: before - (100 - at) * 30_000, values: { c0: 1 } });
      const payloads = Array.from({ length: 100 }, (_, at) => kept(at));
      const counts = await Promise.all(target.crowd.map((device) => publishAll(target, device, payloads)));
      acknowledged += counts.reduce((sum, count) => sum + count, 0);
    }
    return `${acknowledged} acknowledged`;
  },
};

const manyHours: Scenario = {
  row: "R1",
  what: "200 gauges whose readings touch 500 hours each, rolled up meanwhile",
  async run(target) {
    const now = Date.now();
    const payloads = Array.from({ length: some(target, 20) }, (_, message) =>
      JSON.stringify(
        Array.from({ length: 25 }, (_, at) => ({
          t: now - (message * 25 + at + 80) * 3_600_000,
          values: { c0: 1 },
        })),
      ),
    );
    const counts = await Promise.all(target.crowd.map((device) => publishAll(target, device, payloads)));
    await until("the hours to be rolled up", () => dirtyHours(target) === 0);
    return `${counts.reduce((sum, count) => sum + count, 0) * 25} hours`;
  },
};

/** Hours with readings that no roll-up has counted yet. */
function dirtyHours({ hub }: AttackTarget): number {
  const journal = new DatabaseSync(join(hub.folder, "data", "journal.db"), { readOnly: true });
  try {
    return Number(
      journal.prepare("SELECT count(*) AS hours FROM dirty_hour WHERE hour_at < ?").get(Date.now() - 7_200_000)?.hours,
    );
  } finally {
    journal.close();
  }
}

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
      const after = await signedIn(target, target.hostile[5]);
      after.sendBytes(bytes);
      await pause(5);
      before.end();
      after.end();
    }
    return `${2 * bad.length} packets`;
  },
};

const fuzzer: Scenario = {
  row: "fuzzer",
  what: "connections whose packets have bytes changed, cut and doubled, 20 at a time",
  async run(target) {
    const { random } = target;
    const connections = await repeatedly(target, 20, async () => {
      const client = new HostileClient(target.port);
      client.sendBytes(mutated(connectBytes(target), random));
      client.sendBytes(mutated(Buffer.from([0x30, 0x05, 0, 1, 0x61, 0x7b, 0x7d]), random));
      await pause(2);
      client.end();
    });
    return `${connections} connections`;
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
    return "whole";
  },
};

/** Every attack, in the order in which they are made; hours are rolled up every second in all of them. */
export const scenarios: readonly Scenario[] = [
  ...[
    nothing,
    untimedReadings,
    clockSet,
    emptyReadings,
    pings,
    wrongTokens,
    hangUps,
    largeFrames,
    idleSockets,
    rivalClients,
  ],
  ...[deafClient, reconnectStorm, manyHours, badPackets, fuzzer, backup],
];

/** Does work again and again, so many at once, for as long as an attack lasts. @returns how often it was done */
async function repeatedly({ share }: AttackTarget, atOnce: number, work: () => Promise<void>): Promise<number> {
  const over = performance.now() + fullMs * share;
  let done = 0;
  const worker = async (): Promise<void> => {
    while (performance.now() < over) {
      await work();
      done++;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return done;
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
