/** A word that is no longer used, as docs/glossary.md has it. */
export interface RetiredWord {
  /** One or more words, small letters: `ledger`, `order desk`. */
  readonly words: readonly string[];
  /** `names`: only in names of files and of what code declares; ordinary English elsewhere. */
  readonly scope: "everywhere" | "names";
  /** Names and files with which the word still stands: an exact name, or a path from the root; of a folder, all below it. */
  readonly exceptions: ReadonlySet<string>;
}

const heading = /^\| retired \|.*\n\| --- \|.*\n/m;

/**
 * The table "Retired words": `| retired, retired | use | everywhere or names | where it still stands, and why |`. Names
 * and paths in backticks in the last column are what the word still stands with.
 *
 * @throws {Error} for a page without the table, or a row that is none of its kind
 */
export function retiredWords(glossary: string): readonly RetiredWord[] {
  const found = heading.exec(glossary);
  if (found === null) throw new Error("Cannot read the glossary as it must hold a table of retired words: got none");
  const [table = ""] = glossary.slice(found.index + found[0].length).split(/\n(?!\|)/, 1);
  return table
    .trimEnd()
    .split("\n")
    .flatMap((row) => {
      const [, retired = "", , scope = "", stands = ""] = row.split("|").map((cell) => cell.trim());
      if (scope !== "everywhere" && scope !== "names") {
        throw new Error(`Cannot read the glossary as a row must say everywhere or names: got ${row}`);
      }
      const exceptions = new Set([...stands.matchAll(/`([^`]+)`/g)].map(([, name]) => name as string));
      return retired.split(", ").map((words) => ({ words: words.split(" "), scope, exceptions }) as const);
    });
}

/** `takeHTTPPort2` and `take-http-port` as take, http, port: small letters, no digits. */
export function wordsIn(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");
}

/** Whether the retired words come one after the other, the last one alone or as a plural. */
export function holds(words: readonly string[], { words: retired }: RetiredWord): boolean {
  return words.some((_, at) =>
    retired.every((one, index) => {
      const word = words[at + index];
      return word === one || (index === retired.length - 1 && word === `${one}s`);
    }),
  );
}

/** Whether the word still stands in a file, or with a name. */
export function isException({ exceptions }: RetiredWord, file: string, name?: string): boolean {
  if (name !== undefined && exceptions.has(name)) return true;
  return [...exceptions].some((path) => path === file || (path.endsWith("/") && file.startsWith(path)));
}

/** Text without what is quoted from data or code: fenced blocks, and what stands in backticks. */
export function proseOf(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```/gm, " ").replaceAll(/`[^`\n]*`/g, " ");
}
