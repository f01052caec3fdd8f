import { type BilingualText, isBilingual } from "../../domain/text.ts";
import { fill } from "../fill.ts";
import { errorTexts, sqliteErrorTexts, systemErrorTexts } from "./system-errors.ts";

interface SystemFault {
  readonly code?: unknown;
  /** Result code of SQLite; its low byte is the primary one. */
  readonly errcode?: unknown;
  readonly path?: unknown;
  readonly address?: unknown;
  readonly port?: unknown;
  readonly words?: unknown;
  readonly errors?: unknown;
}

/**
 * What went wrong, in both languages, of an error that is not ours: those of the system by their code, JSON by its place.
 * An error that has words of its own keeps them.
 */
export function errorWords(error: unknown): BilingualText {
  const fault = (typeof error === "object" && error !== null ? error : {}) as SystemFault;
  if (isBilingual(fault.words)) return fault.words;
  // A connection tried at several addresses fails with one error each.
  if (Array.isArray(fault.errors) && fault.errors.length > 0) return errorWords(fault.errors[0]);
  const code = String(fault.code ?? "");
  if (Object.hasOwn(systemErrorTexts, code)) return systemWords(code as keyof typeof systemErrorTexts, fault);
  if (typeof fault.errcode === "number" && Object.hasOwn(sqliteErrorTexts, fault.errcode & 0xff)) {
    const words = sqliteErrorTexts[(fault.errcode & 0xff) as keyof typeof sqliteErrorTexts];
    return fill(errorTexts["with-code"], { words, code: `SQLite ${fault.errcode}` });
  }
  const said = error instanceof Error ? error.message : String(error);
  return error instanceof SyntaxError ? jsonWords(said) : fill(errorTexts.other, { said: said.slice(0, 300) });
}

function systemWords(code: keyof typeof systemErrorTexts, { path, address, port }: SystemFault): BilingualText {
  const words = systemErrorTexts[code];
  if (typeof path === "string") return fill(errorTexts["with-place"], { place: path, words, code });
  if (typeof address !== "string" || port === undefined) return fill(errorTexts["with-code"], { words, code });
  return fill(errorTexts["with-place"], { place: `${address}:${port}`, words, code });
}

function jsonWords(said: string): BilingualText {
  const [, line, column] = /line (\d+) column (\d+)/.exec(said) ?? [];
  const where = line === undefined || column === undefined ? "" : fill(errorTexts["at-line"], { line, column });
  return fill(errorTexts["not-json"], { where });
}
