import type { FastifyReply } from "fastify";
import { z } from "zod";
import { wantedTexts } from "../../locales/api.ts";
import type { Caller } from "../../people/caller.ts";
import { omitUndefined } from "./omit-undefined.ts";

const revisionText = /^(?:W\/)?"?(\d{1,9})"?$/;

const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/)
  .optional()
  .describe(
    "Made by the caller for this one act: sent again with it, the same act is answered as before and not made twice",
  );

/** Headers of an act that depends on no revision. */
export const onceHeaders = z.looseObject({ "idempotency-key": idempotencyKey });

/** Headers of a call that changes something which others may change meanwhile. */
export const actHeaders = z.looseObject({
  "if-match": z
    .string()
    .max(40)
    .optional()
    .describe(
      "Revision that the caller has seen, as its ETag; 412 where others have changed it since. Left out for any",
    )
    .transform((text, context): number | undefined => {
      if (text === undefined || text === "*") return undefined;
      const [, revision] = revisionText.exec(text.trim()) ?? [];
      if (revision !== undefined) return Number(revision);
      context.addIssue({ code: "custom", params: { wanted: wantedTexts["revision-tag"] } });
      return z.NEVER;
    }),
  "idempotency-key": idempotencyKey,
});

export type ActHeaders = z.infer<typeof actHeaders>;

/** Names the revision of what is answered, for `If-Match`. */
export function tagRevision(reply: FastifyReply, revision: number): void {
  reply.header("ETag", `"${revision}"`);
}

/** The revision that the caller has seen, as an act has it. */
export function seenRevision(headers: ActHeaders): { readonly ifRevision?: number } {
  return omitUndefined({ ifRevision: headers["if-match"] });
}

/** Under what an act is entered once in the log: the same key of the same caller about the same thing is the same act. */
export function onceKeyOf(
  headers: z.infer<typeof onceHeaders>,
  caller: Caller | null,
  about: string,
): string | undefined {
  const key = headers["idempotency-key"];
  return key === undefined ? undefined : `api ${caller?.accountId ?? ""} ${about} ${key}`;
}
