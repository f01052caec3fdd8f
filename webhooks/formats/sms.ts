import { contactPhoneOf } from "./shared/contact-phone.ts";
import { keyword, spokenOf } from "./shared/spoken.ts";
import type { WebhookFormat } from "./webhook-format.ts";

/** Characters of a text: three parts of a long message. */
const mostCharacters = 200;

/**
 * Plain JSON for an SMS or voice gateway of the city: one text to one number. Sent of calls to whoever is called, of all else
 * to the duty telephone of those concerned; what has no number is not sent. Signed as Standard Webhooks say.
 */
export const sms: WebhookFormat = {
  name: "sms",
  contentType: "application/json",
  body(event, context) {
    const { message, callee, title } = spokenOf(event, context);
    const to = callee === null ? contactPhoneOf(event) : callee.phone;
    if (to === null) return null;
    const cut = (text: string): string => [...text].slice(0, mostCharacters).join("");
    return JSON.stringify({
      id: event.id,
      to: [to],
      text: cut(`${keyword}${message.zh}`),
      textEn: cut(message.en),
      title: title.zh,
      level: event.level,
      urgent: event.isUrgent,
      at: new Date(event.at).toISOString(),
    });
  },
};
