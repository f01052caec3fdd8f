import type { FastifyReply } from "fastify";

/**
 * Answers with JSON made by hand. The type checker cannot hold such a text to its schema: the tests do.
 *
 * @param reply a typed reply takes only objects of its schema, hence the plain type here
 */
export async function sendJsonText(reply: Pick<FastifyReply, "header" | "send" | "then">, text: string): Promise<void> {
  reply.header("Content-Type", "application/json; charset=utf-8");
  reply.send(text);
  await reply;
}
