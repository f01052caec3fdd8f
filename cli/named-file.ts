import { createWriteStream, openSync, readFileSync, type WriteStream, writeFileSync } from "node:fs";
import { HubError } from "../domain/errors.ts";
import { fill } from "../locales/fill.ts";
import { errorWords } from "../locales/format/error-words.ts";
import { namedFileTexts } from "../locales/terminal/arguments.ts";
import { verifyingKey } from "../record/signing-key.ts";

/** Reads a file that somebody named on the command line. @throws {HubError} `hub.bad_arguments` */
export function readNamedFile(path: string): Buffer {
  return orRefuse("cannot-read", path, () => readFileSync(path));
}

/** A public key in PEM that somebody named. @throws {HubError} `hub.bad_arguments` where the file holds none */
export function readNamedKey(path: string): string {
  const pem = readNamedFile(path).toString("utf8");
  try {
    verifyingKey(pem);
  } catch (cause) {
    throw new HubError("hub.bad_arguments", fill(namedFileTexts["no-key"], { path }), { cause });
  }
  return pem;
}

/** Writes a file that somebody named, in place of what is there. @throws {HubError} `hub.bad_arguments` */
export function writeNamedFile(path: string, text: string): void {
  orRefuse("cannot-write", path, () => writeFileSync(path, text));
}

/** Opens a file that somebody named, in place of what is there. @throws {HubError} `hub.bad_arguments` */
export function openNamedFile(path: string): WriteStream {
  return createWriteStream(path, { fd: orRefuse("cannot-write", path, () => openSync(path, "w")) });
}

function orRefuse<Result>(text: "cannot-read" | "cannot-write", path: string, act: () => Result): Result {
  try {
    return act();
  } catch (cause) {
    const words = fill(namedFileTexts[text], { path, got: errorWords(cause) });
    throw new HubError("hub.bad_arguments", words, { cause });
  }
}
