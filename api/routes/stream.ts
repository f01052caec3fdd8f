import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { isSameGrant } from "../../domain/people/grant.ts";
import type { App } from "../app.ts";
import { HttpProblem } from "../http/http-problem.ts";
import { streamQuery } from "../schemas/stream.ts";
import type { LiveStreams } from "../streams/live-streams.ts";
import { parsePosition } from "../streams/position.ts";

export function addStreamRoutes(app: App, streams: LiveStreams): void {
  app.get(
    "/api/v1/stream",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "openStream",
        tags: ["stream"],
        summary: "Live stream (server-sent events); Last-Event-ID resumes it without a gap in the events",
        querystring: streamQuery,
        response: {
          200: {
            description:
              "Events `ready`, `event`, `observations`, `gap`. Every id is `e<eventSeq>-j<journalSeq>`. A client that reads too slowly is cut and resumes",
            content: { "text/event-stream": { schema: z.string() } },
          },
        },
      },
    },
    async (request, reply) => {
      const lastEventId = request.headers["last-event-id"];
      const position = lastEventId === undefined ? null : parsePosition(String(lastEventId));
      if (lastEventId !== undefined && position === null) {
        const wanted = { zh: "e<eventSeq>-j<journalSeq>", en: "e<eventSeq>-j<journalSeq>, as a stream gave it" };
        const got = String(lastEventId).slice(0, 80);
        throw new HttpProblem("api.bad_request", [{ in: "header", field: "last-event-id", wanted, got }]);
      }
      const isTaken = streams.open({
        response: reply.raw,
        topics: new Set(request.query.topics),
        position,
        scope: request.scope,
        isStillAuthorized: () => stillHolds(request),
        onAccepted: () => {
          // The stream writes past the reply: what every answer says goes with it.
          for (const [name, value] of Object.entries(reply.getHeaders()))
            if (value !== undefined) reply.raw.setHeader(name, value);
          reply.hijack();
        },
      });
      if (!isTaken) throw new HttpProblem("api.too_many_streams");
      return reply;
    },
  );
}

/** Whether the caller's token or session holds and gives what it gave when the stream began. */
async function stillHolds({ identity, caller }: Pick<FastifyRequest, "identity" | "caller">): Promise<boolean> {
  const now = (await identity?.again()) ?? null;
  return now !== null && caller !== null && isSameGrant(now, caller);
}
