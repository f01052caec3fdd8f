import { fill } from "../../locales/fill.ts";
import { webhookTexts } from "../../locales/webhooks.ts";
import { chatText, cutToBytes, mobileOf, spokenOf } from "./shared/spoken.ts";
import type { Signing } from "./sign.ts";
import { answerFields, type WebhookFormat } from "./webhook-format.ts";

/** What WeCom takes of one text, bytes. */
const mostBytes = 2_048;

/** Code of "too many calls": 20 messages a minute. */
const tooMany = 45009;

/** One word: the key of the robot's address. WeCom's robots know no signatures. */
const signing: Signing = {
  fix: webhookTexts["fix-wecom"],
  faultIn: ([key = "", ...more]) =>
    /^[0-9A-Za-z_-]{8,128}$/.test(key) && more.length === 0 ? null : fill(webhookTexts["key-shape"], { wanted: "key" }),
  signerFor:
    ([key = ""]) =>
    (_eventId, _atMs, body) => ({ kind: "sealed", query: { key }, body }),
};

/**
 * A group robot of WeCom 企业微信: plain text, which no words of others can make into markup; who is called is named by mobile
 * number.
 *
 * @see https://developer.work.weixin.qq.com/document/path/91770
 */
export const wecom: WebhookFormat = {
  name: "wecom",
  contentType: "application/json",
  signing,
  body(event, context) {
    const spoken = spokenOf(event, context);
    const mobile = mobileOf(spoken.callee);
    const mentioned = mobile === null ? {} : { mentioned_mobile_list: [mobile] };
    return JSON.stringify({
      msgtype: "text",
      text: { content: cutToBytes(chatText(spoken), mostBytes), ...mentioned },
    });
  },
  refusalIn(answer) {
    const { errcode, errmsg = "" } = answerFields(answer) ?? {};
    if (errcode === 0) return null;
    return { reason: errcode === tooMany ? "throttled" : "client_error", detail: `${errcode} ${errmsg}` };
  },
};
