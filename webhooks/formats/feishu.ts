import { createHmac } from "node:crypto";
import { fill } from "../../locales/fill.ts";
import { webhookTexts } from "../../locales/webhooks.ts";
import { chatText, cutToBytes, spokenOf } from "./shared/spoken.ts";
import type { Signing } from "./sign.ts";
import { answerFields, type WebhookFormat } from "./webhook-format.ts";

/** What Feishu takes of one request is 20 KB; this of it for the text, bytes. */
const mostBytes = 18_000;

/** Codes of "too many requests": 100 messages a minute and 5 a second. */
const tooMany: ReadonlySet<unknown> = new Set([9499, 11232]);

/** One word, the end of the robot's address; a second where the robot checks signatures. */
const signing: Signing = {
  fix: webhookTexts["fix-feishu"],
  faultIn: ([token = "", secret, ...more]) =>
    /^[0-9A-Za-z-]{8,128}$/.test(token) && secret !== "" && more.length === 0
      ? null
      : fill(webhookTexts["key-shape"], { wanted: "hook [secret]" }),
  signerFor:
    ([token = "", secret]) =>
    (_eventId, atMs, body) => ({
      kind: "sealed",
      path: token,
      body: secret === undefined ? body : `${signatureOf(secret, atMs)},${body.slice(1)}`,
    }),
};

/** The beginning of a signed body: the key is the time and the secret, and nothing is hashed under it. */
function signatureOf(secret: string, atMs: number): string {
  const timestamp = String(Math.floor(atMs / 1_000));
  const sign = createHmac("sha256", `${timestamp}\n${secret}`).digest("base64");
  return JSON.stringify({ timestamp, sign }).slice(0, -1);
}

/**
 * A group robot of Feishu 飞书: text, in which nothing that others wrote can be a tag. The robot's keyword is 观澜, or it
 * checks signatures.
 *
 * @see https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
 */
export const feishu: WebhookFormat = {
  name: "feishu",
  contentType: "application/json",
  signing,
  body(event, context) {
    // `<at user_id="all">` within a text would call everybody.
    const text = chatText(spokenOf(event, context)).replaceAll("<", "＜").replaceAll(">", "＞");
    return JSON.stringify({ msg_type: "text", content: { text: cutToBytes(text, mostBytes) } });
  },
  refusalIn(answer) {
    const fields = answerFields(answer) ?? {};
    // Robots of before answered StatusCode.
    const { code = fields.StatusCode, msg = "" } = fields;
    if (code === 0) return null;
    return { reason: tooMany.has(code) ? "throttled" : "client_error", detail: `${code} ${msg}` };
  },
};
