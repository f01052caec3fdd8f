/** Where a secret was looked for. */
export type SecretPlace =
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "file"; readonly file: string };

export type FoundSecret =
  | { readonly kind: "held"; readonly secret: string }
  /** Neither variable nor file is named. */
  | { readonly kind: "unset"; readonly place: SecretPlace }
  | { readonly kind: "unusable"; readonly place: SecretPlace; readonly got: "nothing" | "several-lines" };

/**
 * A secret of one line, as a header can carry it: in its variable, or in the file that the variable `<name>_FILE` names.
 *
 * @param readFile gives the text of a file or throws
 */
export function oneLineSecret(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): FoundSecret {
  const file = env[`${name}_FILE`];
  const isFile = env[name] === undefined && file !== undefined;
  const place: SecretPlace = isFile ? { kind: "file", file } : { kind: "variable", name };
  if (!isFile && env[name] === undefined) return { kind: "unset", place };
  const held = (isFile ? textOf(file, readFile) : env[name])?.trim() ?? "";
  if (held === "") return { kind: "unusable", place, got: "nothing" };
  return /[\r\n]/.test(held) ? { kind: "unusable", place, got: "several-lines" } : { kind: "held", secret: held };
}

function textOf(path: string, readFile: (path: string) => string): string | undefined {
  try {
    return readFile(path);
  } catch {
    return undefined;
  }
}
