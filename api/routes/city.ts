import { toWire } from "../../domain/time/instants.ts";
import type { App, RouteContext } from "../app.ts";
import { city as citySchema } from "../schemas/city.ts";
import { noQuery } from "../schemas/common.ts";

export function addCityRoutes(app: App, { deps: { city } }: RouteContext): void {
  app.get(
    "/api/v1/city",
    {
      config: { access: "reader" },
      schema: {
        operationId: "getCity",
        tags: ["city"],
        summary: "The city, its areas and responsible units",
        querystring: noQuery,
        response: { 200: citySchema },
      },
    },
    async () => ({
      code: city.code,
      name: city.name,
      timeZone: city.timeZone,
      areas: toWire([...city.areas.values()]),
      units: toWire([...city.units.values()]),
    }),
  );
}
