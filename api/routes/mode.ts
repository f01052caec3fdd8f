import type { Refusal } from "../../domain/governance/refusal.ts";
import { toWire } from "../../domain/time/instants.ts";
import type { Caller } from "../../people/caller.ts";
import type { App, RouteContext, RouteDeps } from "../app.ts";
import { HttpProblem } from "../http/http-problem.ts";
import { noQuery } from "../schemas/common.ts";
import {
  mode,
  modeAskBody,
  modeBody,
  modeHistoryPage,
  modeHistoryQuery,
  modePreview,
  modePreviewBody,
  modeRequestBody,
} from "../schemas/governance/mode.ts";
import { modeActorOf, modeView } from "../views/mode-view.ts";

export function addModeRoutes(app: App, { deps }: RouteContext): void {
  addModeViews(app, deps);
  addModeSwitches(app, deps);
  addSecondPerson(app, deps);
}

function addModeViews(app: App, deps: RouteDeps): void {
  app.get(
    "/api/v1/mode",
    {
      config: { access: "read", scope: "none" },
      schema: {
        operationId: "getMode",
        tags: ["rules"],
        summary: "How the city is run now, since when and by whose word; what waits for a second person",
        querystring: noQuery,
        response: { 200: mode },
      },
    },
    async () => modeView(deps),
  );

  app.get(
    "/api/v1/mode/history",
    {
      config: { access: "read", scope: "none" },
      schema: {
        operationId: "listModeChanges",
        tags: ["rules"],
        summary: "Every switch of the mode, newest first: who asked, who approved, why, and until when",
        querystring: modeHistoryQuery,
        response: { 200: modeHistoryPage },
      },
    },
    async ({ query: { limit, before } }) => {
      const last = before === undefined ? Number.POSITIVE_INFINITY : Number(before);
      const older = deps.modes.history.changes.filter(({ entrySeq }) => entrySeq < last);
      const rows = older
        .slice(-limit)
        .map(({ caller: _, ...change }) => change)
        .toReversed();
      return { rows: toWire(rows), next: older.length > limit ? String(rows.at(-1)?.entrySeq) : null };
    },
  );

  app.post(
    "/api/v1/mode/preview",
    {
      config: { access: "read", scope: "whole-city" },
      schema: {
        operationId: "previewMode",
        tags: ["rules"],
        summary:
          "What a switch would change: alarms, warnings, time limits, delays, silences, devices. Changes nothing",
        querystring: noQuery,
        body: modePreviewBody,
        response: { 200: modePreview },
      },
    },
    async ({ body }) => {
      const { silencesEnding, ...preview } = await deps.modes.preview(body.mode);
      const silences = silencesEnding.map(({ id, owner, reason, untilAt }) => ({ id, owner, reason, untilAt }));
      return toWire({ ...preview, silencesEnding: silences });
    },
  );
}

function addModeSwitches(app: App, deps: RouteDeps): void {
  app.put(
    "/api/v1/mode",
    {
      config: { access: "modes.switch", scope: "whole-city" },
      schema: {
        operationId: "setMode",
        tags: ["rules"],
        summary: "Runs the city in another mode at once, where that needs no second person",
        querystring: noQuery,
        body: modeBody,
        response: { 200: mode },
      },
    },
    async ({ caller, body }) => {
      const ask = { mode: body.mode, reason: null, untilAt: null };
      return answer(await deps.modes.control.set(ask, modeActorOf(caller)), caller, deps);
    },
  );

  app.post(
    "/api/v1/mode",
    {
      config: { access: "modes.switch", scope: "whole-city" },
      schema: {
        operationId: "askForMode",
        tags: ["rules"],
        summary: "Switches the mode, or has the switch wait for a second person where the city wants one",
        querystring: noQuery,
        body: modeAskBody,
        response: { 200: mode },
      },
    },
    async ({ caller, body: { mode: wanted, reason = null, until: untilAt = null } }) =>
      answer(await deps.modes.control.ask({ mode: wanted, reason, untilAt }, modeActorOf(caller)), caller, deps),
  );
}

function addSecondPerson(app: App, deps: RouteDeps): void {
  app.post(
    "/api/v1/mode/approve",
    {
      config: { access: "modes.switch", scope: "whole-city" },
      schema: {
        operationId: "approveMode",
        tags: ["rules"],
        summary: "Approves the switch that waits; another than who asked for it must. Answers once it is in effect",
        querystring: noQuery,
        body: modeRequestBody,
        response: { 200: mode },
      },
    },
    async ({ caller, body: { requestId = null } }) =>
      answer(await deps.modes.control.approve(requestId, modeActorOf(caller)), caller, deps),
  );

  app.post(
    "/api/v1/mode/withdraw",
    {
      config: { access: "modes.switch", scope: "whole-city" },
      schema: {
        operationId: "withdrawMode",
        tags: ["rules"],
        summary: "Takes back the switch that waits",
        querystring: noQuery,
        body: modeRequestBody,
        response: { 200: mode },
      },
    },
    async ({ caller, body: { requestId = null } }) =>
      answer(await deps.modes.control.withdraw(requestId, modeActorOf(caller)), caller, deps),
  );
}

/** @throws {HttpProblem} `api.refused` where nothing was done */
function answer(refusal: Refusal | null, caller: Caller | null, deps: RouteDeps): ReturnType<typeof modeView> {
  const act = { tokenId: caller?.accountId };
  if (refusal !== null) {
    deps.log.info({ ...act, refusal: refusal.code }, "act of a person on the mode refused");
    throw new HttpProblem("api.refused", [], refusal);
  }
  deps.log.info(act, "act of a person on the mode in effect");
  return modeView(deps);
}
