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

/** The standard streams, in the language that the locale of `env` names: Chinese where it does so, English elsewhere. */
export function openTerminal(env: NodeJS.ProcessEnv): Terminal {
  const language = /^zh/i.test(env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? "") ? "zh" : "en";
  return {
    language,
    say: (text) => text[language],
    env,
    print: (line) => process.stdout.write(`${line}\n`),
    printError: (line) => process.stderr.write(`${line}\n`),
  };
}

/** The same terminal in another language. */
export function inLanguage(terminal: Terminal, language: Language): Terminal {
  return { ...terminal, language, say: (text) => text[language] };
}
