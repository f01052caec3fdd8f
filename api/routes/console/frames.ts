import { createHash } from "node:crypto";
import { hourMs, secondMs } from "../../../domain/clock.ts";
import { isoInstant } from "../../../domain/time/iso-instant.ts";
import { wantedTexts } from "../../../locales/api.ts";
import { fill } from "../../../locales/fill.ts";
import type { App, RouteContext } from "../../app.ts";
import { isKnown, sendNotModified } from "../../http/entity-tag.ts";
import { spanOf } from "../../http/history-span.ts";
import { HttpProblem } from "../../http/http-problem.ts";
import { sendJsonText } from "../../http/send-json-text.ts";
import { framesAnswer, framesQuery, mostFrames } from "../../schemas/console/state.ts";
import { catalogueOf } from "../../views/console/catalogue.ts";
import { framesText } from "../../views/console/frames-text.ts";
import { columnsThen } from "../../views/console/past-columns.ts";
import { notPast } from "./state.ts";

export function addFramesRoutes(app: App, { deps }: RouteContext): void {
  app.get(
    "/api/v1/state/frames",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getStateFrames",
        tags: ["console"],
        summary: `Every gauge in columns, moment by moment over a span that has passed: the last hour, or ${mostFrames} frames at most`,
        querystring: framesQuery,
        response: { 200: { description: "Frames", content: { "application/json": { schema: framesAnswer } } } },
      },
    },
    async (request, reply) => {
      const { query, scope } = request;
      const now = deps.clock();
      const { from, to } = spanOf(query, now, hourMs);
      if (to > now) throw notPast("to", to);
      const stepMs = query.step * secondMs;
      const moments = momentsOf(from, to, stepMs);
      const { frames, levelsWhole } = await columnsThen(scope, moments);
      const text = await framesText({ from, stepMs, catalogue: catalogueOf(scope, deps).digest, levelsWhole }, frames);
      const digest = createHash("sha256").update(text).digest("hex").slice(0, 32);
      if (isKnown(request, reply, digest)) return await sendNotModified(reply);
      await sendJsonText(reply, text);
    },
  );
}

/** From the first moment on, the last of the span included where a step ends there. */
function momentsOf(from: number, to: number, stepMs: number): readonly number[] {
  const count = Math.floor((to - from) / stepMs) + 1;
  if (count <= mostFrames) return Array.from({ length: count }, (_, nth) => from + nth * stepMs);
  const wanted = fill(wantedTexts["steps-at-most"], { count: mostFrames - 1 });
  throw new HttpProblem("api.bad_request", [{ in: "query", field: "from", wanted, got: isoInstant(from) }]);
}
