import { isoInstant } from "../../../domain/time/iso-instant.ts";
import { wantedTexts } from "../../../locales/api.ts";
import type { App, RouteContext } from "../../app.ts";
import { isKnown, sendNotModified } from "../../http/entity-tag.ts";
import { HttpProblem } from "../../http/http-problem.ts";
import { sendJsonText } from "../../http/send-json-text.ts";
import { stateAnswer, stateQuery } from "../../schemas/console/state.ts";
import { formatPosition } from "../../streams/position.ts";
import { catalogueOf } from "../../views/console/catalogue.ts";
import { columnsThen } from "../../views/console/past-columns.ts";
import { columnsNow, emptyColumns } from "../../views/console/state-columns.ts";
import { lookOf, stateText } from "../../views/console/state-text.ts";

export function addStateRoutes(app: App, { deps }: RouteContext): void {
  app.get(
    "/api/v1/state",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getState",
        tags: ["console"],
        summary:
          "Every gauge in columns, now or at a time that has passed; 304 while nothing has come and nothing looks otherwise",
        querystring: stateQuery,
        response: { 200: { description: "State", content: { "application/json": { schema: stateAnswer } } } },
      },
    },
    async (request, reply) => {
      const { scope } = request;
      const now = deps.clock();
      const { at: asked } = request.query;
      const catalogue = catalogueOf(scope, deps).digest;
      if (asked !== undefined) {
        if (asked > now) throw notPast("at", asked);
        const { frames, levelsWhole } = await columnsThen(scope, [asked]);
        const [columns = emptyColumns(scope.city)] = frames;
        const head = { at: asked, position: null, catalogue, mode: null, rulesSeq: null, levelsWhole };
        return await sendJsonText(reply, stateText(head, columns));
      }
      // The place first: what comes between the two is sent once more by a stream that goes on from there, and never lost.
      const journalSeq = deps.journalSeq();
      const position = formatPosition({ eventSeq: await scope.state.lastEventSeq(), journalSeq });
      const columns = columnsNow(scope, now);
      if (isKnown(request, reply, `${position}-${lookOf(columns)}-${catalogue.slice(0, 8)}`))
        return await sendNotModified(reply);
      const { mode } = deps.mode();
      const head = { at: now, position, catalogue, mode, rulesSeq: deps.rulesSeq(), levelsWhole: true };
      await sendJsonText(reply, stateText(head, columns));
    },
  );
}

export function notPast(field: string, asked: number): HttpProblem {
  return new HttpProblem("api.bad_request", [
    { in: "query", field, wanted: wantedTexts["past-instant"], got: isoInstant(asked) },
  ]);
}
