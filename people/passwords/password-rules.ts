import type { Refusal } from "../../domain/governance/refusal.ts";
import { peopleTexts } from "../../locales/api/people.ts";
import { fill } from "../../locales/fill.ts";

const longest = 256;
const fewestDifferent = 5;

/** Why a password will not do; null for one that will. Length is what counts; what it is made of is the person's own. */
export function passwordFault(
  password: string,
  { accountId, name }: { readonly accountId: string; readonly name: string },
  shortest: number,
): Refusal | null {
  const length = [...password].length;
  if (length < shortest || length > longest) {
    const blanks = { from: shortest, upTo: longest, got: length };
    return { code: "people.bad_password", words: fill(peopleTexts["password-length"], blanks) };
  }
  if (new Set(password).size < fewestDifferent) {
    return { code: "people.bad_password", words: peopleTexts["password-one-character"] };
  }
  const lower = password.toLowerCase();
  const isOwn = [accountId, name].some((own) => own.length > 1 && lower.includes(own.toLowerCase()));
  return isOwn ? { code: "people.bad_password", words: peopleTexts["password-is-name"] } : null;
}
