import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { summarizeCase } from "../../../cases/case-summary.ts";
import type { Call } from "../../../domain/duty/call.ts";
import type { HubEvent } from "../../../domain/governance/event.ts";
import type { AreaCode, CallId, EndpointId, EventId, PersonId } from "../../../domain/ids.ts";
import { dingtalk } from "../../../webhooks/formats/dingtalk.ts";
import { feishu } from "../../../webhooks/formats/feishu.ts";
import { requestOf, type SealedRequest, type SignatureHeaders } from "../../../webhooks/formats/sign.ts";
import { sms } from "../../../webhooks/formats/sms.ts";
import type { WebhookFormat } from "../../../webhooks/formats/webhook-format.ts";
import { wecom } from "../../../webhooks/formats/wecom.ts";
import { createSender } from "../../../webhooks/send.ts";
import { smallCity } from "../../support/alarm-builders.ts";
import { aCase } from "../../support/effects.ts";
import { guardAllowing, limits } from "../support/real-network.ts";

const context = { source: "urn:guanlan:test", publicUrl: "https://flood.example" };
const at = Date.UTC(2021, 6, 20, 8);

/** Li is called about a red case. @param title as somebody made it */
function callEvent(phone: string | null, title = "京广隧道积水"): HubEvent {
  const call: Call = {
    callId: "call-1" as CallId,
    caseId: aCase().id,
    ladderId: "east",
    areaCode: "410105" as AreaCode,
    ...{ rung: 1, round: 1, postId: null, channel: "robot" as EndpointId },
    to: { personId: "li" as PersonId, name: { zh: "李伟", en: "Li Wei" }, phone },
    ...{ askedAt: at, dueAt: at + 180_000, state: "waiting", endedAt: null },
  };
  const text = { zh: `请李伟应答：${title}`, en: `Li Wei, please answer: ${title}` };
  return {
    id: "event-1" as EventId,
    type: "call.requested",
    subject: call.callId,
    ...{ level: "red", isUrgent: true, at },
    data: { call, title: text, message: text, case: summarizeCase(aCase(), smallCity()) },
  };
}

function bodyOf(format: WebhookFormat, event: HubEvent): Record<string, unknown> {
  const body = format.body(event, context);
  if (body === null) throw new Error(`${format.name} says nothing of ${event.type}`);
  return JSON.parse(body);
}

function sealed(format: WebhookFormat, secret: string, body: string): SignatureHeaders | SealedRequest {
  const sign = format.signing?.signerFor(secret.split(" "));
  if (sign === undefined) throw new Error(`${format.name} signs in its own way`);
  return sign("event-1", 1_599_360_473_000, body);
}

describe("dingtalk", () => {
  it("is a text that names who is called by mobile number, both in the text and beside it", () => {
    expect(bodyOf(dingtalk, callEvent("+86 138-0000-0000"))).toEqual({
      msgtype: "text",
      text: {
        content:
          "@13800000000 【观澜】请李伟应答：京广隧道积水\nLi Wei, please answer: 京广隧道积水\nhttps://flood.example/api/v1/calls/call-1",
      },
      at: { atMobiles: ["13800000000"], isAtAll: false },
    });
    expect(bodyOf(dingtalk, callEvent("0371-00000001"))).toMatchObject({ at: { atMobiles: [] } });
  });

  it("signs by time and secret in the address, as DingTalk says", () => {
    const signed = sealed(dingtalk, "token0123 SECabcdef0123456789", "{}");
    const { url, body } = requestOf("https://oapi.dingtalk.com/robot/send", { eventId: "event-1", body: "{}" }, signed);
    expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
      access_token: "token0123",
      timestamp: "1599360473000",
      // printf '1599360473000\nSEC...' | openssl dgst -sha256 -hmac 'SEC...' -binary | base64
      sign: "BQHwikNzTupeNEKw/jTruRH/d4sxmyJy0LJr3Avb8eI=",
    });
    expect(body).toBe("{}");
  });
});

describe("feishu", () => {
  it("is a text in which nothing that others wrote can be a tag", () => {
    const body = bodyOf(feishu, callEvent(null, 'x<at user_id="all"></at>\u202Ey'));
    expect(body).toMatchObject({ msg_type: "text" });
    const { text } = body.content as { text: string };
    expect(text).not.toMatch(/[<>\u202E]/);
    expect(text).toContain("【观澜】请李伟应答：x＜at user_id=");
  });

  it("puts time and signature in front of the body, and its key at the end of the path", () => {
    const signed = sealed(feishu, "hook-0123 demo", '{"msg_type":"text"}');
    const request = requestOf("https://open.feishu.cn/open-apis/bot/v2/hook", { eventId: "event-1", body: "" }, signed);
    expect(request.url).toBe("https://open.feishu.cn/open-apis/bot/v2/hook/hook-0123");
    // hmac.new("1599360473\ndemo", digestmod=sha256), as Feishu's page has it in Python
    expect(JSON.parse(request.body)).toEqual({
      timestamp: "1599360473",
      sign: "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=",
      msg_type: "text",
    });
  });
});

describe("wecom", () => {
  it("is a text of 2,048 bytes at most, and mentions who is called", () => {
    const body = bodyOf(wecom, callEvent("13800000000", "水".repeat(3_000)));
    expect(body).toMatchObject({ msgtype: "text", text: { mentioned_mobile_list: ["13800000000"] } });
    const { content } = body.text as { content: string };
    expect(Buffer.byteLength(content)).toBeLessThanOrEqual(2_048);
    expect(Buffer.byteLength(content)).toBeGreaterThan(2_000);
    const { url } = requestOf(
      "https://qyapi.weixin.qq.com/cgi-bin/webhook/send",
      { eventId: "event-1", body: "" },
      sealed(wecom, "key-0123", "{}"),
    );
    expect(url).toBe("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=key-0123");
  });
});

describe("sms", () => {
  it("goes to who is called, else to the duty telephone; without a number it is not sent", () => {
    expect(bodyOf(sms, callEvent("0371-00000001"))).toMatchObject({
      to: ["0371-00000001"],
      text: "【观澜】请李伟应答：京广隧道积水",
      level: "red",
      urgent: true,
      at: "2021-07-20T08:00:00.000Z",
    });
    expect(sms.body(callEvent(null), context)).toBeNull();
  });
});

it.each([
  ["dingtalk", dingtalk, "token0123 SECabc", '{"errcode":310000,"errmsg":"sign not match"}', "client_error"],
  ["dingtalk", dingtalk, "token0123", '{"errcode":130101,"errmsg":"send too fast"}', "throttled"],
  ["dingtalk", dingtalk, "token0123", '{"errcode":0,"errmsg":"ok"}', "accepted"],
  ["wecom", wecom, "key-0123", '{"errcode":93000,"errmsg":"invalid webhook url"}', "client_error"],
  ["wecom", wecom, "key-0123", '{"errcode":45009,"errmsg":"api freq out of limit"}', "throttled"],
  ["feishu", feishu, "hook-0123 s", '{"code":19021,"msg":"sign match fail"}', "client_error"],
  ["feishu", feishu, "hook-0123", '{"StatusCode":0,"StatusMessage":"success"}', "accepted"],
  ["feishu", feishu, "hook-0123", "<html>login</html>", "client_error"],
] as const)("%s: an answer of 200 is what its words say (%s)", async (_name, format, secret, answer, reason) => {
  const server = createServer((request, response) => {
    request.resume();
    response.end(answer);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/robot`;
  const sender = createSender({ settings: limits, guard: guardAllowing(url) });
  onTestFinished(() => sender.close());
  const request = requestOf(url, { eventId: "event-1", body: "{}" }, sealed(format, secret, "{}"));
  const refusalIn = (words: string) => format.refusalIn?.(words) ?? null;
  const { signal } = new AbortController();
  const came = await sender.send({ ...request, contentType: format.contentType, refusalIn, signal });
  expect([came.reason, came.status]).toEqual([reason, 200]);
  expect(came.detail.en).not.toContain("0123");
});

it.each([
  [dingtalk, "https://oapi.dingtalk.com/robot/send?access_token=x"],
  [dingtalk, "token0123 secret"],
  [wecom, "key-0123 another"],
  [feishu, "hook/../x"],
])("a secret of another shape is refused, without repeating it", (format, secret) => {
  const fault = format.signing?.faultIn(secret.split(" "));
  expect(fault?.en).toMatch(/^wanted .*, got something else$/);
  expect(fault?.en).not.toContain(secret);
});
