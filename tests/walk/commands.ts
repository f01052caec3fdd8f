import { moveKinds } from "../../cases/lifecycle/moves.ts";
import { modes } from "../../domain/city/mode.ts";
import type { CaseMoveKind } from "../../domain/inputs/acts/case-action.ts";
import { responseLevels } from "../../domain/inputs/acts/response-action.ts";
import type { Known } from "./known.ts";
import { pick, type Random } from "./pick.ts";
import { areaCodes, cityCode, type District, districts } from "./walk-city.ts";
import type { Walker } from "./walkers.ts";

/** A line that a command leaves on a case's timeline if it takes effect. */
export interface ExpectedLine {
  readonly caseId: string;
  readonly move: CaseMoveKind | "answer";
}

/** One call of the API by one of the walkers. */
export interface Command {
  readonly walker: Walker;
  readonly method: "GET" | "POST" | "PUT";
  readonly path: string;
  readonly body?: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly language: "zh" | "en";
  /** Absent where it does nothing to a case. */
  readonly line?: ExpectedLine;
  /** Where what it is about lies; null where that is nowhere, or everywhere. */
  readonly district: District | null;
}

type Made = Pick<Command, "method" | "path" | "body" | "line"> & Partial<Pick<Command, "district" | "headers">>;

/** What somebody does next: mostly what could be legal, and often enough what is not. */
export function nextCommand(walker: Walker, known: Known, random: Random): Command {
  const made = random() < 0.02 ? malformed(known, random) : makerOf(walker, random)(known, random, walker);
  const language = random() < 0.5 ? "zh" : "en";
  return { district: null, headers: {}, ...made, walker, language };
}

type Maker = (known: Known, random: Random, walker: Walker) => Made;

const makers: readonly (readonly [number, Maker])[] = [
  [50, caseAction],
  [8, caseStep],
  [9, warningAct],
  [4, callAnswer],
  [3, shiftAct],
  [1, modeSwitch],
  [3, responseAct],
  [16, reading],
];

function makerOf({ roles }: Walker, random: Random): Maker {
  const isOnDuty = roles.includes("duty-officer") || roles.includes("commander");
  if (isOnDuty && random() < 0.4) return caseAction;
  // Who may only look looks more often, and tries the rest all the same.
  if ((roles.includes("viewer") || roles.includes("auditor")) && random() < 0.7) return reading;
  if (roles.includes("integrator") && random() < 0.7) return caseStep;
  let left = random() * makers.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, make] of makers) {
    left -= weight;
    if (left < 0) return make;
  }
  return reading;
}

const words = (random: Random): string =>
  pick(random, ["looked at it", "pumps are on", "road closed", "=1+1", "水退了", "bell \u0007 \u202e<b>"]);

function caseAction(known: Known, random: Random, walker: Walker): Made {
  const { id, district, revision } = known.someCase(random, walker.district);
  const move = random() < 0.4 ? usualMove(known, id, random) : pick(random, moveKinds);
  const path = `/api/v1/cases/${id}/actions`;
  return {
    ...{ method: "POST", path, body: bodyOf(move, random), headers: actHeaders(revision, random) },
    ...{ district, line: { caseId: id, move } },
  };
}

const onward: Readonly<Record<string, CaseMoveKind>> = {
  ...{ reported: "register", registered: "dispatch", dispatched: "accept", handling: "feedback", handled: "verify" },
  ...{ verified: "close", closed: "comment", voided: "comment" },
};

/** The move that leads on, so that cases get to their end. */
function usualMove(known: Known, id: string, random: Random): CaseMoveKind {
  return onward[known.cases.get(id)?.state ?? ""] ?? pick(random, moveKinds);
}

function bodyOf(move: CaseMoveKind, random: Random): object {
  const reason = words(random);
  const until = new Date(Date.now() + (random() < 0.8 ? 5_000 : -60_000)).toISOString();
  switch (move) {
    case "comment":
    case "feedback":
      return { do: move, text: reason, ...(move === "feedback" && random() < 0.3 ? { photos: ["photo/1"] } : {}) };
    case "dispatch":
      return { do: move, unitId: pick(random, ["drainage", "roads", "roads", "nobody"]) };
    case "return":
    case "rework":
    case "void":
    case "supervise":
      return { do: move, reason };
    case "close":
      return random() < 0.5 ? { do: move } : { do: move, reason };
    case "assign":
      return { do: move, person: "Zhao" };
    case "suspend":
    case "extend":
      return { do: move, until, reason };
    case "acknowledge":
    case "register":
    case "accept":
    case "verify":
    case "resume":
      return { do: move };
  }
}

const steps = {
  accept: "accept",
  refuse: "return",
  handled: "feedback",
  feedback: "feedback",
  verified: "verify",
} as const;

function caseStep(known: Known, random: Random, walker: Walker): Made {
  const { id, district, revision } = known.someCase(random, walker.district);
  const step = pick(random, Object.keys(steps) as readonly (keyof typeof steps)[]);
  const body = {
    step,
    ...(step === "refuse" ? { reason: "not ours" } : {}),
    ...(step === "feedback" ? { text: words(random) } : {}),
  };
  const path = `/api/v1/cases/${id}/steps`;
  const line = { caseId: id, move: steps[step] };
  return { method: "POST", path, body, headers: actHeaders(revision, random), district, line };
}

/** A revision seen lately, an old one, one that will never be, or none; and now and then a key. */
function actHeaders(revision: number, random: Random): Readonly<Record<string, string>> {
  const chance = random();
  const tag =
    chance < 0.25 ? `"${revision}"` : chance < 0.35 ? `"${Math.max(1, revision - 3)}"` : chance < 0.37 ? "soon" : null;
  const key = random() < 0.4 ? `k${Math.floor(random() * 1e9)}` : null;
  return { ...(tag === null ? {} : { "if-match": tag }), ...(key === null ? {} : { "idempotency-key": key }) };
}

const hazardsTried = ["waterlogging", "river-flood"] as const;

function warningAct(known: Known, random: Random): Made {
  const district = pick(random, districts);
  if (random() < 0.15) {
    const body = {
      hazard: pick(random, hazardsTried),
      areaCode: areaCodes[district],
      level: pick(random, ["blue", "orange"]),
    };
    return { method: "POST", path: "/api/v1/warnings", body, headers: actHeaders(1, random), district };
  }
  const { id, district: of, revision } = known.someWarning(random);
  const acts = [
    ...[{ do: "approve" }, { do: "issue" }, { do: "edit", level: pick(random, ["blue", "yellow", "red"]) }],
    ...[
      { do: "withdraw", reason: words(random) },
      { do: "lift", reason: words(random) },
    ],
  ];
  const path = `/api/v1/warnings/${id}/actions`;
  return { method: "POST", path, body: pick(random, acts), headers: actHeaders(revision, random), district: of };
}

function callAnswer(known: Known, random: Random, walker: Walker): Made {
  if (random() < 0.5) {
    const { id, district } = known.someCase(random, walker.district);
    const line = { caseId: id, move: "answer" } as const;
    return {
      method: "POST",
      path: `/api/v1/cases/${id}/calls`,
      body: { by: walker.name, channel: "voice" },
      district,
      line,
    };
  }
  const { id, caseId, district } = known.someCall(random);
  const line = { caseId, move: "answer" } as const;
  return { method: "POST", path: `/api/v1/calls/${id}/answer`, body: {}, district, line };
}

function shiftAct(known: Known, random: Random): Made {
  const district = pick(random, districts);
  const postId = random() < 0.9 ? `${district}-post` : "no-post";
  if (random() < 0.5) {
    const to = pick(random, [`${district}-duty`, `${district}-lead`, "nobody"]);
    return { method: "POST", path: "/api/v1/shift/handover", body: { postId, to, notes: words(random) } };
  }
  const sheet = known.sheets.get(postId) ?? { sheetId: "none", digest: "0".repeat(64) };
  return { method: "POST", path: "/api/v1/shift/sign", body: { postId, ...sheet } };
}

function modeSwitch(_: Known, random: Random): Made {
  const mode = pick(random, modes);
  if (random() < 0.4) return { method: "PUT", path: "/api/v1/mode", body: { mode } };
  if (random() < 0.4)
    return { method: "POST", path: `/api/v1/mode/${pick(random, ["approve", "withdraw"])}`, body: {} };
  const until = new Date(Date.now() + (random() < 0.8 ? 60_000 : -60_000)).toISOString();
  const asked = { mode, ...(random() < 0.5 ? { reason: words(random) } : {}), ...(random() < 0.5 ? { until } : {}) };
  return { method: "POST", path: "/api/v1/mode", body: asked };
}

function responseAct(known: Known, random: Random): Made {
  const district = pick(random, districts);
  const areaCode = random() < 0.9 ? areaCodes[district] : cityCode;
  const about = { areaCode, reason: words(random) };
  const start = { do: pick(random, ["start", "adjust"]), ...about, level: pick(random, responseLevels) };
  const warningIds = random() < 0.2 ? [known.someWarning(random).id] : [];
  const body = random() < 0.3 ? { do: "terminate", ...about } : { ...start, warningIds };
  return { method: "POST", path: "/api/v1/responses", body, headers: actHeaders(2, random) };
}

/** Lists that are asked for again and again. */
const governed = ["cases", "cases?sort=level&counts=true", "warnings", "calls", "events"];

const lists = [
  ...[
    "cases",
    "cases?state=closed",
    "cases?sort=level&counts=true",
    "cases?format=csv",
    "warnings",
    "calls",
    "responses",
  ],
  ...[
    "incidents",
    "alarms",
    "events",
    "events?limit=200",
    "deliveries",
    "stations",
    "gauges",
    "devices",
    "latest",
    "roster",
  ],
  ...[
    "silences",
    "blind-spots",
    "mode",
    "city",

    "areas/summary",
    "evaluation?by=unit",
    "shift",
    "audit",
    "me",
  ],
];

function reading(known: Known, random: Random, walker: Walker): Made {
  if (random() < 0.3) return { method: "GET", path: `/api/v1/${pick(random, governed)}` };
  if (random() < 0.5) return { method: "GET", path: `/api/v1/${pick(random, lists)}` };
  const item = pick(random, [...["case", "case", "moves", "warning", "call"]] as const);
  switch (item) {
    case "case":
    case "moves": {
      const { id, district } = known.someCase(random, walker.district);
      return { method: "GET", path: `/api/v1/cases/${id}${item === "moves" ? "/moves" : ""}`, district };
    }
    case "warning": {
      const { id, district } = known.someWarning(random);
      return { method: "GET", path: `/api/v1/warnings/${id}`, district };
    }
    case "call": {
      const { id, district } = known.someCall(random);
      return { method: "GET", path: `/api/v1/calls/${id}`, district };
    }
  }
}

/** What no body may be: wrong types, unknown keys, control characters, too long, no JSON at all. */
function malformed(known: Known, random: Random): Made {
  const { id } = known.someCase(random, null);
  const body = pick(random, [
    ...[[], "comment", { do: "fly" }, { do: "comment" }, { do: "comment", text: "x".repeat(2001) }],
    ...[
      { do: "accept", extra: 1 },
      { do: "suspend", until: "tomorrow", reason: "x" },
    ],
  ]);
  return { method: "POST", path: `/api/v1/cases/${id}/actions`, body };
}
