import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commandAccepted } from "../../api/schemas/device.ts";
import { problem } from "../../api/schemas/problem.ts";
import type { DeviceId } from "../../domain/ids.ts";
import { readerToken, testOperator } from "../support/in-memory-api-ports.ts";
import { type RunningApi, startApi } from "./start-api.ts";

const deviceId = "tunnel-1" as DeviceId;
const path = `/api/v1/devices/${deviceId}/commands`;
let running: RunningApi;

beforeEach(async () => {
  running = await startApi();
});
afterEach(() => running.api.stop());

function send(body: unknown, headers: Record<string, string> = {}, to = path): Promise<Response> {
  return running.post(to, JSON.stringify(body), headers);
}

describe("POST /api/v1/devices/{id}/commands", () => {
  it.each([
    ["an object with its id", { id: "c1", command: { interval: 60 } }, '{"id":"c1","command":{"interval":60}}'],
    ["a text with its id", { id: "c1", command: "RESET" }, '{"id":"c1","command":"RESET"}'],
    ["a bare object", { command: { interval: 60 } }, '{"interval":60}'],
    ["a bare text", { command: "RESET" }, "RESET"],
  ])("sends %s and says that the device is away", async (_name, body, payload) => {
    const response = await send(body);
    expect(response.status).toBe(202);
    const commandId = "id" in body ? body.id : null;
    expect(commandAccepted.parse(await response.json())).toEqual({ deviceId, commandId, isConnected: false });
    expect(running.ports.commands).toEqual([{ deviceId, payload }]);
    const digest = createHash("sha256").update(payload).digest("hex");
    expect(running.ports.entered).toEqual([
      {
        kind: "device-action",
        deviceId,
        by: "test operator",
        action: { do: "command", commandId, digest },
        caller: testOperator,
      },
    ]);
  });

  it("says that the device is connected", async () => {
    running.ports.connected.add(deviceId);
    expect(await (await send({ command: "RESET" })).json()).toMatchObject({ isConnected: true });
  });

  it.each([
    ["no command", { id: "c1" }, "command"],
    ["a number", { command: 7 }, "command"],
    ["a list", { command: [] }, "command"],
    ["an empty text", { command: "" }, "command"],
    ["an empty id", { id: "", command: "RESET" }, "id"],
    ["an id that an answer could not name whole", { id: "x".repeat(65), command: "RESET" }, "id"],
    ["what is longer than a packet, counted in bytes", { command: "水".repeat(334) }, "command"],
  ])("refuses %s and sends nothing", async (_name, body, field) => {
    const response = await send(body);
    expect(response.status).toBe(400);
    expect(problem.parse(await response.json()).errors).toMatchObject([{ in: "body", field }]);
    expect(running.ports.commands).toEqual([]);
  });

  it.each([
    ["en", /a group of keys or text/, /bytes at most/],
    ["zh", /一组键 或 文本/, /至多 1000 字节/],
  ])("says in %s what a command may be", async (language, kinds, length) => {
    const wantedOf = async (command: unknown) => {
      const response = await send({ command }, { "accept-language": language });
      return problem.parse(await response.json()).errors?.[0]?.wanted;
    };
    expect(await wantedOf(7)).toMatch(kinds);
    expect(await wantedOf("x".repeat(1001))).toMatch(length);
  });

  it("sends what is just as long as a packet", async () => {
    expect((await send({ command: "x".repeat(1000) })).status).toBe(202);
  });

  it("refuses a device that the city does not have, and a reader", async () => {
    expect((await send({ command: "RESET" }, {}, "/api/v1/devices/none/commands")).status).toBe(404);
    expect((await send({ command: "RESET" }, { authorization: `Bearer ${readerToken}` })).status).toBe(403);
    expect(running.ports.commands).toEqual([]);
  });

  it.each([
    ["zh", "请等待"],
    ["en", "wait"],
  ])("answers 409 in %s with the reason when the command cannot be sent", async (language, detail) => {
    running.ports.commandRefusal = { code: "broker.command_queue_full", words: { zh: "请等待", en: "wait" } };
    const response = await send({ command: "RESET" }, { "accept-language": language });
    expect(response.status).toBe(409);
    expect(problem.parse(await response.json())).toMatchObject({ refusal: "broker.command_queue_full", detail });
  });
});
