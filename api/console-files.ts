import { existsSync } from "node:fs";
import { join } from "node:path";
import staticFiles from "@fastify/static";
import type { FastifyReply, FastifyRequest } from "fastify";
import { pagePaths } from "../domain/console/screen-paths.ts";
import { frameTexts } from "../locales/console/frame.ts";
import type { App } from "./app.ts";

/** Where `npm ci` builds the console's pages. */
const builtFolder = join(import.meta.dirname, "../console/dist");

/**
 * The console's pages: one document for every screen, and its scripts and styles by their hashes. Nothing inline runs, and no
 * text becomes markup.
 */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** Serves the console where it is built; a hub without it says what to run. */
export async function addConsoleFiles(app: App): Promise<void> {
  if (!existsSync(join(builtFolder, "index.html"))) {
    const { zh, en } = frameTexts["not-built"];
    app.get("/", page, (_request, reply) => reply.code(503).type("text/plain; charset=utf-8").send(`${zh}\n${en}\n`));
    return;
  }
  await app.register(staticFiles, { root: builtFolder, serve: false, preCompressed: true, cacheControl: false });
  app.get<{ readonly Params: { readonly file: string } }>("/assets/:file", page, ({ params }, reply) =>
    reply.header("Cache-Control", "public, max-age=31536000, immutable").sendFile(`assets/${params.file}`),
  );
  for (const path of pagePaths) {
    app.get(`/${path}`, page, sendPage);
    if (path !== "") app.get(`/${path}/*`, page, sendPage);
  }
}

/** Not part of the API, and so of no document. */
const page = { config: { access: "open", scope: "none" }, schema: { hide: true } } as const;

function sendPage(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.header("Content-Security-Policy", pagePolicy).sendFile("index.html");
}
