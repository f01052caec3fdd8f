import { createHmac } from "node:crypto";
import { fill } from "../../locales/fill.ts";
import { webhookTexts } from "../../locales/webhooks.ts";
import { chatText, cutToBytes, mobileOf, spokenOf } from "./shared/spoken.ts";
import type { Signing } from "./sign.ts";
import { answerFields, type WebhookFormat } from "./webhook-format.ts";

/** What DingTalk takes of one text, bytes. */
const mostBytes = 18_000;

/** Codes of "sending too fast": 20 messages a minute. */
const tooFast: ReadonlySet<unknown> = new Set([130101, 410100]);

/** One word, the access token; a second where the robot asks for signatures. */
const signing: Signing = {
  fix: webhookTexts["fix-dingtalk"],
  faultIn: ([token = "", secret, ...more]) =>
    /^[0-9A-Za-z_-]{8,256}$/.test(token) && (secret === undefined || secret.startsWith("SEC")) && more.length === 0
      ? null
      : fill(webhookTexts["key-shape"], { wanted: "access_token [SEC...]" }),
  signerFor:
    ([token = "", secret]) =>
    (_eventId, atMs, body) => {
      const timestamp = String(atMs);
      const signed =
        secret === undefined
          ? {}
          : { timestamp, sign: createHmac("sha256", secret).update(`${timestamp}\n${secret}`).digest("base64") };
      return { kind: "sealed", query: { access_token: token, ...signed }, body };
    },
};

/**
 * A group robot of DingTalk 钉钉: plain text, which no words of others can make into markup; who is called is named by mobile
 * number. The robot's keyword is 观澜, or it asks for signatures.
 *
 * @see https://open.dingtalk.com/document/orgapp/custom-bot-send-message-type and /customize-robot-security-settings
 */
export const dingtalk: WebhookFormat = {
  name: "dingtalk",
  contentType: "application/json",
  signing,
  body(event, context) {
    const spoken = spokenOf(event, context);
    const mobile = mobileOf(spoken.callee);
    // A mention shows only where the text has the number behind an at sign.
    const text = mobile === null ? chatText(spoken) : `@${mobile} ${chatText(spoken)}`;
    return JSON.stringify({
      msgtype: "text",
      text: { content: cutToBytes(text, mostBytes) },
      at: { atMobiles: mobile === null ? [] : [mobile], isAtAll: false },
    });
  },
  refusalIn(answer) {
    const { errcode, errmsg = "" } = answerFields(answer) ?? {};
    if (errcode === 0) return null;
    return { reason: tooFast.has(errcode) ? "throttled" : "client_error", detail: `${errcode} ${errmsg}` };
  },
};
