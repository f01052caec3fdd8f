import type { HubEvent } from "../../domain/governance/event.ts";

/** What a body may say beside its event. */
export interface BodyContext {
  /** The hub that sends, as a URI such as `urn:guanlan:zhengzhou`. */
  readonly source: string;
  /** Where people open the hub, without a slash at the end; null where nobody has said. */
  readonly publicUrl?: string | null;
}

/**
 * How events are written for receivers of one kind. A new format is one file that exports one of these, and its line in
 * formats.ts; endpoints name it in the city's folder.
 *
 * @example
 * export const titleOnly: WebhookFormat = {
 *   name: "title-only",
 *   contentType: "text/plain; charset=utf-8",
 *   body: (event) => `${event.type} ${event.subject}\n`,
 * };
 */
export interface WebhookFormat {
  /** Never changes: bodies and deliveries are kept under it. */
  readonly name: string;
  readonly contentType: string;
  /** The exact text that is signed and sent. The same event and context always give the same text. */
  body(event: HubEvent, context: BodyContext): string;
}
