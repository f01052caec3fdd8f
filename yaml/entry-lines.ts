/** A list under one key, read without a YAML parser. */
export type EntryLines = Readonly<Record<string, readonly unknown[]>>;

const keyLine = /^([a-z][a-z-]*):$/;

/**
 * Reads a file as programs write large lists: comments, one key, then an entry a line as JSON, which is YAML too (1.2, 1.3). A list of
 * 3,000 stations is read 30 times faster so, and in a fraction of the memory.
 *
 * @returns null for any other text, however little it differs, which then is for the YAML parser to understand or to refuse: an
 *   entry counts only where writing it anew gives the same line, so that none has a key twice
 */
export function readEntryLines(text: string): EntryLines | null {
  let key: string | null = null;
  const entries: unknown[] = [];
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const named: string | undefined = key === null ? keyLine.exec(line)?.[1] : undefined;
    if (named !== undefined) {
      key = named;
      continue;
    }
    const entry = key === null ? null : entryOf(line);
    if (entry === null) return null;
    entries.push(entry);
  }
  return key === null || entries.length === 0 ? null : { [key]: entries };
}

function entryOf(line: string): object | null {
  if (!line.startsWith("  - {")) return null;
  const json = line.slice(4);
  try {
    const entry: unknown = JSON.parse(json);
    return typeof entry === "object" && entry !== null && JSON.stringify(entry) === json ? entry : null;
  } catch {
    return null;
  }
}

/** The text of such a file. @param heading lines of comment, each beginning with `#` */
export function entryLinesText(heading: string, key: string, entries: readonly object[]): string {
  return `${heading}\n${key}:\n${entries.map((entry) => `  - ${JSON.stringify(entry)}\n`).join("")}`;
}
