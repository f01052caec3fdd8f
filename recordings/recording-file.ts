import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { RecordingError } from "./recording-error.ts";

/** A file that is there and can be opened. */
export interface RecordingFile {
  readonly path: string;
  /** Bytes on disk. */
  readonly size: number;
  readonly isGzip: boolean;
}

/** @throws {RecordingError} `not_there` */
export async function findRecording(path: string): Promise<RecordingFile> {
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    const isGzip = bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    return { path, size: (await file.stat()).size, isGzip };
  } catch (cause) {
    throw new RecordingError({ kind: "not_there", file: path, cause: cause as NodeJS.ErrnoException });
  }
}

/** Bytes read at a time. Larger pieces read no quicker; smaller ones let a replay say how far it is. */
const chunkBytes = 256 * 1024;

/**
 * The bytes of a file, out of their gzip, piece by piece, each with how many bytes on disk have been read.
 *
 * @throws {RecordingError} `broken_gzip`
 */
export async function* diskBytes(
  file: RecordingFile,
): AsyncGenerator<{ readonly bytes: Buffer; readonly done: number }> {
  const disk = createReadStream(file.path, { highWaterMark: chunkBytes });
  // Errors come out of the iteration; the callback only keeps them from being thrown twice.
  const plain: AsyncIterable<Buffer> = file.isGzip
    ? pipeline(disk, createGunzip({ chunkSize: chunkBytes }), () => {})
    : disk;
  try {
    for await (const bytes of plain) yield { bytes, done: disk.bytesRead };
  } catch (error) {
    const isGzipFault = error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
    throw isGzipFault ? new RecordingError({ kind: "broken_gzip", file: file.path, cause: error }) : error;
  } finally {
    disk.destroy();
  }
}
