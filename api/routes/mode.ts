import { toWire } from "../../domain/time/instants.ts";
import type { App, RouteContext } from "../app.ts";
import { noQuery } from "../schemas/common.ts";
import { mode, modeBody } from "../schemas/mode.ts";
import { enterAct, nameOf } from "../views/enter-act.ts";

export function addModeRoutes(app: App, { deps }: RouteContext): void {
  app.get(
    "/api/v1/mode",
    {
      config: { access: "read", scope: "none" },
      schema: {
        operationId: "getMode",
        tags: ["rules"],
        summary: "How the city is run now, since when and by whose word",
        querystring: noQuery,
        response: { 200: mode },
      },
    },
    async () => toWire(deps.mode()),
  );

  app.put(
    "/api/v1/mode",
    {
      config: { access: "modes.switch", scope: "whole-city" },
      schema: {
        operationId: "setMode",
        tags: ["rules"],
        summary: "Runs the city in another mode; answers once rules judge by its limits",
        querystring: noQuery,
        body: modeBody,
        response: { 200: mode },
      },
    },
    async (request) => {
      const { caller, body } = request;
      await enterAct({ kind: "mode-set", mode: body.mode, by: nameOf(caller) }, caller, deps);
      return toWire(deps.mode());
    },
  );
}
