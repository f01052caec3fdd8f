import { expect, test } from "vitest";
import { cloudEventText } from "../../webhooks/formats/cloud-event.ts";
import { event } from "./support/builders.ts";

const source = "urn:guanlan:zhengzhou";

test("cloudEventText() holds what CloudEvents 1.0 requires", () => {
  const told = event({
    id: "event-1",
    subject: "case-1",
    type: "case.opened",
    at: 1_626_768_000_123,
    data: { b: 1, a: "水" },
  });
  expect(cloudEventText(told, source)).toBe(
    '{"specversion":"1.0","id":"event-1","source":"urn:guanlan:zhengzhou","type":"cn.guanlan.case.opened.v1",' +
      '"subject":"case-1","time":"2021-07-20T08:00:00.123Z","datacontenttype":"application/json","level":"orange",' +
      '"urgent":true,"data":{"a":"水","b":1}}',
  );
});

test("cloudEventText() leaves level out when all is clear", () => {
  expect(JSON.parse(cloudEventText(event({ level: null }), source))).not.toHaveProperty("level");
});

test("cloudEventText() gives the same bytes whatever order the keys were made in", () => {
  const one = event({ id: "x", subject: "y", data: { a: { c: 1, b: [{ e: 1, d: 2 }] }, z: null } });
  const other = { ...one, data: { z: null, a: { b: [{ d: 2, e: 1 }], c: 1 } } };
  expect(cloudEventText(other, source)).toBe(cloudEventText(one, source));
});

test("cloudEventText() writes instants within data as the API does", () => {
  const data = { openedAt: 0, closedAt: null, timeline: [{ at: 1, signal: 2 }], brokenAt: Number.NaN, flat: 3 };
  expect(JSON.parse(cloudEventText(event({ data }), source)).data).toEqual({
    openedAt: "1970-01-01T00:00:00.000Z",
    closedAt: null,
    timeline: [{ at: "1970-01-01T00:00:00.001Z", signal: 2 }],
    brokenAt: null,
    flat: 3,
  });
});
