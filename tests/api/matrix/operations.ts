import type { Access, ScopeWay } from "../../../api/http/access.ts";
import { openApiDocument } from "../../../api/openapi/openapi-document.ts";
import { testNow } from "../../support/in-memory-api-ports.ts";
import { type District, idsIn, rightPassword } from "./two-districts.ts";

/** A call of the OpenAPI document. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly right: Access;
  readonly scope: ScopeWay;
  readonly hasCsv: boolean;
}

interface Documented {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string }[];
  readonly "x-access": { readonly right: Access; readonly scope: ScopeWay };
}

/** Every call that there is: those that a new route adds are in it at once. */
export async function operations(): Promise<readonly Operation[]> {
  const { paths } = (await openApiDocument("test")) as { paths: Record<string, Record<string, Documented>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, parameters = [], "x-access": access }]) => ({
      id: operationId,
      method: method.toUpperCase(),
      path,
      ...access,
      hasCsv: parameters.some(({ name }) => name === "format"),
    })),
  );
}

/** Where something is, or what nothing has. */
export type Target = District | "nowhere";

type Ids = ReturnType<typeof idsIn>;

const idsOf = (target: Target): Ids => (target === "nowhere" ? nowhere : idsIn(target));

const nowhere = {
  ...{ area: "999999", street: "999999001", station: "none", device: "none", gauge: "none" },
  ...{ case: "case-none", warning: "warning-none", silence: "silence-none", maintenance: "maintenance-none" },
  ...{ account: "none", call: "call-none", response: "response-none", bulletin: "none", post: "none", reject: 99 },
} as unknown as Ids;

/** Which id fills a path, by the path: one that is not here fails the matrix and wants a line. */
const pathIds: readonly (readonly [RegExp, keyof Ids | "endpoint"])[] = [
  [/^\/api\/v1\/stations\//, "station"],
  [/^\/api\/v1\/devices\//, "device"],
  [/^\/api\/v1\/gauges\//, "gauge"],
  [/^\/api\/v1\/cases\//, "case"],
  [/^\/api\/v1\/warnings\//, "warning"],
  [/^\/api\/v1\/silences\//, "silence"],
  [/^\/api\/v1\/maintenance\//, "maintenance"],
  [/^\/api\/v1\/rejects\//, "reject"],
  [/^\/api\/v1\/accounts\//, "account"],
  [/^\/api\/v1\/ponding\//, "station"],
  [/^\/api\/v1\/responses\//, "response"],
  // Nobody has any of these here: who may ask hears so.
  [/^\/api\/v1\/drills\//, "endpoint"],
  [/^\/api\/v1\/traces\//, "endpoint"],
  [/^\/api\/v1\/reports\/daily\//, "endpoint"],
  [/^\/feed\/cap\//, "bulletin"],
  [/^\/api\/v1\/calls\//, "call"],
  [/^\/api\/v1\/endpoints\//, "endpoint"],
  [/^\/api\/v1\/rules\/(?:drafts|sets)\//, "endpoint"],
];

/** What an operation is sent that has a body; names what is at the target, where it names anything. */
const bodies: Readonly<Record<string, (ids: Ids) => object>> = {
  signIn: () => ({ accountId: "desk", password: rightPassword }),
  signInByLink: () => ({ code: "of nobody" }),
  setPreferences: () => ({ language: "en" }),
  setOwnPassword: () => ({ currentPassword: rightPassword, newPassword: "another long one" }),
  createAccount: ({ area }) => ({
    ...{ accountId: `new-${area}`, name: "Zhao", roles: ["viewer"], areaCodes: [area] },
    ...{ password: "rain on the east road" },
  }),
  changeAccount: () => ({ name: "Li" }),
  setPassword: () => ({ password: "rain on the east road" }),
  sendCommand: () => ({ command: "report" }),
  setFlag: ({ gauge: gaugeId }) => ({ gaugeId, observedAt: new Date(testNow).toISOString(), flag: 4 }),
  previewSilence: ({ station }) => ({ match: { stationIds: [station] } }),
  createSilence: ({ station }) => ({
    ...{ reason: "works", match: { stationIds: [station] } },
    untilAt: new Date(testNow + 3_600_000).toISOString(),
  }),
  endSilence: () => ({}),
  beginMaintenance: ({ device: deviceId }) => ({
    ...{ deviceId, reason: "probe", untilAt: new Date(testNow + 3_600_000).toISOString() },
  }),
  endMaintenance: () => ({}),
  setMode: () => ({ mode: "daily" }),
  askForMode: () => ({ mode: "holiday" }),
  previewMode: () => ({ mode: "emergency" }),
  approveMode: () => ({}),
  withdrawMode: () => ({}),
  draftRules: () => ({ files: [{ name: "rules.yaml", text: "rules: []" }] }),
  checkRules: () => ({ files: [{ name: "rules.yaml", text: "rules: []" }] }),
  approveRuleDraft: () => ({}),
  rejectRuleDraft: () => ({ reason: "too early" }),
  activateRuleDraft: () => ({}),
  actOnCase: () => ({ do: "acknowledge" }),
  addCaseStep: () => ({ step: "accept" }),
  addAnsweredCall: () => ({ by: "Zhao", channel: "voice" }),
  startDrill: ({ area }) => ({ drillId: "spring", title: "spring", areaCodes: [area], until: "2030-01-01T00:00:00Z" }),
  endDrill: () => ({}),
  answerCall: () => ({}),
  handOverShift: ({ post: postId }) => ({ postId, to: "Zhao" }),
  signShift: ({ post: postId }) => ({ postId, sheetId: "sheet-1", digest: "f".repeat(64) }),
  sendAlerts: ({ station }) => [{ labels: { station } }],
  sendAlertsV2: ({ station }) => [{ labels: { station } }],
  draftWarning: ({ area }) => ({ hazard: "waterlogging", areaCode: area, level: "yellow" }),
  previewWarning: ({ area }) => ({ hazard: "waterlogging", areaCode: area, level: "yellow" }),
  actOnResponse: ({ area }) => ({ do: "start", areaCode: area, level: "IV", reason: "rain", warningIds: [] }),
  actOnPondingPlace: () => ({ do: "list", reason: "water stood", reviewDueOn: "2030-05-01", source: "notice 12" }),
  actOnWarning: () => ({ do: "issue" }),
  replayDeliveries: () => ({ state: "dead" }),
  acknowledgeDeliveries: () => ({ endpointId: "dispatch" }),
  enableEndpoint: () => ({}),
};

/** Operations whose body names a place: out of reach it is as unknown as one that does not exist. */
const placedByBody = [
  ...["createAccount", "setFlag", "previewSilence", "createSilence", "beginMaintenance", "sendAlerts", "sendAlertsV2"],
  ...["draftWarning", "previewWarning", "actOnResponse", "handOverShift", "signShift"],
];

/** What nobody has any of here: that who may ask is let in shows in that it is unknown. */
export const nothingThere = [
  ...["getDrillReport", "getTrace", "getDailyReport", "getRuleSet"],
  // There is no identity provider.
  ...["beginProviderSignIn", "endProviderSignIn"],
];

/** What is asked beside a path, where that is needed. */
const queries: Readonly<Record<string, string>> = {
  sendAlerts: "?source=agency",
  sendAlertsV2: "?source=agency",
  search: "?q=south",
  getSeries: "?gauges=north-tunnel%2Fdepth",
  evaluate: "?by=area",
  listEvaluatedCases: "?indicator=registered",
  packPeriod: "?from=2026-07-20T00:00:00Z&to=2026-07-21T00:00:00Z",
};

/** Let in by what its body holds and by nothing else: tests/api/people/session-links.test.ts has all of it. */
export const byBodyAlone = ["signInByLink"];

/**
 * Answers that name no place: columns by place in the catalogue, counts, what was asked for by name, rain of areas without a
 * rain gauge, and an archive, which tests/field/hub/duty-of-one-district.test.ts opens.
 */
export const namesNothing = [
  "getState",
  "getStateFrames",
  "getHub",
  "getSeries",
  "getAreaRain",
  "listPondingPlaces",
  "packPeriod",
  "countRuleHits",
  "getAlarmLoad",
  "listRuleOutcomes",
];

/** What these say of what nobody has is that it is nothing, and no refusal. */
export const emptyOfUnknown = ["previewSilence"];

/** Whether an operation is about something at a place, which may be out of reach. */
export function isPlaced({ id, path, right, scope }: Operation): boolean {
  return scope === "filtered" && right !== "open" && (path.includes("{") || placedByBody.includes(id));
}

/** Why the matrix cannot call an operation: what it lacks in the tables here. */
export function missing({ id, method, path }: Operation): string | null {
  if (path.includes("{") && !pathIds.some(([shape]) => shape.test(path))) return `${id}: no id for ${path}`;
  const wantsBody = method !== "GET" && method !== "DELETE";
  return wantsBody && bodies[id] === undefined ? `${id}: no body` : null;
}

/** The call as `fetch` wants it. */
export function callOf({ id, method, path }: Operation, target: Target): readonly [path: string, init: RequestInit] {
  const ids = idsOf(target);
  const kind = pathIds.find(([shape]) => shape.test(path))?.[1] ?? "endpoint";
  const found = kind === "endpoint" ? "dispatch" : String(ids[kind]);
  const filled =
    path.replace(/\{(id|identifier|date)\}/, encodeURIComponent(found)).replace("{rejectId}", String(ids.reject)) +
    (queries[id] ?? "");
  const body = bodies[id]?.(ids);
  if (body === undefined) return [filled, { method }];
  return [filled, { method, body: JSON.stringify(body), headers: { "content-type": "application/json" } }];
}
