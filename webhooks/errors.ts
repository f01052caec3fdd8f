/** Codes this room throws, each with its meaning and what to do. */
export const webhooksErrors = {
  "webhooks.secret_missing":
    "An endpoint's signing secret is not where its city file says. Make one with `openssl rand -base64 32`, put `whsec_` in front and set the variable or file that the message names.",
  "webhooks.secret_malformed":
    "An endpoint's signing secret is not one or two Standard Webhooks secrets (`whsec_` and 24 to 64 bytes in base64). Make a new one as the message says.",
  "webhooks.target_refused":
    "A delivery was not sent because its address is not public and not allowed. Add `host:port` to webhooks.allowedTargets if the operator trusts it.",
} as const;

export type WebhooksErrorCode = keyof typeof webhooksErrors;
