import { HubError } from "../../domain/errors.ts";
import type { EndpointId } from "../../domain/ids.ts";
import type { BilingualText } from "../../domain/text.ts";
import { fill, joined } from "../../locales/fill.ts";
import { marks } from "../../locales/shared.ts";
import { webhookTexts } from "../../locales/webhooks.ts";
import type { WebhooksErrorCode } from "../errors.ts";
import { type Signer, signerFor } from "../formats/sign.ts";
import type { Endpoint } from "./endpoint-schema.ts";

/** Standard Webhooks 1.0: a secret is 24 to 64 random bytes. */
const secretBytes = { min: 24, max: 64 };

/**
 * Finds the signing secret of every endpoint and makes its signer. A variable or file holds one secret, or two with
 * white space between while the receiver changes from one to the other: both sign.
 *
 * @param readFile gives the text of a file or throws
 * @throws {HubError} `webhooks.secret_missing`, `webhooks.secret_malformed`; one message for all endpoints at once
 */
export function resolveSecrets(
  endpoints: readonly Endpoint[],
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): ReadonlyMap<EndpointId, Signer> {
  const signers = new Map<EndpointId, Signer>();
  const problems: { readonly code: WebhooksErrorCode; readonly words: BilingualText }[] = [];
  for (const endpoint of endpoints) {
    const held =
      endpoint.secretFile === undefined ? env[endpoint.secretEnv ?? ""] : textOf(endpoint.secretFile, readFile);
    const secrets = (held ?? "").split(/\s+/).filter((word) => word !== "");
    if (secrets.length === 0) {
      problems.push({ code: "webhooks.secret_missing", words: faultAt(endpoint, webhookTexts["no-secret"]) });
      continue;
    }
    const fault = faultIn(secrets);
    if (fault === null) signers.set(endpoint.id, signerFor(secrets));
    else problems.push({ code: "webhooks.secret_malformed", words: faultAt(endpoint, fault) });
  }
  const [first] = problems;
  if (first === undefined) return signers;
  const list = joined(
    problems.map(({ words }) => words),
    marks.semicolon,
  );
  const blanks = { problems: list, fix: webhookTexts["make-secret"] };
  throw new HubError(first.code, fill(webhookTexts["cannot-sign"], blanks));
}

function faultAt({ id, secretEnv, secretFile }: Endpoint, fault: BilingualText): BilingualText {
  return secretFile === undefined
    ? fill(webhookTexts["secret-in-variable"], { endpoint: id, variable: secretEnv ?? "", fault })
    : fill(webhookTexts["secret-in-file"], { endpoint: id, file: secretFile, fault });
}

function textOf(path: string, readFile: (path: string) => string): string | undefined {
  try {
    return readFile(path);
  } catch {
    return undefined;
  }
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
