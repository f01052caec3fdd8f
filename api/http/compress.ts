import { promisify } from "node:util";
import {
  type BrotliCompress,
  brotliCompress,
  constants,
  createBrotliCompress,
  createGzip,
  type Gzip,
  gzip,
} from "node:zlib";
import type { FastifyReply } from "fastify";
import type { App } from "../app.ts";

/** Answers that are shorter go out as they are: they fit two packets either way. */
const leastCompressedBytes = 2_048;

/** A middle way for answers made anew each time: as small as gzip's best, in less time. */
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const gzipped = promisify(gzip);
const brotlied: (text: string | Buffer, options: typeof brotliOptions) => Promise<Buffer> = promisify(brotliCompress);

type Encoding = "br" | "gzip";

/** Compresses what is long enough, in the encoding that the caller takes; live streams are left as they are. */
export function compressAnswers(app: App): void {
  app.addHook("onSend", async (request, reply, payload) => {
    if (reply.hasHeader("Content-Encoding") || !isText(reply.getHeader("Content-Type"))) return payload;
    varyBy(reply, "Accept-Encoding");
    const encoding = encodingFor(request.headers["accept-encoding"]);
    if (encoding === null) return payload;
    if (typeof payload !== "string" && !Buffer.isBuffer(payload)) return payload;
    if (Buffer.byteLength(payload) < leastCompressedBytes) return payload;
    reply.header("Content-Encoding", encoding);
    reply.removeHeader("Content-Length");
    return await compressed(payload, encoding);
  });
}

/** Compresses rows as they come, for answers that are never whole in memory. */
export function compressorOf(encoding: Encoding): BrotliCompress | Gzip {
  return encoding === "br" ? createBrotliCompress(brotliOptions) : createGzip();
}

function compressed(text: string | Buffer, encoding: Encoding): Promise<Buffer> {
  return encoding === "br" ? brotlied(text, brotliOptions) : gzipped(text);
}

/** What a caller takes, brotli before gzip; null for neither. */
export function encodingFor(accepted: string | string[] | undefined): Encoding | null {
  const ranges = String(accepted ?? "")
    .toLowerCase()
    .split(",")
    .map((range) => range.trim().split(/\s*;\s*/));
  const takes = (name: string) => ranges.some(([coding, q = "q=1"]) => coding === name && !/^q=0(\.0*)?$/.test(q));
  return takes("br") ? "br" : takes("gzip") ? "gzip" : null;
}

/** Adds to what an answer depends on. */
function varyBy(reply: Pick<FastifyReply, "getHeader" | "header">, name: string): void {
  const known = String(reply.getHeader("Vary") ?? "");
  if (known.toLowerCase().includes(name.toLowerCase())) return;
  reply.header("Vary", known === "" ? name : `${known}, ${name}`);
}

function isText(type: unknown): boolean {
  return /^(text\/(?!event-stream)|application\/(.+\+)?(json|xml))/.test(String(type ?? ""));
}
