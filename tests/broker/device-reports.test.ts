import { describe, expect, test } from "vitest";
import type { AcceptReport } from "../../broker/ports.ts";
import { commandReport, statusReport } from "../../broker/publish/device-report.ts";
import type { DeviceId } from "../../domain/ids.ts";
import type { DeviceReported } from "../../domain/inputs/device-reported.ts";
import { until } from "../support/until.ts";
import { publishPacket, type RawClient } from "./raw-client.ts";
import { runBroker } from "./running-broker.ts";

const own = "v1/devices/device-1";
const id = "device-1" as DeviceId;
const will = { topic: `${own}/status`, payload: Buffer.from("offline"), qos: 1, retain: true } as const;

/** An acceptor that holds every report until the test lets it go. */
function holdingReports(): {
  readonly acceptReport: AcceptReport;
  readonly held: { readonly report: DeviceReported; readonly done: (error: Error | null) => void }[];
} {
  const held: { report: DeviceReported; done: (error: Error | null) => void }[] = [];
  return { acceptReport: (report, done) => void held.push({ report, done }), held };
}

function acknowledged(client: RawClient): (number | undefined)[] {
  return client.received.flatMap((packet) => (packet.cmd === "puback" ? [packet.messageId] : []));
}

test.each([
  ["a status", `${own}/status`, "online", { about: "status", status: "online" }],
  [
    "an answer to a command",
    `${own}/commands/ack`,
    '{"id":"interval-7","answer":"done"}',
    { about: "command", commandId: "interval-7", answer: "done" },
  ],
] as const)("%s is acknowledged only once it is kept", async (_what, topic, payload, report) => {
  const { acceptReport, held } = holdingReports();
  const { broker, device } = await runBroker({}, { acceptReport });
  const client = await device(id);
  client.send(publishPacket(topic, payload, 1, 5));
  await until("handed over", () => held.length === 1);
  expect(held[0]?.report).toEqual({ kind: "device-reported", deviceId: id, report });
  await client.isServed();
  expect(client.count("puback")).toBe(0);
  held[0]?.done(null);
  expect(await client.answered("puback")).toBe(true);
  expect(acknowledged(client)).toEqual([5]);
  await broker.stop();
});

test.each([
  ["calls back with an error", (_report, done) => done(new Error("disk full"))],
  [
    "throws",
    () => {
      throw new Error("bug");
    },
  ],
] as const satisfies readonly (readonly [string, AcceptReport])[])(
  "when the acceptor %s there is no PUBACK, and the connection is closed",
  async (_how, acceptReport) => {
    const { broker, device } = await runBroker({}, { acceptReport });
    const client = await device(id);
    client.send(publishPacket(`${own}/status`, "online"));
    await client.closed();
    expect(client.count("puback")).toBe(0);
    await until("counted", () => broker.counts.closes.not_kept === 1);
    expect(broker.counts).toMatchObject({ publishesNotKept: 1, publishes: { status: 0 } });
    await broker.stop();
  },
);

test("readings behind a status wait for it, so that answers leave in the order of the publishes", async () => {
  const { acceptReport, held } = holdingReports();
  const { broker, device, accepted } = await runBroker({}, { acceptReport });
  const client = await device(id);
  client.send(
    publishPacket(`${own}/status`, "online", 1, 1),
    publishPacket(`${own}/readings`, "{}", 1, 2),
    publishPacket(`${own}/commands/ack`, "done", 1, 3),
    publishPacket(`${own}/readings`, "{}", 1, 4),
  );
  await until("handed over", () => held.length === 1);
  // A neighbour's round trips: time enough for what would not wait
  const neighbour = await device("device-2");
  neighbour.send(publishPacket("v1/devices/device-2/readings"));
  await neighbour.answered("puback");
  expect(accepted.map(({ deviceId }) => deviceId)).toEqual(["device-2"]);
  held[0]?.done(null);
  await until("handed over", () => held.length === 2);
  await client.answered("puback", 2);
  expect(acknowledged(client)).toEqual([1, 2]);
  held[1]?.done(null);
  await client.answered("puback", 4);
  expect(acknowledged(client)).toEqual([1, 2, 3, 4]);
  await broker.stop();
});

describe("a will", () => {
  test("is reported when the device goes without DISCONNECT", async () => {
    const { broker, device, reports } = await runBroker();
    const client = await device(id, { will });
    client.end();
    await until("reported", () => reports.length === 1);
    expect(reports).toEqual([
      { kind: "device-reported", deviceId: id, report: { about: "status", status: "offline" } },
    ]);
    await broker.stop();
  });

  test("is reported when the hub closes the connection for what the device did", async () => {
    const { broker, device, reports } = await runBroker();
    const client = await device(id, { will });
    client.send(publishPacket("v1/devices/device-2/readings"));
    await until("reported", () => reports.length === 1);
    await broker.stop();
  });

  test("is dropped by DISCONNECT, and while the hub itself stops", async () => {
    const { broker, device, reports } = await runBroker();
    const client = await device(id, { will });
    client.send({ cmd: "disconnect" });
    await until("gone", () => broker.counts.connections === 0);
    await device(id, { will });
    await broker.stop();
    expect(reports).toEqual([]);
  });

  test("that is on its way when the hub stops is waited for", async () => {
    const { acceptReport, held } = holdingReports();
    const { broker, device } = await runBroker({}, { acceptReport });
    const client = await device(id, { will });
    client.end();
    await until("handed over", () => held.length === 1);
    let isStopped = false;
    const stopped = broker.stop().then(() => {
      isStopped = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isStopped).toBe(false);
    held[0]?.done(null);
    await stopped;
  });
});

describe("what is kept of an answer to a command", () => {
  const answerOf = (payload: string | Uint8Array) => {
    const { report } = commandReport(id, payload);
    return report.about === "command" ? [report.commandId, report.answer] : null;
  };

  test.each([
    ["id and answer", '{"id":"c1","answer":"done","more":1}', ["c1", "done"]],
    ["text as it stands", "done", ["", "done"]],
    ["JSON of another shape as it stands", '{"id":7,"answer":"done"}', ["", '{"id":7,"answer":"done"}']],
    ["JSON without an answer as it stands", '{"id":"c1"}', ["", '{"id":"c1"}']],
    ["null as it stands", "null", ["", "null"]],
    ["nothing as nothing", "", ["", ""]],
    [
      "64 characters of an id, 1,024 of an answer",
      JSON.stringify({ id: "i".repeat(90), answer: "a".repeat(9000) }),
      ["i".repeat(64), "a".repeat(1024)],
    ],
    ["1,024 characters of anything else", "x".repeat(9000), ["", "x".repeat(1024)]],
  ])("%s", (_what, payload, wanted) => {
    expect(answerOf(payload)).toEqual(wanted);
    expect(answerOf(Buffer.from(payload))).toEqual(wanted);
  });

  test("bytes that are no text become U+FFFD", () => {
    expect(answerOf(Buffer.from([0xff, 0x61]))).toEqual(["", "\ufffda"]);
    expect(statusReport(id, Buffer.from([0xff])).report).toEqual({ about: "status", status: "\ufffd" });
  });
});
