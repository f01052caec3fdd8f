import { Webhook } from "standardwebhooks";

/** The three headers of one attempt. */
export interface SignatureHeaders {
  readonly "webhook-id": string;
  /** Seconds since 1970 at this attempt: a retry is stamped anew. */
  readonly "webhook-timestamp": string;
  /** One `v1,` signature per secret, with a space between. */
  readonly "webhook-signature": string;
}

/** Signs one attempt. The secrets stay inside the function, where no log can reach them. */
export type Signer = (eventId: string, atMs: number, body: string) => SignatureHeaders;

/**
 * @param secrets one, or two during rotation; `whsec_` and base64
 * @see Standard Webhooks 1.0, "Signature scheme": `id.timestamp.body` under HMAC-SHA256
 */
export function signerFor(secrets: readonly string[]): Signer {
  const keys = secrets.map((secret) => new Webhook(secret));
  return (eventId, atMs, body) => {
    const at = new Date(atMs);
    return {
      "webhook-id": eventId,
      "webhook-timestamp": String(Math.floor(atMs / 1000)),
      "webhook-signature": keys.map((key) => key.sign(eventId, at, body)).join(" "),
    };
  };
}
