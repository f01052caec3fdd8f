import { HubError } from "../../domain/errors.ts";
import type { EndpointId } from "../../domain/ids.ts";
import type { WebhooksErrorCode } from "../errors.ts";
import { type Signer, signerFor } from "../formats/sign.ts";
import type { Endpoint } from "./endpoint-schema.ts";

/** Standard Webhooks 1.0: a secret is 24 to 64 random bytes. */
const secretBytes = { min: 24, max: 64 };
const howToMake = 'make one with: echo "whsec_$(openssl rand -base64 32)"';

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
  const problems: { readonly code: WebhooksErrorCode; readonly words: string }[] = [];
  for (const endpoint of endpoints) {
    const place = placeOf(endpoint);
    const held =
      endpoint.secretFile === undefined ? env[endpoint.secretEnv ?? ""] : textOf(endpoint.secretFile, readFile);
    const secrets = (held ?? "").split(/\s+/).filter((word) => word !== "");
    if (secrets.length === 0) {
      problems.push({ code: "webhooks.secret_missing", words: `${place}: wanted a whsec_ secret, got nothing` });
      continue;
    }
    const fault = faultIn(secrets);
    if (fault === null) signers.set(endpoint.id, signerFor(secrets));
    else problems.push({ code: "webhooks.secret_malformed", words: `${place}: ${fault}` });
  }
  const [first] = problems;
  if (first === undefined) return signers;
  const list = problems.map(({ words }) => words).join("; ");
  throw new HubError(first.code, `Cannot sign webhook deliveries. ${list}. To mend it, ${howToMake}`);
}

function placeOf(endpoint: Endpoint): string {
  const place =
    endpoint.secretFile === undefined ? `environment variable ${endpoint.secretEnv}` : `file ${endpoint.secretFile}`;
  return `Endpoint ${endpoint.id}, ${place}`;
}

function textOf(path: string, readFile: (path: string) => string): string | undefined {
  try {
    return readFile(path);
  } catch {
    return undefined;
  }
}

/** Words that say what is wrong without repeating any of the secret; null when nothing is. */
function faultIn(secrets: readonly string[]): string | null {
  if (secrets.length > 2) return `wanted one secret, or two during rotation, got ${secrets.length}`;
  for (const secret of secrets) {
    if (!secret.startsWith("whsec_")) return "wanted whsec_ in front, got something else";
    const base64 = secret.slice("whsec_".length);
    const bytes = Buffer.from(base64, "base64");
    // Buffer skips what is not base64; only a text that comes back the same was all base64.
    if (bytes.toString("base64") !== base64) return "wanted base64 with padding after whsec_, got something else";
    if (bytes.length < secretBytes.min || bytes.length > secretBytes.max) {
      return `wanted ${secretBytes.min} to ${secretBytes.max} bytes, got ${bytes.length}`;
    }
  }
  return null;
}
