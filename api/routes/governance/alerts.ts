import type { AlertSource } from "../../../domain/city/policies/duty.ts";
import { alertWantedTexts } from "../../../locales/duty/alerts.ts";
import { enumerated, fill } from "../../../locales/fill.ts";
import { problemTexts } from "../../../locales/yaml.ts";
import type { Caller } from "../../../people/caller.ts";
import type { App, RouteContext } from "../../app.ts";
import { HttpProblem } from "../../http/http-problem.ts";
import { alertsBody, alertsQuery, alertsTaken } from "../../schemas/governance/alert.ts";
import type { Scope } from "../../scope/scope.ts";
import { enterAct, nameOf } from "../../views/enter-act.ts";
import { readAlerts } from "../../views/read-alerts.ts";

/** Prometheus puts the path of Alertmanager's API behind the prefix that it is given. */
const paths = { "/api/v1/alerts": "sendAlerts", "/api/v1/alerts/api/v2/alerts": "sendAlertsV2" } as const;

export function addAlertRoutes(app: App, { deps }: RouteContext): void {
  for (const [path, operationId] of Object.entries(paths)) {
    app.post(
      path,
      {
        config: { access: "alerts.send", scope: "filtered" },
        schema: {
          operationId,
          tags: ["alerts"],
          summary:
            "Alerts of another system become alarms and cases of the stations that they are about; repeats do no harm",
          querystring: alertsQuery,
          body: alertsBody,
          response: { 200: alertsTaken },
        },
      },
      async (request) => {
        const { body, caller, query, scope } = request;
        const by = nameOf(caller);
        const source = sourceOf(query.source, caller, scope);
        const alerts = Array.isArray(body) ? body : body.alerts;
        const { entries, unclear } = readAlerts(alerts, source, { city: scope.city, by, now: deps.clock() });
        if (entries.length === 0 && unclear.length > 0) throw unclearAlerts(unclear);
        for (const entry of entries) await enterAct(entry, caller, deps);
        return { taken: entries.length, refused: unclear.map((each) => shortened(each)) };
      },
    );
  }
}

/**
 * A source that names its token speaks under that token alone: another sender could end its alarms.
 *
 * @throws {HttpProblem} `api.bad_request` naming the sources that the caller may speak as
 */
function sourceOf(id: string | undefined, caller: Caller | null, { city }: Scope): AlertSource {
  const tokenName = caller?.kind === "token" ? caller.name : null;
  const all = city.duty?.alertSources ?? [];
  const sources = all.filter(({ token }) => token === null || token === tokenName);
  const found = sources.find((source) => (id === undefined ? source.token !== null : source.id === id));
  if (found !== undefined) return found;
  const wanted =
    sources.length === 0
      ? alertWantedTexts[all.length === 0 ? "no-sources" : "token-of-source"]
      : fill(alertWantedTexts.source, { sources: enumerated(sources.map((source) => source.id)) });
  throw new HttpProblem("api.bad_request", [
    { in: "query", field: "source", wanted, got: id ?? problemTexts["got.nothing"] },
  ]);
}

type Unclear = ReturnType<typeof readAlerts>["unclear"][number];

function unclearAlerts(unclear: readonly Unclear[]): HttpProblem {
  const wrong = unclear.slice(0, 20).map(({ index, label, wanted, got }) => {
    return { in: "body" as const, field: `${index}.labels.${label}`, wanted, got: got.slice(0, 80) };
  });
  return new HttpProblem("api.bad_request", wrong);
}

function shortened({ got, ...unclear }: Unclear): Unclear {
  return { ...unclear, got: got.slice(0, 80) };
}
