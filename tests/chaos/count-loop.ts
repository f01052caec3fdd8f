import { DatabaseSync } from "node:sqlite";
import { z } from "zod";

/** What the platform was sent. */
export interface ReceivedEvent {
  readonly id: string;
  readonly type: string;
  readonly event: unknown;
}

/** Everything but the totals must be 0. */
export interface LoopCounts {
  readonly cases: number;
  readonly calls: number;
  /** Cases whose limit ended and that no line, or no event, tells of. */
  readonly limitsMissed: number;
  /** Lines or event ids more than the one of each case's limit. */
  readonly limitsTwice: number;
  /** Calls that a case should have had, as one that nothing disturbed had them, and has not; or that nobody was told of. */
  readonly callsLost: number;
  /** Calls more than those, and event ids more than the one of each call. */
  readonly callsTwice: number;
  /** Answered switches of the mode that the trail does not have in their order. */
  readonly switchesLost: number;
  /** Lines of timelines or of the trail that are missing, or there twice. */
  readonly holes: number;
}

const callRows = z.looseObject({
  rows: z.array(
    z.looseObject({
      ...{ callId: z.string(), caseId: z.string(), rung: z.number(), round: z.number(), state: z.string() },
      to: z.looseObject({ personId: z.string() }).nullable(),
    }),
  ),
});
type CallRow = z.infer<typeof callRows>["rows"][number];

const callEvent = z.looseObject({ data: z.looseObject({ call: z.looseObject({ callId: z.string() }) }) });
const caseEvent = z.looseObject({
  data: z.looseObject({
    case: z.looseObject({ id: z.string() }),
    change: z.looseObject({ entry: z.looseObject({ kind: z.string() }) }),
  }),
});

interface LoopEnd {
  readonly api: { get(path: string): Promise<unknown> };
  readonly stateFile: string;
  readonly told: readonly ReceivedEvent[];
  readonly switched: readonly string[];
}

export async function countLoop({ api, stateFile, told, switched }: LoopEnd): Promise<LoopCounts> {
  const { rows: calls } = callRows.parse(await api.get("/api/v1/calls?limit=1000"));
  const database = new DatabaseSync(stateFile, { readOnly: true });
  try {
    const cases = database
      .prepare("SELECT case_id AS id FROM city_case ORDER BY opened_at")
      .all()
      .map(({ id }) => String(id));
    return {
      ...{ cases: cases.length, calls: calls.length },
      ...countLimits(cases, database, told),
      ...countCalls(cases, calls, told),
      switchesLost: switchesLost(database, switched),
      holes: holesIn(database),
    };
  } finally {
    database.close();
  }
}

function countLimits(cases: readonly string[], database: DatabaseSync, told: readonly ReceivedEvent[]) {
  const lines = database.prepare(
    "SELECT count(*) AS n FROM case_entry WHERE case_id = ? AND json_extract(body, '$.kind') = 'overdue'",
  );
  const overdue = told.flatMap(({ id, type, event }) => {
    if (!type.includes(".case.")) return [];
    const { data } = caseEvent.parse(event);
    return data.change.entry.kind === "overdue" ? [{ id, caseId: data.case.id }] : [];
  });
  let [limitsMissed, limitsTwice] = [0, 0];
  for (const caseId of cases) {
    const ids = new Set(overdue.filter((each) => each.caseId === caseId).map(({ id }) => id));
    for (const count of [Number(lines.get(caseId)?.n), ids.size]) {
      limitsMissed += Math.max(0, 1 - count);
      limitsTwice += Math.max(0, count - 1);
    }
  }
  return { limitsMissed, limitsTwice };
}

/** Of the way up: which rung, in which round, to whom. */
const placeOf = ({ rung, round, to }: CallRow): string => `${round} ${rung} ${to?.personId}`;

function countCalls(cases: readonly string[], calls: readonly CallRow[], told: readonly ReceivedEvent[]) {
  const byCase = Map.groupBy(calls, ({ caseId }) => caseId);
  const usual = (byCase.get(cases.at(-1) ?? "") ?? []).map(placeOf);
  const idsOfCall = Map.groupBy(
    told.filter(({ type }) => type.includes("call.requested")),
    ({ event }) => callEvent.parse(event).data.call.callId,
  );
  let [callsLost, callsTwice] = [usual.length === 0 ? 1 : 0, 0];
  for (const caseId of cases) {
    const places = (byCase.get(caseId) ?? []).map(placeOf);
    callsLost += usual.filter((place) => !places.includes(place)).length;
    callsTwice += places.length - new Set(places).size;
  }
  for (const { callId, state } of calls) {
    if (state === "skipped") continue;
    const ids = new Set(idsOfCall.get(callId)?.map(({ id }) => id));
    callsLost += ids.size === 0 ? 1 : 0;
    callsTwice += Math.max(0, ids.size - 1);
  }
  const known = new Set(calls.map(({ callId }) => callId));
  const untraced = [...idsOfCall.keys()].filter((callId) => !known.has(callId));
  return { callsLost, callsTwice: callsTwice + untraced.length };
}

/** Every answered switch is in the trail, in its order; those between had no answer, as the hub was killed. */
function switchesLost(database: DatabaseSync, switched: readonly string[]): number {
  const kept = database
    .prepare("SELECT subject FROM audit WHERE kind = 'mode-set' ORDER BY audit_seq")
    .all()
    .map(({ subject }) => String(subject));
  let next = 0;
  for (const mode of kept) if (mode === switched[next]) next += 1;
  return switched.length - next;
}

function holesIn(database: DatabaseSync): number {
  const lines = database
    .prepare("SELECT count(*) AS n, max(entry_no) AS newest FROM case_entry GROUP BY case_id")
    .all()
    .reduce((sum, { n, newest }) => sum + Math.abs(Number(newest) - Number(n)), 0);
  const trail = database.prepare("SELECT count(*) AS n, max(audit_seq) AS newest FROM audit").get();
  return lines + Math.abs(Number(trail?.newest) - Number(trail?.n));
}
