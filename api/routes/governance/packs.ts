import type { OutgoingHttpHeaders } from "node:http";
import type { FastifyReply } from "fastify";
import { thingNames } from "../../../locales/shared.ts";
import type { PackSubject } from "../../../record/ports.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { unknownId } from "../../http/http-problem.ts";
import { casePath } from "../../schemas/case.ts";
import { type PackClass, packAnswer, packPeriodQuery, packQuery } from "../../schemas/governance/pack.ts";
import { warningPath } from "../../schemas/governance/warning.ts";
import type { Scope } from "../../scope/scope.ts";
import { requireCase } from "../../views/enter-case-act.ts";

/** Inquiry packs: everything kept about a case, a warning or a span, as far as the caller sees it, in one signed archive. */
export function addPackRoutes(app: App, { deps }: RouteContext): void {
  app.get(
    "/api/v1/cases/:id/pack",
    {
      config: { access: "record.export", scope: "filtered" },
      schema: {
        operationId: "packCase",
        tags: ["governance"],
        summary: "The inquiry pack of a case: timeline, readings, rules, deliveries, gaps, charts, signed",
        params: casePath,
        querystring: packQuery,
        response: packAnswer,
      },
    },
    async ({ params, query, scope }, reply) => {
      const { id } = await requireCase(scope.state, params.id, 0);
      await sendPack(reply, { kind: "case", id }, { scope: scopeFor(query, scope), deps });
    },
  );

  app.get(
    "/api/v1/warnings/:id/pack",
    {
      config: { access: "record.export", scope: "filtered" },
      schema: {
        operationId: "packWarning",
        tags: ["governance"],
        summary: "The inquiry pack of a warning with its cases",
        params: warningPath,
        querystring: packQuery,
        response: packAnswer,
      },
    },
    async ({ params: { id: asked }, query, scope }, reply) => {
      const found = await scope.state.warningById(asked);
      if (found === null) throw unknownId("path", "id", asked, thingNames.warning);
      await sendPack(reply, { kind: "warning", id: found.id }, { scope: scopeFor(query, scope), deps });
    },
  );

  app.get(
    "/api/v1/packs",
    {
      config: { access: "record.export", scope: "filtered" },
      schema: {
        operationId: "packPeriod",
        tags: ["governance"],
        summary: "The inquiry pack of a span: every case and warning that was open in it",
        querystring: packPeriodQuery,
        response: packAnswer,
      },
    },
    ({ query, scope }, reply) => {
      const { from, to } = query;
      return sendPack(reply, { kind: "period", from, to }, { scope: scopeFor(query, scope), deps });
    },
  );
}

function scopeFor({ dataClass }: { readonly dataClass: PackClass }, scope: Scope): Scope {
  return dataClass === "internal" ? scope.forStaff() : scope;
}

async function sendPack(
  reply: Pick<FastifyReply, "getHeaders" | "hijack" | "raw">,
  subject: PackSubject,
  { scope, deps: { record } }: { readonly scope: Scope; readonly deps: RouteDeps },
): Promise<void> {
  const name = subject.kind === "period" ? "period" : subject.id;
  const archive = await record.pack(subject, scope);
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
