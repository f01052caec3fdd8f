import { z } from "zod";
import { levels } from "../../domain/city/level.ts";
import { eventTypes } from "../../domain/governance/event.ts";
import type { EndpointId } from "../../domain/ids.ts";
import { fill } from "../../locales/fill.ts";
import { schemaTexts } from "../../locales/schemas.ts";
import { webhookFormats } from "../formats/formats.ts";

/** A receiver of events, as a city file names it. Its signing secret is never in the city file. */
export const endpointSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, schemaTexts["endpoint-id"].en)
      .transform((id) => id as EndpointId)
      .describe("Name of the endpoint; deliveries are kept under it, so do not rename it while any wait"),
    url: z.string().refine(isPlainHttpUrl, schemaTexts["endpoint-url"].en).describe("Where deliveries are posted"),
    events: z
      .array(z.enum(["*", ...eventTypes]))
      .min(1)
      .describe("Event types it is sent; * for all"),
    minLevel: z
      .enum(levels)
      .optional()
      .describe("A case or warning that has never reached this level is not sent; once reached, all of it is"),
    format: z
      .enum(webhookFormats.map(({ name }) => name))
      .default(webhookFormats[0]!.name)
      .describe("How events are written for it"),
    drills: z
      .boolean()
      .optional()
      .describe("Whether it is sent what is of a drill, marked so; what is real it is sent either way"),
    secretEnv: z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, schemaTexts["environment-variable"].en)
      .optional()
      .describe("Environment variable that holds the signing secret, or two of them with a space during rotation"),
    secretFile: z.string().min(1).optional().describe("File that holds the same instead"),
  })
  .refine((endpoint) => (endpoint.secretEnv === undefined) !== (endpoint.secretFile === undefined), {
    message: schemaTexts["one-secret"].en,
  });

export type Endpoint = z.infer<typeof endpointSchema>;

/** The endpoints of a city: no id twice. */
export const endpointsSchema = z.array(endpointSchema).superRefine((endpoints, context) => {
  const seen = new Set<string>();
  endpoints.forEach((endpoint, index) => {
    if (seen.has(endpoint.id)) {
      const wanted = fill(schemaTexts["endpoint-once"], { id: endpoint.id });
      context.addIssue({ code: "custom", path: [index, "id"], message: wanted.en, params: { wanted } });
    }
    seen.add(endpoint.id);
  });
});

function isPlainHttpUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null) return false;
  const isHttp = url.protocol === "http:" || url.protocol === "https:";
  return isHttp && url.username === "" && url.password === "" && url.hash === "";
}
