import { z } from "zod";
import { toWire } from "../../domain/time/instants.ts";
import type { App, RouteContext } from "../app.ts";
import { noQuery } from "../schemas/common.ts";
import { health, readiness } from "../schemas/readiness.ts";

export function addHealthRoutes(app: App, { deps }: RouteContext): void {
  app.get(
    "/health",
    {
      config: { access: "open", scope: "none" },
      schema: {
        operationId: "getHealth",
        tags: ["hub"],
        summary: "Whether the process lives; says nothing of its work",
        querystring: noQuery,
        response: { 200: health },
      },
    },
    async () => ({ status: "alive" as const, version: deps.version }),
  );

  app.get(
    "/ready",
    {
      config: { access: "optional", scope: "none", answersUnderPressure: true },
      schema: {
        operationId: "getReadiness",
        tags: ["hub"],
        summary: "Whether the hub does its work: 200 or 503; each check in words with a token",
        querystring: noQuery,
        response: { 200: readiness, 503: readiness },
      },
    },
    async (request, reply) => {
      const { checks } = deps.readiness();
      const isReady = checks.every((check) => check.isOk);
      const status = isReady ? ("ready" as const) : ("not_ready" as const);
      return reply
        .code(isReady ? 200 : 503)
        .send(request.caller === null ? { status } : { status, checks: toWire(checks) });
    },
  );

  app.get(
    "/metrics",
    {
      config: { access: "read", scope: "whole-city", answersUnderPressure: true },
      schema: {
        operationId: "getMetrics",
        tags: ["hub"],
        summary: "Metrics in Prometheus text format",
        querystring: noQuery,
        response: { 200: { description: "Prometheus text", content: { "text/plain": { schema: z.string() } } } },
      },
    },
    async (_request, reply) => reply.type("text/plain; version=0.0.4; charset=utf-8").send(await deps.metrics()),
  );
}
