import type { FastifyRequest } from "fastify";
import { isConfidential } from "../../tls/confidential.ts";
import type { RouteDeps } from "../app.ts";

/** Whether a secret would go over the wire as plain text, and the settings do not take that. */
export function isInClear({ socket }: FastifyRequest, { allowCleartextTokens }: RouteDeps): boolean {
  return !allowCleartextTokens && !isConfidential(socket);
}

/** Of the machine at the other end. */
export function addressOf({ socket }: Pick<FastifyRequest, "socket">): string {
  return socket.remoteAddress ?? "";
}

export function isSecure({ protocol }: Pick<FastifyRequest, "protocol">): boolean {
  return protocol === "https";
}
