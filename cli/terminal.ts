import type { BilingualText, Language } from "../domain/text.ts";

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
    print: (line) => process.stdout.write(`${line}\n`),
    printError: (line) => process.stderr.write(`${line}\n`),
  };
}
