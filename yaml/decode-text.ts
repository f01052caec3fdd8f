import { isUtf8 } from "node:buffer";
import { fileTexts } from "../locales/yaml.ts";
import type { ConfigProblem } from "./problem.ts";

/** Text of a UTF-8 file without its byte order mark; a problem naming the first line that is something else. */
export function decodeText(bytes: Uint8Array, name: string): string | ConfigProblem {
  if (isUtf8(bytes)) return new TextDecoder("utf-8").decode(bytes);
  return {
    where: `${name}:${firstBadLine(bytes)}`,
    path: "",
    wanted: fileTexts["wanted.utf8"],
    got: looksLikeGbk(bytes) ? fileTexts["got.gbk"] : fileTexts["got.not-utf8"],
    fix: fileTexts["fix.utf8"],
  };
}

/** A line feed byte is never part of a longer UTF-8 character, so lines may be judged one by one. */
function firstBadLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    const upTo = end === -1 ? bytes.length : end;
    if (!isUtf8(bytes.subarray(start, upTo))) return line;
    start = upTo + 1;
  }
  return line;
}

function looksLikeGbk(bytes: Uint8Array): boolean {
  if (bytes[0] === 0xff || bytes[0] === 0xfe) return false;
  try {
    new TextDecoder("gb18030", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
