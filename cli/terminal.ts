import { plainLine } from "../domain/plain-line.ts";
import type { BilingualText, Language } from "../domain/text.ts";

/** Control characters beside line feed and tab: a screen would take them for commands. */
const commanding = /(?![\t\n])\p{Cc}/gu;

/** Where a command writes to people, and what it was given. */
export interface Terminal {
  readonly language: Language;
  /** A text in that language. */
  readonly say: (text: BilingualText) => string;
  readonly env: NodeJS.ProcessEnv;
  print(line: string): void;
  printError(line: string): void;
}

/** The standard streams in a language. */
export function openTerminal(env: NodeJS.ProcessEnv, language: Language): Terminal {
  return {
    language,
    say: (text) => text[language],
    env,
    print: (line) => process.stdout.write(`${shown(line)}\n`),
    printError: (line) => process.stderr.write(`${shown(line)}\n`),
  };
}

/** Words that others had a part in, on one line: no line of theirs passes for one of ours. */
export function onOneLine({ zh, en }: BilingualText): BilingualText {
  return { zh: plainLine(zh, Number.POSITIVE_INFINITY), en: plainLine(en, Number.POSITIVE_INFINITY) };
}

function shown(text: string): string {
  return text.replaceAll(commanding, "\u{FFFD}");
}
