import { type ErrorCode, HubError } from "../domain/errors.ts";
import type { BilingualText } from "../domain/text.ts";

/** One thing wrong with what a person wrote, told so that they can put it right. Never carries a secret's value. */
export interface ConfigProblem {
  /** `file:line:column`, or the name of an environment variable. */
  readonly where: string;
  /** Where in the file's own terms, such as `stations[3].position.latitude`; empty for the whole. */
  readonly path: string;
  readonly wanted: string;
  readonly got: string;
  /** What to do about it, where `wanted` does not say so already; empty for none. */
  readonly fix: string;
}

/** A problem on one line: `where path: wanted ..., got ...; fix`. */
export function problemText(problem: ConfigProblem): string {
  const at = problem.path === "" ? problem.where : `${problem.where} ${problem.path}`;
  const fix = problem.fix === "" ? "" : `; ${problem.fix}`;
  return `${at}: wanted ${problem.wanted}, got ${problem.got}${fix}`;
}

/** All of them at once, one a line, as an error whose `cause` is the list. */
export function problemsError(
  code: ErrorCode,
  heading: BilingualText | string,
  problems: readonly ConfigProblem[],
): HubError {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const lines = problems.map((problem) => `  ${problemText(problem)}`);
  const { zh, en } = typeof heading === "string" ? { zh: heading, en: heading } : heading;
  const words = { zh: [`${zh}: ${count}`, ...lines].join("\n"), en: [`${en}: ${count}`, ...lines].join("\n") };
  return new HubError(code, words, { cause: problems });
}

/** `["stations", 3, "id"]` as `stations[3].id`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? String(part) : `.${String(part)}`))
    .join("");
}

const maxGotLength = 60;

/** A value as `got` shows it, shortened. */
export function gotText(value: unknown): string {
  if (value === undefined || value === null || value === "") return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  if (typeof value === "object") return `keys ${shortened(Object.keys(value).join(", ") || "(none)")}`;
  return typeof value === "string" ? shortened(withoutSignIn(JSON.stringify(value))) : String(value);
}

/** `https://user:password@host` is a secret in the middle of a URL. */
function withoutSignIn(text: string): string {
  return text.replaceAll(/\/\/[^/@\s]+@/g, "//...@");
}

function shortened(text: string): string {
  return text.length <= maxGotLength ? text : `${text.slice(0, maxGotLength)}...`;
}
