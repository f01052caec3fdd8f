import { once } from "node:events";
import { createWriteStream } from "node:fs";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { TruthRow } from "./truth-row.ts";

/**
 * Writes what was true as JSON lines, gzipped where the name ends in `.gz`. The same rows give the same bytes: neither a time nor a name
 * is in the header of the gzip.
 */
export class TruthFile {
  readonly #into: Writable;
  readonly #end: Promise<unknown>;
  #rows = 0;

  constructor(path: string) {
    const file = createWriteStream(path);
    if (path.endsWith(".gz")) {
      const gzip = createGzip({ level: 6 });
      gzip.pipe(file);
      file.on("error", (error) => gzip.destroy(error));
      this.#into = gzip;
    } else this.#into = file;
    this.#end = finished(file, { readable: false });
    // Told to whoever writes or closes next.
    this.#end.catch(() => {});
  }

  get rows(): number {
    return this.#rows;
  }

  /** Resolves once there is room for more. @throws what keeps the file from being written */
  async write(rows: readonly TruthRow[]): Promise<void> {
    if (rows.length === 0) return;
    this.#rows += rows.length;
    const text = `${rows.map((row) => JSON.stringify(row)).join("\n")}\n`;
    if (!this.#into.write(text)) await Promise.race([once(this.#into, "drain"), this.#end]);
  }

  /** Resolves once all of it is on its way to the disk and the file is closed. */
  async close(): Promise<void> {
    this.#into.end();
    await this.#end;
  }
}
