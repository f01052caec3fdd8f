import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { signerFor } from "../../webhooks/formats/sign.ts";
import { otherSecret, secret } from "./support/builders.ts";

// The reference library reads the clock of the process.
const now = Date.UTC(2026, 6, 20, 8);
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now });
});
afterEach(() => {
  vi.useRealTimers();
});

const body = '{"id":"event-1","data":{"title":"京广隧道积水"}}';
const id = "event-1";
const verifies = (headers: object, text = body, key = secret): unknown =>
  new Webhook(key).verify(text, headers as Record<string, string>);

test("signerFor() gives the signature of the specification's vector", () => {
  const sign = signerFor(["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]);
  expect(sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330_000, '{"test": 2432232314}')).toEqual({
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
});

test("signerFor() is verified by the reference library, 300 s either way included", () => {
  for (const offset of [0, -300_000, 300_000]) {
    expect(verifies(signerFor([secret])(id, now + offset, body))).toEqual(JSON.parse(body));
  }
});

test("signerFor() signs with both secrets during rotation: old and new receivers both accept", () => {
  const headers = signerFor([secret, otherSecret])(id, now, body);
  expect(headers["webhook-signature"].split(" ")).toHaveLength(2);
  verifies(headers, body, secret);
  verifies(headers, body, otherSecret);
});

const good = (): Record<string, string> => ({ ...signerFor([secret])(id, now, body) });
const without = (name: string): object => Object.fromEntries(Object.entries(good()).filter(([key]) => key !== name));
const stamped = (ms: number): object => signerFor([secret])(id, ms, body);

test.each<[string, () => unknown]>([
  ["a byte of the body changed", () => verifies(good(), body.replace("京广", "京沙"))],
  ["white space added to the body", () => verifies(good(), `${body} `)],
  ["the body in another key order", () => verifies(good(), '{"data":{"title":"京广隧道积水"},"id":"event-1"}')],
  ["another key", () => verifies(good(), body, otherSecret)],
  ["another id", () => verifies({ ...good(), "webhook-id": "event-2" })],
  [
    "another timestamp within the tolerance",
    () => verifies({ ...good(), "webhook-timestamp": String(now / 1000 - 1) }),
  ],
  ["a stamp 301 s old", () => verifies(stamped(now - 301_000))],
  ["a stamp 301 s ahead", () => verifies(stamped(now + 301_000))],
  ["no id", () => verifies(without("webhook-id"))],
  ["no timestamp", () => verifies(without("webhook-timestamp"))],
  ["no signature", () => verifies(without("webhook-signature"))],
  ["a timestamp that is no number", () => verifies({ ...good(), "webhook-timestamp": "soon" })],
  [
    "the right signature under another version",
    () => verifies({ ...good(), "webhook-signature": good()["webhook-signature"]?.replace("v1,", "v2,") }),
  ],
  [
    "a signature cut short",
    () => verifies({ ...good(), "webhook-signature": good()["webhook-signature"]?.slice(0, 20) }),
  ],
])("the reference library refuses %s", (_name, attempt) => {
  verifies(good());
  expect(attempt).toThrow();
});

test("signerFor() keeps its secret out of anything that prints it", () => {
  const sign = signerFor([secret]);
  expect(JSON.stringify({ sign, text: String(sign) })).not.toContain(secret.slice(6, 20));
});
