import { z } from "zod";
import { pick, type Random } from "./pick.ts";
import { areaCodes, type District, districts } from "./walk-city.ts";

interface Thing {
  readonly id: string;
  readonly district: District | null;
  readonly revision: number;
}

interface KnownCase extends Thing {
  readonly state: string;
  readonly hazard: string;
  readonly stationId: string;
}

interface KnownCall {
  readonly id: string;
  readonly caseId: string;
  readonly district: District | null;
}

const caseRows = z.looseObject({
  rows: z.array(
    z.looseObject({
      ...{ id: z.string(), areaCode: z.string(), revision: z.number(), state: z.string() },
      ...{ hazard: z.string(), stationId: z.string() },
    }),
  ),
});
const warningRows = z.looseObject({
  rows: z.array(z.looseObject({ id: z.string(), areaCode: z.string(), revision: z.number() })),
});
const callRows = z.looseObject({ rows: z.array(z.looseObject({ callId: z.string(), caseId: z.string() })) });
const shiftRows = z.looseObject({
  rows: z.array(
    z.looseObject({
      postId: z.string(),
      handovers: z.array(z.looseObject({ sheetId: z.string(), digest: z.string() })),
    }),
  ),
});

/** Closed cases that are tried again, the newest. */
const mostClosed = 60;

const isOver = ({ state }: { readonly state: string }): boolean => state === "closed" || state === "voided";

/** What those who walk have heard of: what they act on, in their own district or not. */
export class Known {
  readonly cases = new Map<string, KnownCase>();
  readonly sheets = new Map<string, { readonly sheetId: string; readonly digest: string }>();
  /** What the looks around found that cannot be. */
  readonly faults: string[] = [];
  #open: readonly KnownCase[] = [];
  #closed: readonly KnownCase[] = [];
  #warnings: readonly Thing[] = [];
  #calls: readonly KnownCall[] = [];

  /** @param near where somebody mostly looks; null for the whole city */
  someCase(random: Random, near: District | null): Thing {
    const chance = random();
    const close = near === null || random() < 0.3 ? [] : this.#open.filter(({ district }) => district === near);
    if (close.length > 0) return pick(random, close);
    const from = (chance < 0.85 && this.#open.length > 0) || this.#closed.length === 0 ? this.#open : this.#closed;
    if (chance > 0.97 || from.length === 0) return { id: "case-of-nobody", district: null, revision: 1 };
    return pick(random, from);
  }

  someWarning(random: Random): Thing {
    if (random() > 0.95 || this.#warnings.length === 0) return { id: "warning-of-nobody", district: null, revision: 1 };
    return pick(random, this.#warnings);
  }

  someCall(random: Random): KnownCall {
    if (random() > 0.95 || this.#calls.length === 0) return { id: "call-of-nobody", caseId: "", district: null };
    return pick(random, this.#calls);
  }

  /** Looks around as somebody who sees the whole city. */
  async look(get: (path: string) => Promise<unknown>): Promise<void> {
    const [open, newest, warnings, calls, shifts] = await Promise.all([
      get("/api/v1/cases?sort=level&limit=200"),
      get(`/api/v1/cases?state=closed,voided&limit=${mostClosed}`),
      get("/api/v1/warnings?limit=40"),
      get("/api/v1/calls?limit=40"),
      get("/api/v1/shift"),
    ]);
    this.#open = caseRows.parse(open).rows.map(caseFrom);
    this.#closed = caseRows.parse(newest).rows.map(caseFrom);
    this.#findTwoOfAKey();
    for (const each of [...this.#open, ...this.#closed]) this.#keep(each);
    this.#warnings = warningRows
      .parse(warnings)
      .rows.map((row) => ({ ...row, district: districtOfArea(row.areaCode) }));
    this.#calls = callRows.parse(calls).rows.map(({ callId, caseId }) => {
      return { id: callId, caseId, district: this.cases.get(caseId)?.district ?? null };
    });
    for (const { postId, handovers } of shiftRows.parse(shifts).rows) {
      const [newestSheet] = handovers;
      if (newestSheet === undefined) continue;
      this.sheets.set(postId, { sheetId: newestSheet.sheetId, digest: newestSheet.digest });
    }
  }

  #findTwoOfAKey(): void {
    const byKey = Map.groupBy(this.#open, ({ hazard, stationId }) => `${hazard} at ${stationId}`);
    for (const [key, cases] of byKey) if (cases.length > 1) this.faults.push(`${cases.length} open cases of ${key}`);
  }

  #keep(found: KnownCase): void {
    const before = this.cases.get(found.id);
    // The two lists are asked for at once, so a case may be in both as it is closed; the newer of them stands.
    if (before === undefined || before.revision <= found.revision || isOver(found)) this.cases.set(found.id, found);
  }
}

function caseFrom(row: z.infer<typeof caseRows>["rows"][number]): KnownCase {
  return { ...row, district: districtOfArea(row.areaCode) };
}

function districtOfArea(areaCode: string): District | null {
  return districts.find((each) => areaCodes[each] === areaCode) ?? null;
}
