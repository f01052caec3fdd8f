import { toWire } from "../../domain/time/instants.ts";
import type { App, RouteContext } from "../app.ts";
import { omitUndefined } from "../http/omit-undefined.ts";
import { noQuery } from "../schemas/common.ts";
import { deliveryPage, deliveryQuery, replayBody, replayed } from "../schemas/delivery.ts";

export function addDeliveryRoutes(app: App, { deps: { state, replayer, log } }: RouteContext): void {
  app.get(
    "/api/v1/deliveries",
    {
      config: { access: "reader" },
      schema: {
        operationId: "listDeliveries",
        tags: ["deliveries"],
        summary: "Webhook deliveries, newest first",
        querystring: deliveryQuery,
        response: { 200: deliveryPage },
      },
    },
    async (request) => {
      const { limit, before = null, ...filter } = request.query;
      return toWire(await state.deliveries(omitUndefined(filter), { limit, before }));
    },
  );

  app.post(
    "/api/v1/deliveries/replay",
    {
      config: { access: "operator" },
      schema: {
        operationId: "replayDeliveries",
        tags: ["deliveries"],
        summary: "Puts deliveries back in the queue, from the first attempt on",
        querystring: noQuery,
        body: replayBody,
        response: { 200: replayed },
      },
    },
    async (request) => {
      const filter = omitUndefined(request.body);
      const count = await replayer.replay(filter);
      log.info({ tokenId: request.caller?.tokenId, filter, count }, "deliveries replayed");
      return { replayed: count };
    },
  );
}
