import { dayMs } from "../../domain/clock.ts";
import { isExerciseAlarm } from "../../domain/governance/exercise.ts";
import { thingNames } from "../../locales/shared.ts";
import type { App, RouteContext, RouteDeps } from "../app.ts";
import { contentLanguageOf } from "../content-language.ts";
import { pagesOf } from "../csv/send-csv.ts";
import { truncatedJson, unknownId } from "../http/http-problem.ts";
import { noQuery } from "../schemas/common.ts";
import {
  ruleCheck,
  ruleCheckBody,
  ruleHits,
  ruleHitsQuery,
  ruleSet,
  ruleSetPath,
} from "../schemas/governance/rule-set.ts";
import { RuleHitCount } from "../views/governance/rule-hits.ts";
import { problemJson } from "../views/rules-json.ts";

/** Transitions that are counted for one answer at most. */
const mostCounted = 50_000;

export function addRuleSetRoutes(app: App, { deps }: RouteContext): void {
  addRuleSet(app, deps);
  addRuleCheck(app, deps);
  addRuleHits(app, deps);
}

function addRuleSet(app: App, { ruleDrafts }: RouteDeps): void {
  app.get(
    "/api/v1/rules/sets/:digest",
    {
      config: { access: "read", scope: "none" },
      schema: {
        operationId: "getRuleSet",
        tags: ["rules"],
        summary: "The files of a set of rules: the one that runs, one that ran, or a draft",
        params: ruleSetPath,
        querystring: noQuery,
        response: { 200: ruleSet },
      },
    },
    async ({ params: { digest } }) => {
      const files = await ruleDrafts.filesOf(digest);
      if (files === null) throw unknownId("path", "digest", truncatedJson(digest), thingNames["rule-draft"]);
      return { digest, files: files.map(({ name, text }) => ({ name, text })) };
    },
  );
}

function addRuleCheck(app: App, { ruleDrafts }: RouteDeps): void {
  app.post(
    "/api/v1/rules/check",
    {
      config: { access: "rules.draft", scope: "whole-city" },
      schema: {
        operationId: "checkRules",
        tags: ["rules"],
        summary: "Reads a set of rules and runs the city's stories by it; keeps and changes nothing",
        querystring: noQuery,
        body: ruleCheckBody,
        response: { 200: ruleCheck },
      },
    },
    async ({ headers, body: { files } }, reply) => {
      const language = contentLanguageOf(headers["accept-language"]);
      reply.header("Content-Language", language).header("Vary", "Accept-Language");
      const { digest, ruleCount, problems, stories } = await ruleDrafts.check(files);
      return {
        ...{ digest, ruleCount, problems: problems.map((each) => problemJson(each, language)) },
        stories: stories.map(({ failures, ...ruleTest }) => ({
          ...ruleTest,
          failures: failures.map((words) => words[language]),
        })),
      };
    },
  );
}

function addRuleHits(app: App, { clock }: RouteDeps): void {
  app.get(
    "/api/v1/rules/hits",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "countRuleHits",
        tags: ["rules"],
        summary: "What each rule raised over the last days, in the caller's reach and without drills",
        querystring: ruleHitsQuery,
        response: { 200: ruleHits },
      },
    },
    async ({ query: { days }, scope: { city, state } }) => {
      const from = clock() - days * dayMs;
      const count = new RuleHitCount();
      let counted = 0;
      for (const isShadow of [false, true]) {
        const pages = pagesOf((page) => state.transitions({ from, isShadow }, page), { limit: mostCounted });
        for await (const rows of pages) {
          for (const each of rows) if (!isExerciseAlarm(city, each.target)) count.add(each);
          counted += rows.length;
        }
      }
      return { days, isWhole: counted < mostCounted, rows: count.rows() };
    },
  );
}
