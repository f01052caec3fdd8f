import type { OutgoingHttpHeaders } from "node:http";
import type { FastifyReply } from "fastify";
import { HubError } from "../../../domain/errors.ts";
import type { CaseId, WarningId } from "../../../domain/ids.ts";
import { thingNames } from "../../../locales/shared.ts";
import type { PackSubject, RecordPort } from "../../../record/ports.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { unknownId } from "../../http/http-problem.ts";
import { casePath } from "../../schemas/case.ts";
import { noQuery, wholeSpanQuery } from "../../schemas/common.ts";
import { packAnswer } from "../../schemas/governance/pack.ts";
import { warningPath } from "../../schemas/governance/warning.ts";

/** Inquiry packs: everything kept about a case, a warning or a span, in one signed archive. */
export function addPackRoutes(app: App, { deps }: RouteContext): void {
  app.get(
    "/api/v1/cases/:id/pack",
    {
      config: { access: "record.export", scope: "whole-city" },
      schema: {
        operationId: "packCase",
        tags: ["governance"],
        summary: "The inquiry pack of a case: timeline, readings, rules, deliveries, gaps, charts, signed",
        params: casePath,
        querystring: noQuery,
        response: packAnswer,
      },
    },
    ({ params }, reply) => sendPack(reply, { kind: "case", id: params.id as CaseId }, deps),
  );

  app.get(
    "/api/v1/warnings/:id/pack",
    {
      config: { access: "record.export", scope: "whole-city" },
      schema: {
        operationId: "packWarning",
        tags: ["governance"],
        summary: "The inquiry pack of a warning with its cases",
        params: warningPath,
        querystring: noQuery,
        response: packAnswer,
      },
    },
    ({ params }, reply) => sendPack(reply, { kind: "warning", id: params.id as WarningId }, deps),
  );

  app.get(
    "/api/v1/packs",
    {
      config: { access: "record.export", scope: "whole-city" },
      schema: {
        operationId: "packPeriod",
        tags: ["governance"],
        summary: "The inquiry pack of a span: every case and warning that was open in it",
        querystring: wholeSpanQuery,
        response: packAnswer,
      },
    },
    ({ query: { from, to } }, reply) => sendPack(reply, { kind: "period", from, to }, deps),
  );
}

/** @throws {HttpProblem} `api.unknown_id` */
async function sendPack(
  reply: Pick<FastifyReply, "getHeaders" | "hijack" | "raw">,
  subject: PackSubject,
  { record }: RouteDeps,
): Promise<void> {
  const name = subject.kind === "period" ? "period" : subject.id;
  const archive = await packOf(subject, record);
  const headers: OutgoingHttpHeaders = {
    ...(reply.getHeaders() as OutgoingHttpHeaders),
    "content-type": "application/zip",
    "content-disposition": `attachment; filename="guanlan-${name.replaceAll(/[^A-Za-z0-9-]/g, "_")}.zip"`,
    "content-length": archive.length,
  };
  reply.hijack();
  reply.raw.writeHead(200, headers);
  reply.raw.end(archive);
}

async function packOf(subject: PackSubject, record: RecordPort): Promise<Uint8Array> {
  try {
    return await record.pack(subject);
  } catch (error) {
    if (!(error instanceof HubError) || error.code !== "record.nothing_to_pack" || subject.kind === "period")
      throw error;
    throw unknownId("path", "id", subject.id, subject.kind === "warning" ? thingNames.warning : thingNames.case);
  }
}
