import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../../domain/clock.ts";
import { type AuditRecord, chainAfter, digestOf } from "../../../domain/governance/audit-chain.ts";
import type { EntryCaller } from "../../../domain/governance/entry-caller.ts";
import { readAnchors } from "../../../record/audit/anchors.ts";
import { checkTrail } from "../../../record/audit/check-trail.ts";
import type { TrailOutcome } from "../../../record/ports.ts";
import { keyFiles, openSigningKey } from "../../../record/signing-key.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

interface Opened {
  readonly state: DatabaseSync;
  readonly journal: DatabaseSync;
}

interface Tried {
  /** With the anchors that were kept outside. */
  readonly anchored: TrailOutcome;
  /** The control: with the data folder alone. */
  readonly alone: TrailOutcome;
}

let hub: RunningHub;
let outside: string;
const folders: string[] = [];

beforeAll(async () => {
  outside = mkdtempSync(join(tmpdir(), "guanlan-anchors-"));
  folders.push(outside);
  const record = { anchorFolder: outside, anchorCron: "* * * * * *" };
  hub = await runHub({ city: { stations: 1 }, settings: { record } });
  await floodAndAct();
  const newest = async (what: string) => (await hub.get<{ rows: AuditRecord[] }>(`/api/v1/audit${what}`)).rows[0];
  await until(
    "the end of a delivery in the trail",
    async () => (await newest("?what=delivery.delivered")) !== undefined,
  );
  const wanted = (await newest(""))?.auditSeq ?? 0;
  await until("an anchor of all that", () => (readAnchors(outside).at(-1)?.auditSeq ?? 0) >= wanted);
  await hub.process.stop();
});

afterAll(async () => {
  await hub.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Water opens a case, people act on it, some of it in vain. */
async function floodAndAct(): Promise<void> {
  const device = await hub.device(0);
  await device.publishAsync("v1/devices/d0/readings", JSON.stringify({ t: Date.now(), values: { c0: 0.5 } }), {
    qos: 1,
  });
  const cases = async () => (await hub.get<{ rows: { id: string }[] }>("/api/v1/cases")).rows;
  await until("a case", async () => (await cases()).length > 0);
  const act = async (body: object) =>
    hub.fetch(`/api/v1/cases/${(await cases())[0]?.id}/actions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  expect((await act({ do: "comment", text: "pumps are on their way" })).status).toBe(200);
  expect((await act({ do: "acknowledge" })).status).toBe(200);
  expect((await act({ do: "acknowledge" })).status).toBe(409);
}

/** Does something to a copy of the data folder, then checks it with and without anchors. */
async function manipulated(manipulate: (opened: Opened) => void): Promise<Tried> {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-manipulated-"));
  folders.push(folder);
  cpSync(join(hub.folder, "data"), folder, { recursive: true });
  const state = new DatabaseSync(join(folder, "state.db"));
  const journal = new DatabaseSync(join(folder, "journal.db"));
  manipulate({ state, journal });
  state.close();
  journal.close();
  return { anchored: await outcomeOf(folder, outside), alone: await outcomeOf(folder, join(folder, "nowhere")) };
}

async function outcomeOf(folder: string, anchors: string): Promise<TrailOutcome> {
  const store = openCommandStore(folder, systemClock);
  const publicPem = readFileSync(join(hub.folder, "data", keyFiles.public), "utf8");
  try {
    return await checkTrail({
      reader: store.trail,
      anchors: readAnchors(anchors),
      publicPem,
      keepDeliveredDays: 180,
      now: Date.now(),
    });
  } finally {
    store.close();
  }
}

function linesOf({ state }: Opened): AuditRecord[] {
  return state
    .prepare("SELECT * FROM audit ORDER BY audit_seq")
    .all()
    .map(({ audit_seq, by_whom, ref, caller, ...row }) => ({
      ...(row as unknown as AuditRecord),
      auditSeq: Number(audit_seq),
      by: by_whom as string | null,
      ...(ref === null ? {} : { ref: String(ref) }),
      ...(caller === null ? {} : { caller: JSON.parse(String(caller)) as EntryCaller }),
    }));
}

/** Writes lines anew, each with its number and a chain of its own: what somebody with time and the source would do. */
function rewrite({ state }: Opened, lines: readonly AuditRecord[]): void {
  state.exec("DELETE FROM audit");
  const add = state.prepare("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  let before: string | null = null;
  for (const [index, line] of lines.entries()) {
    const { at, kind, subject, by, digest, ref, caller } = line;
    const auditSeq = index + 1;
    before = chainAfter(before, { ...line, auditSeq });
    const calledBy = caller === undefined ? null : JSON.stringify(caller);
    add.run(auditSeq, at, kind, subject, by, digest, before, ref ?? null, calledBy);
  }
}

/** Cuts the trail off behind a line, with all that the log has beyond it. */
function cutOff(opened: Opened, keep: number): void {
  const kept = linesOf(opened).slice(0, keep);
  const last = Math.max(
    ...kept.flatMap(({ ref = "" }) => (ref.startsWith("entry:") ? [Number.parseInt(ref.slice(6), 10)] : [])),
  );
  opened.state.prepare("DELETE FROM audit WHERE audit_seq > ?").run(keep);
  opened.state.prepare("UPDATE checkpoint SET position_entry = ?").run(last);
  opened.journal.prepare("DELETE FROM input_entry WHERE entry_seq > ?").run(last);
}

function acknowledgement(opened: Opened): AuditRecord {
  return linesOf(opened).find(({ kind, digest }) => kind === "case-action" && digest !== commentDigest(opened))!;
}

function commentDigest({ journal }: Opened): string {
  const row = journal.prepare("SELECT body FROM input_entry WHERE body LIKE '%pumps%'").get()!;
  return digestOf(JSON.parse(String(row.body)));
}

it("control: what nobody touched is sound, with the log, events, deliveries and anchors held against it", async () => {
  const { anchored, alone } = await manipulated(() => {});
  expect(anchored.fault).toBeNull();
  expect(anchored.compared.entries).toBeGreaterThanOrEqual(4);
  expect(anchored.compared.events).toBeGreaterThanOrEqual(3);
  expect(anchored.compared.deliveries).toBeGreaterThanOrEqual(1);
  expect(anchored.anchors).toBeGreaterThanOrEqual(1);
  expect(alone).toMatchObject({ fault: null, anchors: 0 });
});

describe("the chain alone shows", () => {
  it("a line that was edited", async () => {
    const { alone } = await manipulated(({ state }) =>
      state.exec("UPDATE audit SET by_whom = 'nobody' WHERE audit_seq = 3"),
    );
    expect(alone.fault).toMatchObject({ kind: "chain", auditSeq: 3 });
  });

  it("a line that was left out", async () => {
    const { alone } = await manipulated(({ state }) => state.exec("DELETE FROM audit WHERE audit_seq = 3"));
    expect(alone.fault).toMatchObject({ kind: "number", auditSeq: 4 });
  });

  it("a line that was put in", async () => {
    const { alone } = await manipulated((opened) => {
      const [first, second] = linesOf(opened) as [AuditRecord, AuditRecord];
      opened.state.exec(
        "UPDATE audit SET audit_seq = -audit_seq - 1 WHERE audit_seq > 1; UPDATE audit SET audit_seq = -audit_seq WHERE audit_seq < 0",
      );
      const made = { ...second, auditSeq: 2, by: "nobody" };
      opened.state
        .prepare("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL)")
        .run(2, made.at, made.kind, made.subject, made.by, made.digest, chainAfter(first.chain, made));
    });
    expect(alone.fault).toMatchObject({ kind: "chain" });
  });

  it("lines that changed places", async () => {
    const { alone } = await manipulated(({ state }) =>
      state.exec(
        "UPDATE audit SET audit_seq = -3 WHERE audit_seq = 3; UPDATE audit SET audit_seq = 3 WHERE audit_seq = 4; UPDATE audit SET audit_seq = 4 WHERE audit_seq = -3",
      ),
    );
    expect(alone.fault).toMatchObject({ kind: "chain", auditSeq: 3 });
  });
});

describe("only an anchor kept outside shows", () => {
  it("an end that was cut off, log and all", async () => {
    const { anchored, alone } = await manipulated((opened) => cutOff(opened, acknowledgement(opened).auditSeq - 1));
    expect(alone.fault).toBeNull();
    expect(anchored.fault).toMatchObject({ kind: "anchor" });
  });

  it("an end that was cut off and written anew", async () => {
    const { anchored, alone } = await manipulated((opened) => {
      const all = linesOf(opened);
      const { auditSeq } = acknowledgement(opened);
      // Nothing in the new end names what is kept: it stands in the chain alone.
      const anew = all.slice(auditSeq - 1).map(({ ref: _, ...line }) => ({ ...line, by: "nobody" }));
      cutOff(opened, auditSeq - 1);
      rewrite(opened, [...all.slice(0, auditSeq - 1), ...anew]);
    });
    expect(alone.fault).toBeNull();
    expect(anchored.fault).toMatchObject({ kind: "anchor" });
  });

  it("a trail that was written anew from its first line on, with the log to fit", async () => {
    const { anchored, alone } = await manipulated((opened) => {
      const changed = acknowledgement(opened);
      const { journal } = opened;
      const seq = Number.parseInt(changed.ref?.slice(6) ?? "", 10);
      const body = String(journal.prepare("SELECT body FROM input_entry WHERE entry_seq = ?").get(seq)!.body);
      const entry = { ...(JSON.parse(body) as object), by: "nobody" };
      journal.prepare("UPDATE input_entry SET body = ? WHERE entry_seq = ?").run(JSON.stringify(entry), seq);
      const lines = linesOf(opened).map((line) =>
        line.auditSeq === changed.auditSeq ? { ...line, by: "nobody", digest: digestOf(entry) } : line,
      );
      rewrite(opened, lines);
    });
    expect(alone.fault).toBeNull();
    expect(anchored.fault).toMatchObject({ kind: "anchor" });
  });
});

describe("what is kept is held against the trail", () => {
  it.each([
    [
      "an entry of the log that was changed",
      "journal",
      "UPDATE input_entry SET body = replace(body, 'pumps', 'boats')",
      "entry",
    ],
    [
      "an entry that was taken out of the log",
      "journal",
      "DELETE FROM input_entry WHERE body LIKE '%pumps%'",
      "entry-missing",
    ],
    [
      "an entry that was put behind all others in the log",
      "journal",
      "INSERT INTO input_entry SELECT entry_seq + 1000, after_row, at, kind, NULL, body FROM input_entry WHERE body LIKE '%pumps%'; ATTACH 'STATE' AS s; UPDATE s.checkpoint SET position_entry = position_entry + 2000",
      "unrecorded",
    ],
    ["an event that was changed", "state", "UPDATE event SET level = 'blue' WHERE type = 'case.opened'", "event"],
    ["an event that is gone", "state", "DELETE FROM event WHERE type = 'case.opened'", "event-missing"],
    [
      "a delivery that ended otherwise",
      "state",
      "UPDATE delivery SET state = 'dead', last_status = 500 WHERE state = 'delivered'",
      "delivery",
    ],
    [
      "deliveries that ended otherwise, at another time",
      "state",
      "UPDATE delivery SET state = 'dead', last_status = 500, delivered_at = NULL, settled_at = settled_at + 1",
      "delivery",
    ],
    [
      "deliveries put back in the queue by nobody",
      "state",
      "UPDATE delivery SET state = 'pending', settled_at = NULL",
      "delivery",
    ],
    ["deliveries that are gone", "state", "DELETE FROM delivery", "delivery-missing"],
  ] as const)("%s", async (_, database, sql, kind) => {
    const { alone } = await manipulated((opened) => {
      const file = String(opened.state.prepare("PRAGMA database_list").get()!.file);
      opened[database].exec(sql.replace("STATE", file));
    });
    expect(alone.fault).toMatchObject({ kind });
  });

  it("an anchor that another key has signed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "guanlan-key-"));
    folders.push(folder);
    const other = openSigningKey(folder);
    const store = openCommandStore(join(hub.folder, "data"), systemClock);
    const { publicPem } = other;
    const outcome = await checkTrail({
      reader: store.trail,
      anchors: readAnchors(outside),
      publicPem,
      keepDeliveredDays: 180,
      now: Date.now(),
    });
    store.close();
    expect(outcome.fault).toMatchObject({ kind: "anchor-signature" });
  });
});
