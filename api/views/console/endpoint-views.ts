import type { z } from "zod";
import { toWire } from "../../../domain/time/instants.ts";
import type { ApiDeps } from "../../app.ts";
import type { endpoint } from "../../schemas/endpoint.ts";

/** Webhook endpoints and how they are doing, as the API shows them. */
export async function endpointViews({ endpoints }: Pick<ApiDeps, "endpoints">): Promise<z.output<typeof endpoint>[]> {
  return toWire([...(await endpoints())]);
}
