import type { FastifyReply } from "fastify";
import { z } from "zod";

/** How the document describes an answer in XML. */
export function xmlAnswer(description: string, contentType: string) {
  return { description, content: { [contentType]: { schema: z.string() } } };
}

/**
 * Answers with XML made by hand; it is never taken for a page.
 *
 * @param reply a typed reply takes only what its schema says, hence the plain type here
 */
export async function sendXml(
  reply: Pick<FastifyReply, "header" | "send" | "then">,
  text: string,
  contentType: string,
): Promise<void> {
  reply.header("Content-Type", `${contentType}; charset=utf-8`);
  reply.header("X-Content-Type-Options", "nosniff");
  reply.send(text);
  await reply;
}
