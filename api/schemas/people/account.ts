import { z } from "zod";
import type { AreaCode, DeviceId } from "../../../domain/ids.ts";
import { longestSubject } from "../../../domain/people/provider-refusal.ts";
import { roles } from "../../../domain/people/role.ts";
import { lineOf } from "../../http/plain-text.ts";
import { idOf, instant } from "../common.ts";
import { grantShape, language, password } from "./me.ts";

export const account = z
  .strictObject({
    accountId: z.string(),
    name: z.string(),
    ...grantShape,
    subject: z
      .string()
      .nullable()
      .describe("Who it is to the identity provider; null for who does not sign in through it"),
    isDisabled: z.boolean(),
    language,
    createdAt: instant,
  })
  .meta({ id: "Account" });

export const accountList = z.strictObject({ rows: z.array(account) });

export const accountPath = z.strictObject({ id: idOf<string>() });

const name = lineOf(100);

/** Compared as it is: nothing is taken out or made smaller. */
const subject = z
  .string()
  .min(1)
  .max(longestSubject)
  .nullable()
  .describe(
    "What the identity provider says in the claim of `people.oidc.subjectClaim`, exactly so written; null for none",
  );

const given = {
  roles: z.array(z.enum(roles)).min(1).max(roles.length),
  areaCodes: z.array(idOf<AreaCode>()).max(200).describe("None, and no devices, for the whole city"),
  deviceIds: z.array(idOf<DeviceId>()).max(200),
};

export const newAccountBody = z.strictObject({
  accountId: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,63}$/),
  name,
  roles: given.roles,
  areaCodes: given.areaCodes.default([]),
  deviceIds: given.deviceIds.default([]),
  language: language.default("zh"),
  subject: subject.default(null),
  password: password
    .optional()
    .describe("Left out for who signs in through the identity provider alone; needs a subject"),
});

export const accountChangeBody = z
  .strictObject({
    name: name.optional(),
    roles: given.roles.optional(),
    areaCodes: given.areaCodes.optional(),
    deviceIds: given.deviceIds.optional(),
    isDisabled: z.boolean().optional().describe("true ends its sessions and live streams at once"),
    language: language.optional(),
    subject: subject.optional().describe("Another than before, or null for none, ends its sessions"),
  })
  .describe("What is left out stays");

export const passwordBody = z.strictObject({ password });
