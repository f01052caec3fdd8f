import { Webhook } from "standardwebhooks";
import type { BilingualText } from "../../domain/text.ts";
import { fill } from "../../locales/fill.ts";
import { webhookTexts } from "../../locales/webhooks.ts";

/** The three headers of one attempt. */
export interface SignatureHeaders {
  readonly "webhook-id": string;
  /** Seconds since 1970 at this attempt: a retry is stamped anew. */
  readonly "webhook-timestamp": string;
  /** One `v1,` signature per secret, with a space between. */
  readonly "webhook-signature": string;
}

/** What a receiver that knows no Standard Webhooks is sent instead of the three headers: its key is in the address or the body. */
export interface SealedRequest extends Partial<Record<keyof SignatureHeaders, never>> {
  readonly kind: "sealed";
  /** What is added to the path of the endpoint's address, and to its query. */
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Signs one attempt. The secrets stay inside the function, where no log can reach them. */
export type Signer = (eventId: string, atMs: number, body: string) => SignatureHeaders | SealedRequest;

/** One attempt as it goes out. */
export interface SignedRequest {
  readonly url: string;
  readonly headers: Pick<SignatureHeaders, "webhook-id"> & Partial<SignatureHeaders>;
  readonly body: string;
}

/** How requests of a format are signed, and what its secrets look like. */
export interface Signing {
  /** What is wrong with the words of a secret, repeating none of it; null when nothing is. */
  faultIn(secrets: readonly string[]): BilingualText | null;
  /** How to come by one. */
  readonly fix: BilingualText;
  signerFor(secrets: readonly string[]): Signer;
}

/** Standard Webhooks 1.0: a secret is 24 to 64 random bytes. */
const secretBytes = { min: 24, max: 64 };

/**
 * @param secrets one, or two during rotation; `whsec_` and base64
 * @see Standard Webhooks 1.0, "Signature scheme": `id.timestamp.body` under HMAC-SHA256
 */
export function signerFor(
  secrets: readonly string[],
): (eventId: string, atMs: number, body: string) => SignatureHeaders {
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

/** How requests are signed where their format has no way of its own. */
export const standardWebhooks: Signing = { faultIn, fix: webhookTexts["make-secret"], signerFor };

/** The request of an attempt to an endpoint at `url`. */
export function requestOf(
  url: string,
  { eventId, body }: { readonly eventId: string; readonly body: string },
  signed: SignatureHeaders | SealedRequest,
): SignedRequest {
  if (!("kind" in signed)) return { url, headers: signed, body };
  const address = new URL(url);
  if (signed.path !== undefined) address.pathname = `${address.pathname.replace(/\/$/, "")}/${signed.path}`;
  for (const [name, value] of Object.entries(signed.query ?? {})) address.searchParams.set(name, value);
  return { url: address.href, headers: { "webhook-id": eventId }, body: signed.body };
}

/** Words that say what is wrong without repeating any of the secret; null when nothing is. */
function faultIn(secrets: readonly string[]): BilingualText | null {
  if (secrets.length > 2) return fill(webhookTexts["too-many-secrets"], { count: secrets.length });
  for (const secret of secrets) {
    if (!secret.startsWith("whsec_")) return webhookTexts["no-prefix"];
    const base64 = secret.slice("whsec_".length);
    const bytes = Buffer.from(base64, "base64");
    // Buffer skips what is not base64; only a text that comes back the same was all base64.
    if (bytes.toString("base64") !== base64) return webhookTexts["not-base64"];
    if (bytes.length < secretBytes.min || bytes.length > secretBytes.max) {
      return fill(webhookTexts["secret-size"], { ...secretBytes, got: bytes.length });
    }
  }
  return null;
}
