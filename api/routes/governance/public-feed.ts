import { createHash } from "node:crypto";
import { z } from "zod";
import { dayMs } from "../../../domain/clock.ts";
import { thingNames } from "../../../locales/shared.ts";
import { atomFeed, feedPath } from "../../../warnings/feed/atom-feed.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { unknownId } from "../../http/http-problem.ts";
import { madeSeldom } from "../../http/made-seldom.ts";
import { sendXml, xmlAnswer } from "../../http/send-xml.ts";
import { idOf, noQuery } from "../../schemas/common.ts";
import type { Scope } from "../../scope/scope.ts";

/** How long a lifted warning is still told of, for readers that look seldom. */
export const cancelledForMs = dayMs;

/** What the public may read without a token: warnings that are issued, and their messages. Never a draft or a drill. */
export function addPublicFeedRoutes(app: App, { deps }: RouteContext): void {
  addFeed(app, deps);
  addPublicCap(app);
}

interface MadeFeed {
  readonly text: string;
  readonly etag: string;
}

function addFeed(app: App, { clock, publicUrl }: RouteDeps): void {
  /** Newest message that was ever in it, or when it was first asked for. */
  let changedAt = 0;

  const feed = madeSeldom(clock, async (at, { city, state }: Scope): Promise<MadeFeed> => {
    const bulletins = await state.publicBulletins(at - cancelledForMs);
    if (changedAt === 0 && bulletins.length === 0) changedAt = at;
    changedAt = Math.max(changedAt, ...bulletins.map(({ sentAt }) => sentAt));
    const text = atomFeed(bulletins, { city, publicUrl, changedAt });
    return { text, etag: `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"` };
  });

  app.get(
    feedPath,
    {
      config: { access: "open", scope: "filtered" },
      schema: {
        operationId: "getWarningFeed",
        tags: ["warnings"],
        summary: "Atom feed for the public: warnings in force, and those lifted within a day, with their CAP messages",
        querystring: noQuery,
        response: { 200: xmlAnswer("RFC 4287; 304 where it reads as If-None-Match names it", "application/atom+xml") },
      },
    },
    async (request, reply) => {
      const { text, etag } = await feed(request.scope);
      reply.header("ETag", etag);
      reply.header("Cache-Control", "public, max-age=5");
      if (isKnown(request.headers["if-none-match"], etag)) {
        reply.code(304 as never).send();
        return reply;
      }
      await sendXml(reply, text, "application/atom+xml");
    },
  );
}

/** @see RFC 9110, 13.1.2: compared weakly */
function isKnown(given: string | undefined, etag: string): boolean {
  if (given === undefined) return false;
  return given.split(",").some((each) => {
    const mark = each.trim().replace(/^W\//, "");
    return mark === "*" || mark === etag;
  });
}

function addPublicCap(app: App): void {
  app.get(
    "/feed/cap/:identifier",
    {
      config: { access: "open", scope: "filtered" },
      schema: {
        operationId: "getPublicCap",
        tags: ["warnings"],
        summary: "A CAP 1.2 message for the public, the very bytes that were issued",
        params: z.strictObject({ identifier: idOf<string>() }),
        querystring: noQuery,
        response: { 200: xmlAnswer("CAP 1.2", "application/cap+xml") },
      },
    },
    async ({ params, scope: { state } }, reply) => {
      const found = await state.bulletinById(params.identifier);
      if (found === null || found.isExercise) {
        throw unknownId("path", "identifier", params.identifier, thingNames.bulletin);
      }
      // What was issued never changes.
      reply.header("Cache-Control", "public, max-age=86400, immutable");
      await sendXml(reply, found.xml, "application/cap+xml");
    },
  );
}
