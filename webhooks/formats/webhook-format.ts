import type { AttemptReason } from "../../domain/governance/delivery.ts";
import type { HubEvent } from "../../domain/governance/event.ts";
import type { Signing } from "./sign.ts";

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
  /** Standard Webhooks where left out. */
  readonly signing?: Signing;
  /**
   * The exact text that is signed and sent; null for an event that receivers of this kind are not told of. The same event and
   * context always give the same text. Never a secret: it is kept.
   */
  body(event: HubEvent, context: BodyContext): string | null;
  /** How an answer of 2xx refuses all the same, where receivers of this kind do that; null for one that accepts. */
  refusalIn?(answer: string): RefusedAnswer | null;
}

/** What a receiver says that answers 200 and has not taken the event. */
export interface RefusedAnswer {
  readonly reason: Extract<AttemptReason, "client_error" | "throttled" | "server_error">;
  readonly detail: string;
}

/** JSON of an answer; null for what is none. */
export function answerFields(answer: string): Readonly<Record<string, unknown>> | null {
  try {
    const read: unknown = JSON.parse(answer);
    return typeof read === "object" && read !== null && !Array.isArray(read) ? { ...read } : null;
  } catch {
    return null;
  }
}
