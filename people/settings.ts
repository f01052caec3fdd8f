import { z } from "zod";

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
});

export type PeopleSettings = z.infer<typeof peopleSettings>;
