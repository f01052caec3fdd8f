import { z } from "zod";
import { schemaTexts } from "../locales/schemas.ts";

const oidcSettings = z.strictObject({
  enabled: z.boolean().default(false).describe("Whether people may sign in through the city's identity provider"),
  issuer: z
    .string()
    .regex(/^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/, schemaTexts.issuer.en)
    .optional()
    .describe(
      "Issuer of the identity provider; what stands at `/.well-known/openid-configuration` below it must name the same",
    ),
  clientId: z
    .string()
    .min(1)
    .default("guanlan")
    .describe("What the provider calls this hub; its client secret comes by a variable, below"),
  subjectClaim: z
    .string()
    .min(1)
    .default("sub")
    .describe(
      "Claim that says who somebody is, one that is never given to another person; accounts have it as `subject`",
    ),
  scopes: z
    .string()
    .regex(/^openid(?: [!#-[\]-~]+)*$/, schemaTexts.scopes.en)
    .default("openid profile")
    .describe("What the provider is asked to tell"),
  prompt: z
    .enum(["login", "provider"])
    .default("login")
    .describe(
      "`login`: the provider asks for the password each time, as duty rooms share computers; `provider`: it decides",
    ),
  name: z
    .string()
    .min(1)
    .max(60)
    .optional()
    .describe("What stands on the button, in both languages; left out: the words for an identity provider"),
});

export type OidcSettings = z.infer<typeof oidcSettings>;

export const peopleSettings = z.strictObject({
  sessionIdleMinutes: z
    .number()
    .int()
    .min(1)
    .default(60)
    .meta({ unit: "min" })
    .describe("A session is over after this long without a call or an open live stream"),
  sessionHours: z
    .number()
    .int()
    .min(1)
    .max(720)
    .default(24)
    .meta({ unit: "h" })
    .describe("A session is over this long after signing in, whatever happens"),
  passwordLength: z.number().int().min(8).max(128).default(12).describe("Fewest characters of a password"),
  passwordCost: z
    .number()
    .int()
    .min(10)
    .max(20)
    .default(17)
    .describe("Work of one password check, as a power of two of scrypt's N; 17 takes 128 MiB for a moment"),
  lockAfter: z.number().int().min(1).default(5).describe("Wrong passwords for an account in a row before it waits"),
  lockMinutes: z
    .number()
    .int()
    .min(1)
    .default(15)
    .meta({ unit: "min" })
    .describe("How long it waits; addresses it had signed in from since the start of the hub count by themselves"),
  failuresPerMinute: z
    .number()
    .int()
    .min(1)
    .default(20)
    .describe("Failed sign-ins a minute from one address before it waits"),
  oidc: oidcSettings.prefault({}).describe("Sign-in by OpenID Connect"),
});

export type PeopleSettings = z.infer<typeof peopleSettings>;
