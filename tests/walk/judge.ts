import type { Command } from "./commands.ts";
import { type District, districts, signsOfOthers } from "./walk-city.ts";

/** What the hub said to a command. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

const signs = new Map<District, RegExp>(districts.map((each) => [each, signsOfOthers(each)]));
const chinese = /\p{Script=Han}/u;

/** What is wrong with an answer whatever the command was; null for nothing. */
export function faultOf(command: Command, answer: Answer): string | null {
  const fault = answer.status < 400 ? faultOfAnswer(command, answer) : faultOfProblem(command, answer);
  if (fault === null) return null;
  const { walker, method, path, body } = command;
  const said = body === undefined ? "" : ` ${JSON.stringify(body).slice(0, 200)}`;
  return `${walker.name} ${method} ${path}${said}: ${answer.status} ${fault}: ${answer.text.slice(0, 300)}`;
}

function faultOfAnswer({ walker, district }: Command, { text }: Answer): string | null {
  if (walker.name === "nobody") return "answered to nobody";
  if (walker.district === null) return null;
  if (district !== null && district !== walker.district) return "did or showed what is of another district";
  return signs.get(walker.district)?.test(text) === true ? "tells of another district" : null;
}

function faultOfProblem({ language }: Command, { status, contentType, text }: Answer): string | null {
  if (status >= 500) return "broke";
  if (!contentType.startsWith("application/problem+json")) return "is no problem";
  const { title, detail, code } = JSON.parse(text) as Readonly<Record<string, unknown>>;
  if (typeof title !== "string" || typeof detail !== "string" || typeof code !== "string") return "lacks its words";
  // What the caller wrote is quoted as it came; the title is all ours.
  if (chinese.test(title) !== (language === "zh")) return `is not in the language asked for (${language})`;
  return language === "zh" && !chinese.test(detail) ? "says why in English alone" : null;
}

/** The code of a refusal, of the reason behind it where there is one. */
export function codeOf({ text }: Answer): string {
  const { code, refusal } = JSON.parse(text) as { readonly code: string; readonly refusal?: string };
  return refusal ?? code;
}
