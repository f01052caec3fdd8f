import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * Marks an answer with its tag, to be asked for again with If-None-Match. The tag is weak: compressed and plain it is the same.
 *
 * @param reply a typed reply takes only headers of its schema, hence the plain type here
 * @returns true where the caller has it already, so that 304 is the answer
 */
export function isKnown(request: FastifyRequest, reply: Pick<FastifyReply, "header">, tag: string): boolean {
  reply.header("ETag", `W/"${tag}"`);
  reply.header("Cache-Control", "private, no-cache");
  const known = String(request.headers["if-none-match"] ?? "");
  return known.split(",").some((each) => each.trim().replace(/^W\//, "") === `"${tag}"`);
}

/** Answers that the caller has it already. @param reply as above */
export async function sendNotModified(reply: Pick<FastifyReply, "code" | "send" | "then">): Promise<void> {
  reply.code(304);
  reply.send();
  await reply;
}
