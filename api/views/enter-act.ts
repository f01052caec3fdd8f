import type { Entry } from "../../domain/inputs/input.ts";
import type { ApiToken } from "../../store/ports.ts";
import type { ApiDeps } from "../app.ts";
import { HttpProblem } from "../http/http-problem.ts";

/** The name a person's act is kept under. Routes for people ask for a token, so there is a caller. */
export function nameOf(caller: ApiToken | null): string {
  return caller?.name ?? "";
}

/**
 * Enters what a person does and waits until it is in effect.
 *
 * @param onceKey an act whose key is known is not entered again: it has had its effect
 * @throws {HttpProblem} `api.refused` when it changes nothing, with the reason; `api.changed_since` where others were quicker
 */
export async function enterAct(
  entry: Entry,
  caller: ApiToken | null,
  { entries, log, onceKey }: ApiDeps & { readonly onceKey?: string | undefined },
): Promise<void> {
  const { logged, refusal } = await entries.enter(entry, onceKey);
  const act = { tokenId: caller?.tokenId, entrySeq: logged.entrySeq, kind: entry.kind };
  if (refusal !== null) {
    log.info({ ...act, refusal: refusal.code }, "act of a person refused");
    const isStale = refusal.code.endsWith(".changed_since");
    throw new HttpProblem(isStale ? "api.changed_since" : "api.refused", [], refusal);
  }
  log.info(act, "act of a person in effect");
}
