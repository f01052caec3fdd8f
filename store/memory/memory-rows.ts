import type { GaugeKey } from "../../domain/ids.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import { checks } from "../../domain/observations/quality.ts";
import type { AppendRow, CountedRow, RowTable } from "../append-rules.ts";

/** Observations of a journal in memory, by number and by gauge and time. */
export class MemoryRows {
  /** In the order of the log; a row's number is its place here plus 1. */
  readonly all: JournalledObservation[] = [];
  readonly #byGauge = new Map<GaugeKey, GaugeRows>();

  /** Rows of one gauge, oldest first; empty for a gauge that never said anything. */
  ofGauge(gauge: GaugeKey): readonly JournalledObservation[] {
    return this.#byGauge.get(gauge)?.inOrder() ?? [];
  }

  /** False where the gauge has a row at the same time. */
  insert(row: AppendRow): boolean {
    const { gauge, observedAt, receivedAt, value, flag, checks: failed, deviceTime, deviceSeq } = row;
    const ofGauge = this.#rowsOf(gauge as GaugeKey);
    if (ofGauge.at(observedAt) !== undefined) return false;
    const kept: JournalledObservation = {
      journalSeq: this.all.length + 1,
      gauge: gauge as GaugeKey,
      observedAt,
      receivedAt,
      value,
      flag: flag as JournalledObservation["flag"],
      checks: failed,
      deviceTime,
      seq: deviceSeq,
    };
    this.all.push(kept);
    ofGauge.add(kept);
    return true;
  }

  /** As the rules of appending ask for it. */
  asTable(): RowTable {
    const untimed = new Map<string, { readonly value: number | null; readonly receivedAt: number }>();
    const misdated = new Map<string, JournalledObservation>();
    return {
      insert: (row) => this.insert(row),
      has: (gauge, observedAt) => this.#rowsOf(gauge as GaugeKey).at(observedAt) !== undefined,
      at: (gauge, observedAt) => {
        const known = this.#rowsOf(gauge as GaugeKey).at(observedAt)!;
        const isOwnDate = known.deviceTime !== null || (known.checks & checks.untimed) !== 0;
        return { ...countedRow(known), isOwnDate };
      },
      misdated: (gauge, deviceTime) => {
        const known = misdated.get(`${gauge}|${deviceTime}`);
        if (known === undefined) return undefined;
        return { ...countedRow(known), observedAt: known.observedAt };
      },
      setMisdated: (gauge, deviceTime) => void misdated.set(`${gauge}|${deviceTime}`, this.all.at(-1)!),
      untimed: (gauge, identity) => untimed.get(`${gauge}|${identity}`),
      setUntimed: ({ gauge, value, receivedAt }, identity) =>
        void untimed.set(`${gauge}|${identity}`, { value: numberOrNull(value), receivedAt }),
    };
  }

  #rowsOf(gauge: GaugeKey): GaugeRows {
    const known = this.#byGauge.get(gauge);
    if (known !== undefined) return known;
    const made = new GaugeRows();
    this.#byGauge.set(gauge, made);
    return made;
  }
}

/** Rows of one gauge; sorted by time when read. */
class GaugeRows {
  readonly #byTime = new Map<number, JournalledObservation>();
  readonly #rows: JournalledObservation[] = [];
  #isInOrder = true;

  at(observedAt: number): JournalledObservation | undefined {
    return this.#byTime.get(observedAt);
  }

  add(row: JournalledObservation): void {
    const last = this.#rows.at(-1);
    this.#isInOrder &&= last === undefined || last.observedAt < row.observedAt;
    this.#rows.push(row);
    this.#byTime.set(row.observedAt, row);
  }

  inOrder(): readonly JournalledObservation[] {
    if (!this.#isInOrder) this.#rows.sort((a, b) => a.observedAt - b.observedAt);
    this.#isInOrder = true;
    return this.#rows;
  }
}

function countedRow({ value, receivedAt, seq }: JournalledObservation): CountedRow {
  return { value: numberOrNull(value), receivedAt, deviceSeq: seq };
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
