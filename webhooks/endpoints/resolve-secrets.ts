import { HubError } from "../../domain/errors.ts";
import type { EndpointId } from "../../domain/ids.ts";
import type { BilingualText } from "../../domain/text.ts";
import { fill, joined } from "../../locales/fill.ts";
import { marks } from "../../locales/shared.ts";
import { webhookTexts } from "../../locales/webhooks.ts";
import type { WebhooksErrorCode } from "../errors.ts";
import { signingOf } from "../formats/formats.ts";
import { type Signer, standardWebhooks } from "../formats/sign.ts";
import type { Endpoint } from "./endpoint-schema.ts";

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
  const problems: { readonly code: WebhooksErrorCode; readonly words: BilingualText; readonly fix: BilingualText }[] =
    [];
  for (const endpoint of endpoints) {
    const signing = signingOf(endpoint.format);
    const held =
      endpoint.secretFile === undefined ? env[endpoint.secretEnv ?? ""] : textOf(endpoint.secretFile, readFile);
    const secrets = (held ?? "").split(/\s+/).filter((word) => word !== "");
    if (secrets.length === 0) {
      const fault = signing === standardWebhooks ? webhookTexts["no-secret"] : webhookTexts["no-key"];
      problems.push({ code: "webhooks.secret_missing", words: faultAt(endpoint, fault), fix: signing.fix });
      continue;
    }
    const fault = signing.faultIn(secrets);
    if (fault === null) signers.set(endpoint.id, signing.signerFor(secrets));
    else problems.push({ code: "webhooks.secret_malformed", words: faultAt(endpoint, fault), fix: signing.fix });
  }
  const [first] = problems;
  if (first === undefined) return signers;
  const list = joined(
    problems.map(({ words }) => words),
    marks.semicolon,
  );
  const blanks = { problems: list, fix: first.fix };
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
