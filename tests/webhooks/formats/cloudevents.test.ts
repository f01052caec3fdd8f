import { expect, test } from "vitest";
import { canonicalJson } from "../../../domain/canonical-json.ts";
import { toWire } from "../../../domain/time/instants.ts";
import { cloudevents } from "../../../webhooks/formats/cloudevents.ts";
import { contentTypeOf, webhookFormats } from "../../../webhooks/formats/formats.ts";
import { event } from "../support/builders.ts";

const context = { source: "urn:guanlan:zhengzhou" };

test("cloudevents holds what CloudEvents 1.0 requires, and data with its keys in order and its instants written out", () => {
  const opened = event({ id: "event-1", subject: "case-1", type: "case.opened", at: 1_626_768_000_123 });
  expect(cloudevents.body(opened, context)).toBe(
    '{"specversion":"1.0","id":"event-1","source":"urn:guanlan:zhengzhou","type":"cn.guanlan.case.opened.v1",' +
      '"subject":"case-1","time":"2021-07-20T08:00:00.123Z","datacontenttype":"application/json","level":"orange",' +
      `"urgent":true,"data":${canonicalJson(toWire(opened.data))}}`,
  );
});

test("cloudevents leaves level out when all is clear", () => {
  expect(JSON.parse(cloudevents.body(event({ level: null }), context))).not.toHaveProperty("level");
});

test("cloudevents gives the same bytes whatever order the keys were made in", () => {
  const one = event({ id: "x", subject: "y" });
  if (one.type !== "case.opened") throw new Error("wanted a case");
  const { change, case: summary } = one.data;
  const other = { ...one, data: { case: Object.fromEntries(Object.entries(summary).reverse()) as never, change } };
  expect(JSON.stringify(other)).not.toBe(JSON.stringify(one));
  expect(cloudevents.body(other, context)).toBe(cloudevents.body(one, context));
});

test("contentTypeOf() is that of the format; JSON's own for a format of another release", () => {
  expect(webhookFormats.map(({ name }) => [name, contentTypeOf(name)])).toContainEqual([
    "cloudevents",
    "application/cloudevents+json",
  ]);
  expect(contentTypeOf("gone")).toBe("application/json");
});
