import swagger from "@fastify/swagger";
import underPressure from "@fastify/under-pressure";
import Fastify from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { ApiDeps, App, RouteContext } from "./app.ts";
import { addConsoleFiles } from "./console-files.ts";
import { documentAccess, guardAccess } from "./http/access.ts";
import { answerClientError, answerProblems, sendProblem } from "./http/answer-problems.ts";
import { compressAnswers } from "./http/compress.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { validatorCompiler } from "./http/validate.ts";
import { withholdAnswers } from "./http/withhold-answers.ts";
import { openApiOptions } from "./openapi/openapi-options.ts";
import { addAlarmRoutes } from "./routes/alarms/alarms.ts";
import { addBlindSpotRoutes } from "./routes/alarms/blind-spots.ts";
import { addMaintenanceRoutes } from "./routes/alarms/maintenance.ts";
import { addSilenceRoutes } from "./routes/alarms/silences.ts";
import { addAreaSummaryRoutes } from "./routes/area-summaries.ts";
import { addCityRoutes } from "./routes/city.ts";
import { addAreaRainRoutes } from "./routes/console/area-rain.ts";
import { addCatalogueRoutes } from "./routes/console/catalogue.ts";
import { addDeviceListRoutes } from "./routes/console/devices.ts";
import { addFramesRoutes } from "./routes/console/frames.ts";
import { addHubRoutes } from "./routes/console/hub.ts";
import { addLimitRoutes } from "./routes/console/limits.ts";
import { addMapRoutes } from "./routes/console/map.ts";
import { addSearchRoutes } from "./routes/console/search.ts";
import { addSeriesRoutes } from "./routes/console/series.ts";
import { addStateRoutes } from "./routes/console/state.ts";
import { addDeliveryRoutes } from "./routes/deliveries.ts";
import { addDeviceRoutes } from "./routes/devices.ts";
import { addDocumentRoutes } from "./routes/document.ts";
import { addEndpointRoutes } from "./routes/endpoints.ts";
import { addEventRoutes } from "./routes/events.ts";
import { addFlagRoutes } from "./routes/flags.ts";
import { addGaugeRoutes } from "./routes/gauges.ts";
import { addAlarmLoadRoutes } from "./routes/governance/alarm-load.ts";
import { addAlertRoutes } from "./routes/governance/alerts.ts";
import { addAuditRoutes } from "./routes/governance/audit.ts";
import { addCallRoutes } from "./routes/governance/calls.ts";
import { addCaseActRoutes } from "./routes/governance/case-acts.ts";
import { addCaseRoutes } from "./routes/governance/cases.ts";
import { addDrillRoutes } from "./routes/governance/drills.ts";
import { addEvaluationRoutes } from "./routes/governance/evaluation.ts";
import { addIncidentRoutes } from "./routes/governance/incidents.ts";
import { addPackRoutes } from "./routes/governance/packs.ts";
import { addPondingRoutes } from "./routes/governance/ponding.ts";
import { addPublicFeedRoutes } from "./routes/governance/public-feed.ts";
import { addPublicWarningRoutes } from "./routes/governance/public-warnings.ts";
import { addReportRoutes } from "./routes/governance/reports.ts";
import { addResponseRoutes } from "./routes/governance/responses.ts";
import { addRuleOutcomeRoutes } from "./routes/governance/rule-outcomes.ts";
import { addShiftRoutes } from "./routes/governance/shifts.ts";
import { addTraceRoutes } from "./routes/governance/traces.ts";
import { addWarningBulletinRoutes } from "./routes/governance/warning-bulletins.ts";
import { addWarningRoutes } from "./routes/governance/warnings.ts";
import { addHealthRoutes } from "./routes/health.ts";
import { addHistoryRoutes } from "./routes/history.ts";
import { addLatestRoutes } from "./routes/latest.ts";
import { addModeRoutes } from "./routes/mode.ts";
import { addAccountRoutes } from "./routes/people/accounts.ts";
import { addMeRoutes } from "./routes/people/me.ts";
import { addProviderSignInRoutes } from "./routes/people/provider-sign-in.ts";
import { addSessionRoutes } from "./routes/people/session.ts";
import { addDeviceRejectRoutes, addRejectRoutes } from "./routes/rejects.ts";
import { addRuleDraftRoutes } from "./routes/rule-drafts.ts";
import { addRuleSetRoutes } from "./routes/rule-sets.ts";
import { addRuleRoutes } from "./routes/rules.ts";
import { addStationRoutes } from "./routes/stations.ts";
import { addStreamRoutes } from "./routes/stream.ts";
import { addTimelineRoutes } from "./routes/timeline.ts";
import type { ApiSettings } from "./settings.ts";
import type { LiveStreams } from "./streams/live-streams.ts";

/** Every route file, in the order of the document. */
const routes: readonly ((app: App, context: RouteContext) => void)[] = [
  addHealthRoutes,
  addDocumentRoutes,
  addSessionRoutes,
  addProviderSignInRoutes,
  addMeRoutes,
  addAccountRoutes,
  addCityRoutes,
  addAreaSummaryRoutes,
  addCatalogueRoutes,
  addAreaRainRoutes,
  addMapRoutes,
  addStateRoutes,
  addFramesRoutes,
  addSearchRoutes,
  addSeriesRoutes,
  addLimitRoutes,
  addDeviceListRoutes,
  addStationRoutes,
  addTimelineRoutes,
  addDeviceRoutes,
  addGaugeRoutes,
  addLatestRoutes,
  addHistoryRoutes,
  addFlagRoutes,
  addAlarmRoutes,
  addBlindSpotRoutes,
  addSilenceRoutes,
  addMaintenanceRoutes,
  addRuleRoutes,
  addRuleDraftRoutes,
  addRuleSetRoutes,
  addModeRoutes,
  addCaseRoutes,
  addCallRoutes,
  addShiftRoutes,
  addAlertRoutes,
  addCaseActRoutes,
  addIncidentRoutes,
  addEvaluationRoutes,
  addAlarmLoadRoutes,
  addRuleOutcomeRoutes,
  addWarningRoutes,
  addWarningBulletinRoutes,
  addPublicFeedRoutes,
  addPublicWarningRoutes,
  addResponseRoutes,
  addPondingRoutes,
  addEventRoutes,
  addDeliveryRoutes,
  addEndpointRoutes,
  addAuditRoutes,
  addPackRoutes,
  addTraceRoutes,
  addReportRoutes,
  addDrillRoutes,
  addRejectRoutes,
  addDeviceRejectRoutes,
];

/** The Fastify instance with guards and routes, not yet listening. A request passes the guards in the order here. */
export async function buildApp(settings: ApiSettings, deps: ApiDeps, streams: LiveStreams): Promise<App> {
  const app = newFastify(settings, deps);
  app.setValidatorCompiler(validatorCompiler);
  // Answers are typed by their schemas and checked by the tests; checking each at run time would double its cost.
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  app.removeContentTypeParser("text/plain");
  answerProblems(app, deps.log);
  const everyAnswer = { ...securityHeaders(), "cache-control": "no-store" };
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers(everyAnswer);
  });
  await app.register(underPressure, {
    maxEventLoopDelay: settings.maxEventLoopDelayMs,
    // A loop blocked for a whole interval counts as infinitely late: the interval must be longer than the limit.
    sampleInterval: Math.max(500, settings.maxEventLoopDelayMs * 2),
    // Health, readiness and metrics answer under pressure too: that is when they are wanted.
    pressureHandler: async (request) => {
      if (request.routeOptions.config.access === "open") return;
      if (request.routeOptions.config.answersUnderPressure === true) return;
      throw Object.assign(new Error("under pressure"), { code: "FST_UNDER_PRESSURE", statusCode: 503 });
    },
  });
  guardAccess(app, deps);
  withholdAnswers(app);
  compressAnswers(app);
  await app.register(swagger, openApiOptions(deps.version));
  documentAccess(app);
  for (const add of routes) add(app, { settings, deps });
  addHubRoutes(app, { settings, deps }, streams);
  addStreamRoutes(app, streams);
  await addConsoleFiles(app);
  return app;
}

declare module "fastify" {
  interface FastifyContextConfig {
    answersUnderPressure?: boolean;
  }
}

function newFastify(settings: ApiSettings, deps: ApiDeps): App {
  return Fastify({
    bodyLimit: settings.maxBodyBytes,
    requestTimeout: settings.requestTimeoutMs,
    // Counts from the headers on, so it must leave the body its whole time.
    handlerTimeout: settings.requestTimeoutMs * 3,
    connectionTimeout: settings.idleTimeoutMs,
    keepAliveTimeout: Math.min(settings.idleTimeoutMs, 30_000),
    http: {
      headersTimeout: settings.requestTimeoutMs,
      connectionsCheckingInterval: Math.max(50, Math.min(2_000, settings.requestTimeoutMs / 4)),
    },
    routerOptions: { maxParamLength: 1024 },
    return503OnClosing: false,
    onProtoPoisoning: "error",
    onConstructorPoisoning: "error",
    exposeHeadRoutes: false,
    trustProxy: false,
    logger: false,
    forceCloseConnections: "idle",
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => {
      sendProblem(error, request, reply, deps.log);
    },
  }).withTypeProvider<ZodTypeProvider>();
}
