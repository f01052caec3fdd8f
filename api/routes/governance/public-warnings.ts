import type { App, RouteContext } from "../../app.ts";
import { madeSeldom } from "../../http/made-seldom.ts";
import { sendJsonText } from "../../http/send-json-text.ts";
import { noQuery } from "../../schemas/common.ts";
import { publicWarnings } from "../../schemas/governance/public-warnings.ts";
import type { Scope } from "../../scope/scope.ts";
import { publicWarningsView } from "../../views/governance/public-warnings.ts";
import { cancelledForMs } from "./public-feed.ts";

/** What the public page shows: the same warnings as the Atom feed, with both languages apart. Never a draft or a drill. */
export function addPublicWarningRoutes(app: App, { deps }: RouteContext): void {
  const { clock, outlines, map } = deps;
  const answer = madeSeldom(clock, async (at, { city, state }: Scope): Promise<string> => {
    const bulletins = await state.publicBulletins(at - cancelledForMs);
    // The very bytes that were issued: what stands in them is what the public was told.
    const issued = await Promise.all(bulletins.map(({ identifier }) => state.bulletinById(identifier)));
    const known = issued.filter((each) => each !== null);
    return JSON.stringify(publicWarningsView(known, { city, outlines, map, at }));
  });

  app.get(
    "/feed/warnings.json",
    {
      config: { access: "open", scope: "filtered" },
      schema: {
        operationId: "getPublicWarnings",
        tags: ["warnings"],
        summary: "For the public page: warnings in force by gravity, and those lifted within a day, in both languages",
        querystring: noQuery,
        response: {
          200: { description: "Warnings", content: { "application/json": { schema: publicWarnings } } },
        },
      },
    },
    async (request, reply) => {
      const text = await answer(request.scope);
      reply.header("Cache-Control", "public, max-age=5");
      await sendJsonText(reply, text);
    },
  );
}
