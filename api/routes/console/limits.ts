import { levels } from "../../../domain/city/level.ts";
import type { GaugeLimits } from "../../../domain/observations/gauge-limits.ts";
import type { App, RouteContext } from "../../app.ts";
import { limitsAnswer, limitsQuery } from "../../schemas/console/limits.ts";

export function addLimitRoutes(app: App, { deps }: RouteContext): void {
  app.get(
    "/api/v1/limits",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listLimits",
        tags: ["rules"],
        summary: "What readings of each gauge are held against in the mode the city is in, and what to do there",
        querystring: limitsQuery,
        response: { 200: limitsAnswer },
      },
    },
    async ({ scope, query: { stationId } }) => {
      const { gauges } = scope.city;
      const isAsked = ({ gaugeId }: GaugeLimits): boolean => {
        const gauge = gauges.get(gaugeId);
        return gauge !== undefined && (stationId === undefined || gauge.stationId === stationId);
      };
      return { mode: deps.mode().mode, rows: deps.limits().filter(isAsked).map(limitsView) };
    },
  );
}

function limitsView({ ruleId, gaugeId, direction, isDemonstration, raiseAt, advice }: GaugeLimits) {
  const rows = levels.flatMap((level) => {
    const [at, words] = [raiseAt[level], advice[level]];
    return at === undefined || words === undefined ? [] : [{ level, raiseAt: at, advice: { ...words } }];
  });
  return { ruleId, gaugeId, direction, isDemonstration, levels: rows };
}
