import { DatabaseSync } from "node:sqlite";
import type { Command } from "./commands.ts";
import type { Answer } from "./judge.ts";
import { codeOf } from "./judge.ts";

const lineKinds = {
  ...{ acknowledge: "acknowledged", comment: "commented", register: "registered", dispatch: "dispatched" },
  ...{ accept: "accepted", return: "returned", assign: "assigned", feedback: "feedback", verify: "verified" },
  ...{ rework: "reworked", close: "concluded", void: "voided", suspend: "suspended", resume: "resumed" },
  ...{ extend: "extended", supervise: "supervised", answer: "call-answered" },
} as const;

/** Codes of refusals after which the timeline keeps what a platform told. */
const tooEarly: ReadonlySet<string> = new Set(["cases.wrong_state", "cases.hazard_stands"]);

/** Lines that commands should have left on timelines, and what else must hold at the end. */
export class ExpectedLines {
  readonly #lines = new Map<string, number>();
  readonly #keyed = new Set<string>();
  readonly #walkers: ReadonlySet<string>;

  constructor(walkers: readonly string[]) {
    this.#walkers = new Set(walkers);
  }

  /** Notes a command with the answer that it got; a repeat under the same key leaves nothing. */
  note({ walker, line, headers, path }: Command, answer: Answer): void {
    if (line === undefined) return;
    const isKept = path.endsWith("/steps") && answer.status === 409 && tooEarly.has(codeOf(answer));
    if (answer.status !== 200 && !isKept) return;
    const key = headers["idempotency-key"];
    const keyed = `${walker.name} ${line.caseId} ${key}`;
    if (key !== undefined && this.#keyed.has(keyed)) return;
    this.#keyed.add(keyed);
    const name = nameOf(line.caseId, isKept ? "step-refused" : lineKinds[line.move], walker.name);
    this.#lines.set(name, (this.#lines.get(name) ?? 0) + 1);
  }

  get count(): number {
    return [...this.#lines.values()].reduce((sum, lines) => sum + lines, 0);
  }

  /** What is wrong in the state that the hub has left, one line a fault. */
  faultsIn(file: string): readonly string[] {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      return [...this.#faultsOfLines(database), ...faultsOfRevisions(database), ...twoOfAKey(database)];
    } finally {
      database.close();
    }
  }

  #faultsOfLines(database: DatabaseSync): readonly string[] {
    const found = new Map<string, number>();
    const faults: string[] = [];
    let last = { caseId: "", entryNo: 0 };
    for (const row of database.prepare("SELECT * FROM case_entry ORDER BY case_id, entry_no").all()) {
      const [caseId, entryNo] = [String(row.case_id), Number(row.entry_no)];
      const expected = caseId === last.caseId ? last.entryNo + 1 : 1;
      if (entryNo !== expected) faults.push(`timeline of ${caseId}: wanted line ${expected}, got ${entryNo}`);
      last = { caseId, entryNo };
      const { kind, by } = JSON.parse(String(row.body)) as { kind: string; by?: string };
      if (by === undefined || !this.#walkers.has(by)) continue;
      const name = nameOf(caseId, kind, by);
      found.set(name, (found.get(name) ?? 0) + 1);
    }
    for (const name of new Set([...found.keys(), ...this.#lines.keys()])) {
      const [wanted, got] = [this.#lines.get(name) ?? 0, found.get(name) ?? 0];
      if (wanted !== got) faults.push(`${name}: ${wanted} took effect, ${got} on the timeline`);
    }
    return faults;
  }
}

function nameOf(caseId: string, kind: string, by: string): string {
  return `${caseId} ${kind} by ${by}`;
}

/** Events that tell of a change; others are about a case and change nothing of it, such as calls. */
const ofChanges = "(type LIKE 'case.%' OR type LIKE 'warning.%')";

/** Revisions of cases and warnings grow by one without a gap, each told by an event. */
function faultsOfRevisions(database: DatabaseSync): readonly string[] {
  const subjects = database
    .prepare("SELECT case_id AS id, body FROM city_case UNION ALL SELECT warning_id, body FROM warning")
    .all();
  const told = database.prepare(`SELECT body FROM event WHERE subject = ? AND ${ofChanges} ORDER BY event_seq`);
  return subjects.flatMap(({ id, body }) => {
    const { revision } = JSON.parse(String(body)) as { revision: number };
    const revisions = told.all(String(id)).map((row) => revisionIn(String(row.body)));
    const isWhole = revisions.length === revision && revisions.every((each, index) => each === index + 1);
    return isWhole ? [] : [`${id} at revision ${revision}: events tell of ${revisions.join(" ")}`];
  });
}

function revisionIn(body: string): number {
  return (JSON.parse(body) as { change: { after: { revision: number } } }).change.after.revision;
}

/** Moments at which two cases of one hazard and station were open, by the events in their order. */
function twoOfAKey(database: DatabaseSync): readonly string[] {
  const keys = new Map(
    database
      .prepare("SELECT case_id, hazard, station_id FROM city_case")
      .all()
      .map((row) => [String(row.case_id), `${row.hazard} at ${row.station_id}`]),
  );
  const open = new Map<string, string>();
  const faults: string[] = [];
  for (const { subject, body } of database
    .prepare(`SELECT subject, body FROM event WHERE ${ofChanges} ORDER BY event_seq`)
    .iterate()) {
    const key = keys.get(String(subject));
    if (key === undefined) continue;
    const { state } = (JSON.parse(String(body)) as { change: { after: { state: string } } }).change.after;
    const now = open.get(key);
    const isOver = state === "closed" || state === "voided";
    if (!isOver && now !== undefined && now !== subject) faults.push(`${key}: ${subject} opened beside ${now}`);
    if (!isOver) open.set(key, String(subject));
    else if (now === subject) open.delete(key);
  }
  return faults;
}
