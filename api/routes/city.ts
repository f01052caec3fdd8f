import { toWire } from "../../domain/time/instants.ts";
import type { App } from "../app.ts";
import { city as citySchema } from "../schemas/city.ts";
import { noQuery } from "../schemas/common.ts";

export function addCityRoutes(app: App): void {
  app.get(
    "/api/v1/city",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getCity",
        tags: ["city"],
        summary: "The city, its areas and responsible units",
        querystring: noQuery,
        response: { 200: citySchema },
      },
    },
    async ({ scope: { city } }) => ({
      code: city.code,
      name: city.name,
      timeZone: city.timeZone,
      areas: toWire([...city.areas.values()]),
      units: toWire([...city.units.values()]),
    }),
  );
}
