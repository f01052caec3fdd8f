import { passwordFault } from "../../people/passwords/password-rules.ts";
import type { ApiDeps } from "../app.ts";
import { HttpProblem } from "../http/http-problem.ts";

/**
 * The hash of a password that will do.
 *
 * @throws {HttpProblem} `api.refused` saying what is wrong with it, which never shows it; `api.unavailable`
 */
export async function newPasswordHash(
  password: string,
  whose: { readonly accountId: string; readonly name: string },
  { people }: Pick<ApiDeps, "people">,
): Promise<string> {
  const fault = passwordFault(password, whose, people.settings.passwordLength);
  if (fault !== null) throw new HttpProblem("api.refused", [], fault);
  const hash = await people.hash(password);
  if (hash === null) throw new HttpProblem("api.unavailable");
  return hash;
}
