import { z } from "zod";

/** Settings of TLS, the same for every listener. */
export const tlsSettings = z.strictObject({
  folder: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Folder of `certificate.pem`, `key.pem`, `device-authority.pem`; `tls` in the store's folder if left out",
    ),
  minVersion: z.enum(["TLSv1.2", "TLSv1.3"]).default("TLSv1.2").describe("Oldest version of TLS that is spoken"),
  reloadCheckMs: z
    .number()
    .int()
    .min(100)
    .default(10000)
    .meta({ unit: "ms" })
    .describe("How often the files are looked at; new ones take over and no connection is cut"),
  allowCleartextTokens: z
    .boolean()
    .default(false)
    .describe(
      "Takes tokens from other machines without TLS: only where something else encrypts the way, such as a VPN",
    ),
});

export type TlsSettings = z.infer<typeof tlsSettings>;
