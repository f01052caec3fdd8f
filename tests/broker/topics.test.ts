import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { isOwnSubscription, routeOf, subscriberOf, type Topic, topicOf, topics } from "../../broker/topics.ts";

interface Contract {
  readonly channels: Readonly<Record<string, { readonly address: string }>>;
  readonly operations: Readonly<
    Record<
      string,
      {
        readonly action: "send" | "receive";
        readonly channel: { readonly $ref: string };
        readonly bindings: { readonly mqtt: { readonly qos: number; readonly retain: boolean } };
      }
    >
  >;
}

const contract = parse(
  readFileSync(join(import.meta.dirname, "..", "..", "docs", "asyncapi.yaml"), "utf8"),
) as Contract;
const table: Readonly<Record<string, Topic>> = topics;

test("docs/asyncapi.yaml has the channels of the table, and no other", () => {
  const patterns = Object.fromEntries(Object.entries(table).map(([name, { pattern }]) => [name, pattern]));
  const addresses = Object.fromEntries(Object.entries(contract.channels).map(([name, { address }]) => [name, address]));
  expect(addresses).toEqual(patterns);
});

test("docs/asyncapi.yaml says who sends, with which QoS, and what is retained, as the table does", () => {
  const documented = Object.values(contract.operations).map(({ action, channel, bindings: { mqtt } }) => [
    channel.$ref.replace("#/channels/", ""),
    { action, ...mqtt },
  ]);
  const wanted = Object.entries(table).map(([name, { publishedBy, qos, mayRetain }]) => [
    name,
    { action: publishedBy === "hub" ? "send" : "receive", qos, retain: mayRetain },
  ]);
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(wanted));
});

describe("routeOf()", () => {
  const device = { id: "a", isGateway: false };
  const gateway = { id: "a", isGateway: true };

  test.each([
    ["v1/devices/a/readings", device, ["readings", "json"]],
    ["v1/devices/a/readings/sl651", device, ["readings", "sl651"]],
    ["v1/devices/a/readings/", device, null],
    ["v1/devices/a/readings/x/y", device, null],
    ["v1/devices/ab/readings", device, null],
    ["v1/devices/a/status", device, ["status"]],
    ["v1/devices/a/commands", device, null],
    ["v1/devices/a/commands/ack", device, ["command_ack"]],
    ["v1/devices/a/replies", device, null],
    ["v1/gateways/a/readings", device, null],
    ["v1/gateways/a/readings", gateway, ["readings", "gateway-json"]],
    ["v1/gateways/a/readings/sl651", gateway, ["readings", "sl651"]],
    ["v1/gateways/b/readings", gateway, null],
    ["v1/gateways/a/status", gateway, null],
    ["v1/devices/a/readings", gateway, ["readings", "json"]],
  ] as const)("%s of %j", (topic, publisher, wanted) => {
    const route = routeOf(publisher, topic);
    if (wanted === null) expect(route).toBeNull();
    else expect(route).toMatchObject({ to: wanted[0], ...(wanted[1] === undefined ? {} : { codec: wanted[1] }) });
  });
});

test("a device subscribes to its commands and replies, and to nothing else", () => {
  expect(isOwnSubscription("a", topicOf("commands", "a"))).toBe(true);
  expect(isOwnSubscription("a", topicOf("replies", "a"))).toBe(true);
  for (const topic of ["v1/devices/b/replies", "v1/devices/a/readings", "v1/devices/a/replies/x", "#", ""]) {
    expect(isOwnSubscription("a", topic), topic).toBe(false);
  }
  expect(subscriberOf("v1/devices/a/replies")).toBe("a");
  expect(subscriberOf("v1/devices/a/readings")).toBeNull();
  expect(subscriberOf("v1/devices//commands/commands")).toBeNull();
});
