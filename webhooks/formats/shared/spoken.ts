import type { Callee } from "../../../domain/duty/call.ts";
import type { HubEvent } from "../../../domain/governance/event.ts";
import { isExerciseEvent } from "../../../domain/governance/exercise.ts";
import { plainLine } from "../../../domain/plain-line.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { saidAs } from "../../../locales/messages/exercise.ts";
import { robotTexts } from "../../../locales/webhooks.ts";
import type { BodyContext } from "../webhook-format.ts";
import { pathOf } from "./path-of.ts";

/** In front of every text to people: robots that ask for a keyword are given this one. */
export const keyword = robotTexts.keyword.zh;

/** What an event says to people, each part one plain line that bears the mark of a drill: what others wrote can neither hide nor turn words. */
export interface Spoken {
  readonly title: BilingualText;
  readonly message: BilingualText;
  /** Who is called by it; null where nobody is. */
  readonly callee: Callee | null;
  /** Where people open it; null where nobody has said where the hub is to be opened. */
  readonly url: string | null;
}

const most = { title: 200, message: 1_000 } as const;

export function spokenOf(event: HubEvent, { publicUrl = null }: BodyContext): Spoken {
  const title = titleOf(event);
  const { data } = event;
  const message = ("message" in data ? data.message : undefined) ?? title;
  const mark = { isExercise: isExerciseEvent(event) };
  return {
    title: inLines(saidAs(title, mark), most.title),
    message: inLines(saidAs(message, mark), most.message),
    callee: event.type === "call.requested" ? event.data.call.to : null,
    url: publicUrl === null ? null : `${publicUrl}${pathOf(event)}`,
  };
}

function titleOf({ data }: HubEvent): BilingualText {
  if ("title" in data) return data.title;
  return "case" in data ? data.case.title : data.warning.title;
}

function inLines({ zh, en }: BilingualText, length: number): BilingualText {
  return { zh: plainLine(zh, length), en: plainLine(en, length) };
}

/** The text of a message to a group: what, in both languages, and where to open it. */
export function chatText({ message, url }: Spoken): string {
  return [`${keyword}${message.zh}`, message.en, ...(url === null ? [] : [url])].join("\n");
}

/** A text cut so that it takes at most so many bytes in UTF-8. */
export function cutToBytes(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let held = "";
  let size = Buffer.byteLength("…");
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > bytes) break;
    held += character;
  }
  return `${held}…`;
}

/** A Chinese mobile number as robots name people by it; null for any other number. */
export function mobileOf(callee: Callee | null): string | null {
  const digits = callee?.phone?.replace(/[ ()-]/g, "").replace(/^(\+|00)?86/, "") ?? "";
  return /^1\d{10}$/.test(digits) ? digits : null;
}
