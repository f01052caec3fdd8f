import { Webhook } from "standardwebhooks";
import { expect, onTestFinished, test } from "vitest";
import { DispatchPlatform, type ReceivedEvent } from "../../simulators/dispatch-platform.ts";

const secret = `whsec_${Buffer.alloc(32, 3).toString("base64")}`;
const body = '{"specversion":"1.0","id":"e1","type":"cn.guanlan.case.opened.v1","subject":"case-1","data":{}}';

async function started(maxRememberedIds = 3): Promise<{ at: DispatchPlatform; url: string; heard: ReceivedEvent[] }> {
  const heard: ReceivedEvent[] = [];
  const at = new DispatchPlatform({ secrets: [secret], maxRememberedIds, onReceived: (one) => heard.push(one) });
  const url = await at.start();
  onTestFinished(() => at.stop());
  return { at, url, heard };
}

async function post(
  url: string,
  id: string,
  fields: { text?: string; key?: string; at?: Date } = {},
): Promise<[number, unknown]> {
  const { key = secret, at = new Date(), text = body } = fields;
  const signature = new Webhook(key).sign(id, at, body);
  const stamp = String(Math.floor(at.getTime() / 1000));
  const headers = { "webhook-id": id, "webhook-timestamp": stamp, "webhook-signature": signature };
  const answer = await fetch(url, { method: "POST", headers, body: text });
  return [answer.status, await answer.json()];
}

test("DispatchPlatform takes an event in once and says of the second that it is a duplicate", async () => {
  const { at, url, heard } = await started();
  expect(await post(url, "e1")).toEqual([200, { received: true, duplicate: false }]);
  expect(await post(url, "e1")).toEqual([200, { received: true, duplicate: true }]);
  expect(at.received).toHaveLength(1);
  expect(heard).toEqual([...at.received]);
  expect(at.counts).toMatchObject({ requests: 2, duplicates: 1, refused: 0 });
});

test.each([
  ["a changed body", { text: body.replace("case-1", "case-2") }],
  ["another key", { key: `whsec_${Buffer.alloc(32, 4).toString("base64")}` }],
  ["a stamp ten minutes old", { at: new Date(Date.now() - 600_000) }],
  ["a stamp ten minutes ahead", { at: new Date(Date.now() + 600_000) }],
])("DispatchPlatform refuses %s with 401 and does not remember its id", async (_name, fields) => {
  const { at, url } = await started();
  expect((await post(url, "e1", fields))[0]).toBe(401);
  expect(at.received).toEqual([]);
  expect(await post(url, "e1")).toEqual([200, { received: true, duplicate: false }]);
});

test("DispatchPlatform refuses requests without signature headers and other methods", async () => {
  const { at, url } = await started();
  expect((await fetch(url, { method: "POST", body })).status).toBe(401);
  expect((await fetch(url)).status).toBe(401);
  expect(at.counts.refused).toBe(1);
});

test("DispatchPlatform remembers a bounded number of ids, newest last", async () => {
  const { at, url } = await started(3);
  for (const id of ["e1", "e2", "e3", "e4"]) await post(url, id);
  expect(at.received.map(({ id }) => id)).toEqual(["e2", "e3", "e4"]);
  expect(await post(url, "e4")).toMatchObject([200, { duplicate: true }]);
  expect(await post(url, "e1")).toMatchObject([200, { duplicate: false }]);
});
