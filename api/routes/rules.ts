import { toWire } from "../../domain/time/instants.ts";
import type { App, RouteContext } from "../app.ts";
import { contentLanguageOf } from "../content-language.ts";
import { noQuery } from "../schemas/common.ts";
import { rules, ruleVersionPage, ruleVersionQuery } from "../schemas/rule.ts";
import { rulesJson } from "../views/rules-json.ts";

export function addRuleRoutes(app: App, { deps }: RouteContext): void {
  app.get(
    "/api/v1/rules",
    {
      config: { access: "read", scope: "none" },
      schema: {
        operationId: "getRules",
        tags: ["rules"],
        summary: "The rules that judge, where each is declared, and why changed files do not go live",
        querystring: noQuery,
        response: { 200: rules },
      },
    },
    async ({ headers }, reply) => {
      const language = contentLanguageOf(headers["accept-language"]);
      reply.header("Content-Language", language).header("Vary", "Accept-Language");
      return toWire(rulesJson(deps.rules(), language));
    },
  );

  app.get(
    "/api/v1/rules/versions",
    {
      config: { access: "read", scope: "none" },
      schema: {
        operationId: "listRuleVersions",
        tags: ["rules"],
        summary: "Which rules took over when, newest first",
        querystring: ruleVersionQuery,
        response: { 200: ruleVersionPage },
      },
    },
    async ({ query: { limit, before = null }, scope }) => toWire(await scope.state.ruleVersions({ limit, before })),
  );
}
