import { type ErrorCode, HubError } from "../domain/errors.ts";
import type { BilingualText, Language } from "../domain/text.ts";
import { enumerated, fill } from "../locales/fill.ts";
import { problemTexts } from "../locales/yaml.ts";

/** One thing wrong with what a person wrote, said so that they can put it right. Never carries a secret's value. */
export interface ConfigProblem {
  /** `file:line:column`, or the name of an environment variable. */
  readonly where: string;
  /** Where in the file's own terms, such as `stations[3].position.latitude`; empty for the whole. */
  readonly path: string;
  readonly wanted: BilingualText;
  /** A string where it is what they wrote, as it stands. */
  readonly got: BilingualText | string;
  /** What to do about it; null where `wanted` says so already. */
  readonly fix: BilingualText | null;
}

/** A problem on one line: `where path: wanted ..., got ...; fix`. */
export function problemText(problem: ConfigProblem, language: Language): string {
  return problemWords(problem)[language];
}

/** All of them at once, one a line, as an error whose `cause` is the list. */
export function problemsError(code: ErrorCode, heading: BilingualText, problems: readonly ConfigProblem[]): HubError {
  const first =
    problems.length === 1
      ? fill(problemTexts["heading.one"], { heading })
      : fill(problemTexts["heading.many"], { heading, count: problems.length });
  const lines = (language: Language): string =>
    [first[language], ...problems.map((problem) => `  ${problemText(problem, language)}`)].join("\n");
  return new HubError(code, { zh: lines("zh"), en: lines("en") }, { cause: problems });
}

function problemWords({ where, path, wanted, got, fix }: ConfigProblem): BilingualText {
  const at = path === "" ? where : `${where} ${path}`;
  const line = fill(problemTexts.line, { at, wanted, got });
  if (fix === null) return line;
  const end = fill(problemTexts.fix, { fix });
  return { zh: line.zh + end.zh, en: line.en + end.en };
}

/** `["stations", 3, "id"]` as `stations[3].id`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? String(part) : `.${String(part)}`))
    .join("");
}

const maxGotLength = 60;

/** A value as `got` shows it, shortened. */
export function gotText(value: unknown): BilingualText | string {
  if (value === undefined || value === null || value === "") return problemTexts["got.nothing"];
  if (Array.isArray(value)) {
    return value.length === 0
      ? problemTexts["got.empty-list"]
      : fill(problemTexts["got.list"], { count: value.length });
  }
  if (typeof value === "object") return fill(problemTexts["got.keys"], { keys: keysText(value) });
  return typeof value === "string" ? shortened(withoutSignIn(JSON.stringify(value))) : String(value);
}

function keysText(group: object): BilingualText {
  const keys = Object.keys(group);
  if (keys.length === 0) return problemTexts["got.no-keys"];
  const { zh, en } = enumerated(keys);
  return { zh: shortened(zh), en: shortened(en) };
}

/** `https://user:password@host` is a secret in the middle of a URL. */
function withoutSignIn(text: string): string {
  return text.replaceAll(/\/\/[^/@\s]+@/g, "//...@");
}

function shortened(text: string): string {
  return text.length <= maxGotLength ? text : `${text.slice(0, maxGotLength)}...`;
}
