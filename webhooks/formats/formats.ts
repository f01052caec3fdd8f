import { cloudevents } from "./cloudevents.ts";
import type { WebhookFormat } from "./webhook-format.ts";

/** Every format an endpoint may name; the first is what it gets when it names none. */
export const webhookFormats: readonly WebhookFormat[] = [cloudevents];

/** Content type of a body kept under `format`; JSON's own where this release has no such format any more. */
export function contentTypeOf(format: string): string {
  return webhookFormats.find(({ name }) => name === format)?.contentType ?? "application/json";
}
