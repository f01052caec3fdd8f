import type { Refusal } from "../../domain/governance/refusal.ts";
import { toWire } from "../../domain/time/instants.ts";
import { thingNames } from "../../locales/shared.ts";
import type { RuleDraft } from "../../rules/ports.ts";
import type { App, RouteContext, RouteDeps } from "../app.ts";
import { HttpProblem, truncatedJson, unknownId } from "../http/http-problem.ts";
import { noQuery } from "../schemas/common.ts";
import {
  activateBody,
  diffQuery,
  rejectBody,
  ruleDraft,
  ruleDraftBody,
  ruleDraftDiff,
  ruleDraftList,
  ruleDraftPath,
  ruleDraftWithFiles,
} from "../schemas/governance/rule-draft.ts";
import { modeActorOf } from "../views/mode-view.ts";

export function addRuleDraftRoutes(app: App, { deps }: RouteContext): void {
  addDraftViews(app, deps);
  addDrafting(app, deps);
  addDraftDecisions(app, deps);
}

function addDraftViews(app: App, { ruleDrafts }: RouteDeps): void {
  app.get(
    "/api/v1/rules/drafts",
    {
      config: { access: "read", scope: "none" },
      schema: {
        operationId: "listRuleDrafts",
        tags: ["rules"],
        summary: "Drafted sets of rules, newest first: who wrote each, who approved or rejected it",
        querystring: noQuery,
        response: { 200: ruleDraftList },
      },
    },
    async () => ({ rows: ruleDrafts.all().toReversed().map(draftView) }),
  );

  app.get(
    "/api/v1/rules/drafts/:digest",
    {
      config: { access: "read", scope: "none" },
      schema: {
        operationId: "getRuleDraft",
        tags: ["rules"],
        summary: "One draft with its files",
        params: ruleDraftPath,
        querystring: noQuery,
        response: { 200: ruleDraftWithFiles },
      },
    },
    async ({ params: { digest } }) => {
      const draft = requireDraft(ruleDrafts.of(digest), digest);
      return { ...draftView(draft), files: draft.files.map(({ name, text }) => ({ name, text })) };
    },
  );

  app.get(
    "/api/v1/rules/drafts/:digest/diff",
    {
      config: { access: "read", scope: "whole-city" },
      schema: {
        operationId: "diffRuleDraft",
        tags: ["rules"],
        summary:
          "What a draft would have done over the last hours, and what would stand differently now. Changes nothing",
        params: ruleDraftPath,
        querystring: diffQuery,
        response: { 200: ruleDraftDiff },
      },
    },
    async ({ params: { digest }, query: { hours } }) =>
      toWire(requireDraft(await ruleDrafts.diff(digest, hours), digest)),
  );
}

function addDrafting(app: App, { ruleDrafts, log }: RouteDeps): void {
  app.post(
    "/api/v1/rules/drafts",
    {
      config: { access: "rules.draft", scope: "whole-city" },
      schema: {
        operationId: "draftRules",
        tags: ["rules"],
        summary: "Hands in a set of rules; with mistakes it is refused, each named with its place",
        querystring: noQuery,
        body: ruleDraftBody,
        response: { 200: ruleDraft },
      },
    },
    async ({ caller, body: { files, note } }) => {
      const { digest, problems, refusal } = await ruleDrafts.draft(files, note, modeActorOf(caller));
      if (digest === null)
        throw new HttpProblem(
          "api.bad_request",
          problems.map(({ where, path, wanted, got }) => {
            return { in: "body", field: `${where} ${path}`.trim(), wanted, got };
          }),
        );
      if (refusal !== null) throw new HttpProblem("api.refused", [], refusal);
      log.info({ tokenId: caller?.accountId, rules: digest }, "rules drafted");
      return draftView(requireDraft(ruleDrafts.of(digest), digest));
    },
  );
}

function addDraftDecisions(app: App, deps: RouteDeps): void {
  const { ruleDrafts } = deps;
  app.post(
    "/api/v1/rules/drafts/:digest/approve",
    {
      config: { access: "rules.approve", scope: "whole-city" },
      schema: {
        operationId: "approveRuleDraft",
        tags: ["rules"],
        summary: "Approves a draft; another than its author must",
        params: ruleDraftPath,
        querystring: noQuery,
        response: { 200: ruleDraft },
      },
    },
    async ({ caller, params: { digest } }) =>
      answer(await ruleDrafts.approve(digest, modeActorOf(caller)), digest, deps),
  );

  app.post(
    "/api/v1/rules/drafts/:digest/reject",
    {
      config: { access: "rules.approve", scope: "whole-city" },
      schema: {
        operationId: "rejectRuleDraft",
        tags: ["rules"],
        summary: "Rejects a draft, with the reason",
        params: ruleDraftPath,
        querystring: noQuery,
        body: rejectBody,
        response: { 200: ruleDraft },
      },
    },
    async ({ caller, params: { digest }, body: { reason } }) =>
      answer(await ruleDrafts.reject(digest, reason, modeActorOf(caller)), digest, deps),
  );

  app.post(
    "/api/v1/rules/drafts/:digest/activate",
    {
      config: { access: "rules.approve", scope: "whole-city" },
      schema: {
        operationId: "activateRuleDraft",
        tags: ["rules"],
        summary: "Lets an approved draft judge from now on; the files wait until rules are released",
        params: ruleDraftPath,
        querystring: noQuery,
        body: activateBody,
        response: { 200: ruleDraft },
      },
    },
    async ({ caller, params: { digest }, body: { override = null } }) =>
      answer(await ruleDrafts.activate(digest, override, modeActorOf(caller)), digest, deps),
  );
}

/** @throws {HttpProblem} `api.refused` where nothing was done, `api.unknown_id` */
function answer(refusal: Refusal | null, digest: string, { ruleDrafts, log }: RouteDeps) {
  const draft = requireDraft(ruleDrafts.of(digest), digest);
  if (refusal !== null) throw new HttpProblem("api.refused", [], refusal);
  log.info({ rules: digest, state: draft.state }, "act of a person on a draft of rules in effect");
  return draftView(draft);
}

function draftView({ files: _, accountId: __, ...draft }: RuleDraft) {
  return toWire(draft);
}

/** @throws {HttpProblem} `api.unknown_id` */
function requireDraft<What>(found: What | null, digest: string): What {
  if (found === null) throw unknownId("path", "digest", truncatedJson(digest), thingNames["rule-draft"]);
  return found;
}
