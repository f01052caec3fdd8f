import { HubError } from "../../domain/errors.ts";
import { oneLineSecret } from "../../domain/one-line-secret.ts";
import { peopleTexts } from "../../locales/api/people.ts";
import { fill } from "../../locales/fill.ts";
import { placeWords, secretTexts } from "../../locales/format/secret-words.ts";

/**
 * The client secret at the identity provider: in `GUANLAN_OIDC_SECRET`, or in the file that `GUANLAN_OIDC_SECRET_FILE` names;
 * null where neither is set, for a public client.
 *
 * @param readFile gives the text of a file or throws
 * @throws {HubError} `people.oidc_secret_unusable`
 */
export function clientSecret(
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): string | null {
  const found = oneLineSecret("GUANLAN_OIDC_SECRET", env, readFile);
  if (found.kind === "held") return found.secret;
  if (found.kind === "unset") return null;
  const blanks = { place: placeWords(found.place), got: secretTexts[`got-${found.got}`] };
  throw new HubError("people.oidc_secret_unusable", fill(peopleTexts["oidc-secret"], blanks));
}
