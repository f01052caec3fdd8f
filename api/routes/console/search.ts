import type { App, RouteContext } from "../../app.ts";
import { searchAnswer, searchQuery } from "../../schemas/console/search.ts";
import { search } from "../../views/console/search.ts";

export function addSearchRoutes(app: App, { deps }: RouteContext): void {
  app.get(
    "/api/v1/search",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "search",
        tags: ["console"],
        summary: "Areas, stations, gauges, devices, units and rules by name, code or pinyin initials, best first",
        querystring: searchQuery,
        response: { 200: searchAnswer },
      },
    },
    async ({ scope, query: { q, limit } }) => {
      const found = search(scope.city, deps.rules(), { text: q, limit });
      return { rows: found.map(({ kind, id, name, areaCode }) => ({ kind, id, name: { ...name }, areaCode })) };
    },
  );
}
