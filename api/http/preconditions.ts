import type { Caller } from "../../people/caller.ts";
import type { ActHeaders } from "./act-headers.ts";
import { omitUndefined } from "./omit-undefined.ts";

/** The revision that the caller has seen, as an act has it. */
export function seenRevision(headers: ActHeaders): { readonly ifRevision?: number } {
  return omitUndefined({ ifRevision: headers["if-match"] });
}

/** Under what an act is entered once in the log: the same key of the same caller about the same thing is the same act. */
export function onceKeyOf(headers: ActHeaders, caller: Caller | null, about: string): string | undefined {
  const key = headers["idempotency-key"];
  return key === undefined ? undefined : `api ${caller?.accountId ?? ""} ${about} ${key}`;
}
