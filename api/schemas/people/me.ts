import { z } from "zod";
import { longestSubject, providerRefusals } from "../../../domain/people/provider-refusal.ts";
import { roles } from "../../../domain/people/role.ts";
import { fieldTexts } from "../../../locales/api.ts";
import { fill } from "../../../locales/fill.ts";
import { rights } from "../../../people/rights.ts";
import { lineOf } from "../../http/plain-text.ts";
import { instant } from "../common.ts";

/** Bounds are those of the password rules, which say what is wrong without showing it. */
export const password = z.string().max(1000);

export const grantShape = {
  roles: z.array(z.enum(roles)),
  areaCodes: z.array(z.string()).describe("Areas it reaches, with all below them"),
  deviceIds: z.array(z.string()).describe("Devices it reaches beside those of its areas, or alone"),
};

export const language = z.enum(["zh", "en"]);

/** Preferences of one account. */
const mostPreferences = 100;

const preferences = z
  .record(z.string().min(1).max(60), z.union([z.string().max(500), z.number(), z.boolean()]))
  .refine((given) => Object.keys(given).length <= mostPreferences, {
    params: { wanted: fill(fieldTexts["items.up-to"], { bound: String(mostPreferences) }) },
  })
  .describe("What a person's screens keep; small values by name");

export const signInBody = z.strictObject({ accountId: z.string().min(1).max(64), password });

export const me = z
  .strictObject({
    kind: z.enum(["account", "token"]),
    accountId: z.string(),
    name: z.string(),
    ...grantShape,
    rights: z.array(z.enum(rights)),
    isWholeCity: z.boolean().describe("False where areas or devices narrow what is shown"),
    language: language.nullable().describe("Null for a token"),
    preferences,
    csrfToken: z
      .string()
      .nullable()
      .describe("Goes into the header x-guanlan-csrf of calls by session that change something; null for a token"),
    endsAt: instant.nullable().describe("When the session ends at the latest; null for a token"),
  })
  .meta({ id: "Me" });

export const sessionQuery = z.strictObject({
  refused: z.enum(providerRefusals).optional().describe("Code behind `#refused=`, to be put in words"),
  subject: lineOf(longestSubject).optional(),
});

const inBoth = z.strictObject({ zh: z.string(), en: z.string() });

export const sessionNow = z.strictObject({
  me: me.nullable().describe("Null where nobody is signed in"),
  provider: z
    .strictObject({
      name: inBoth.describe("For the button"),
      startUrl: z.string().describe("Where a browser goes to sign in there; it comes back signed in"),
    })
    .nullable()
    .describe("The city's identity provider; null where one signs in by password alone"),
  refused: inBoth.nullable().describe("Why a sign-in through it was refused, for the `refused` that was asked"),
});

export const linkBody = z.strictObject({ code: z.string().min(1).max(100).describe("Of a link that is good once") });

export const signedOut = z.strictObject({ signedOut: z.literal(true) });

export const preferencesBody = z.strictObject({ language: language.optional(), preferences: preferences.optional() });

export const ownPasswordBody = z.strictObject({ currentPassword: password, newPassword: password });
