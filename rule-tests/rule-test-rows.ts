import type { City, Gauge } from "../domain/city/city.ts";
import { conversionFor, unitsOf } from "../domain/city/units.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import type { JournalledObservation } from "../domain/observations/observation.ts";
import type { QualityFlag } from "../domain/observations/quality.ts";
import type { BilingualText } from "../domain/text.ts";
import { enumerated, fill } from "../locales/fill.ts";
import { ruleTestTexts } from "../locales/rule-tests.ts";
import { sharedTexts, thingNames } from "../locales/shared.ts";
import type { RuleTest } from "./rule-test-schema.ts";
import { offsetText, testTime } from "./test-time.ts";

/** Something in a test that does not fit the city or itself; whoever prints it adds file and line. */
export interface RuleTestProblem {
  readonly path: readonly (string | number)[];
  readonly wanted: BilingualText;
  readonly got: BilingualText | string;
  /** Words it may have been meant as. */
  readonly known: readonly string[];
}

/** Says what was wanted of a reading, and what was got. */
type Refuse = (wanted: BilingualText, got: BilingualText | string) => void;

/** Readings one test may unfold to. */
const mostRows = 200_000;

interface RuleTestRow {
  readonly observedAt: number;
  readonly receivedAt: number;
  readonly value: number;
  readonly flag: QualityFlag;
  readonly gauge: GaugeKey;
}

/** The test's readings in the order in which the hub gets them, values in canonical units. */
export function ruleTestRows(
  ruleTest: RuleTest,
  city: City,
  keys: ReadonlyMap<GaugeId, GaugeKey>,
): { readonly rows: readonly JournalledObservation[]; readonly problems: readonly RuleTestProblem[] } {
  const startMs = Date.parse(ruleTest.start);
  const rows: RuleTestRow[] = [];
  const problems: RuleTestProblem[] = [];
  if (Number.isNaN(startMs)) {
    problems.push({ path: ["start"], wanted: ruleTestTexts["wanted.instant"], got: ruleTest.start, known: [] });
  }
  for (const [id, series] of Object.entries(ruleTest.readings)) {
    const gauge = city.gauges.get(id as GaugeId);
    const key = keys.get(id as GaugeId);
    if (gauge === undefined || key === undefined) {
      problems.push({
        path: ["readings", id],
        wanted: fill(sharedTexts["id-of-city"], { what: thingNames.gauge }),
        got: id,
        known: [...city.gauges.keys()],
      });
      continue;
    }
    const seen = new Map<number, number>();
    for (const [when, said] of Object.entries(series)) {
      const add: Refuse = (wanted, got): void => {
        problems.push({ path: ["readings", id, when], wanted, got, known: [] });
      };
      for (const row of rowsOf(when, said, gauge, startMs, add)) {
        const before = seen.get(row.observedAt);
        if (before === row.value) continue;
        if (before !== undefined) {
          const time = offsetText(row.observedAt, startMs);
          const got = fill(ruleTestTexts["got.two-values"], { before, value: row.value });
          add(fill(ruleTestTexts["wanted.one-value"], { time }), got);
          break;
        }
        seen.set(row.observedAt, row.value);
        rows.push({ ...row, gauge: key });
        if (rows.length > mostRows) {
          add(fill(ruleTestTexts["wanted.fewer-readings"], { most: mostRows }), ruleTestTexts["got.more"]);
          return { rows: [], problems };
        }
      }
    }
  }
  rows.sort((a, b) => a.receivedAt - b.receivedAt || a.observedAt - b.observedAt || a.gauge - b.gauge);
  return {
    rows: rows.map((row, index) => ({ ...row, checks: 0, deviceTime: null, seq: null, journalSeq: index + 1 })),
    problems,
  };
}

function* rowsOf(
  when: string,
  said: RuleTest["readings"][string][string],
  gauge: Gauge,
  startMs: number,
  refuse: Refuse,
): Generator<Omit<RuleTestRow, "gauge">> {
  const { value, received, flag } =
    typeof said === "object" ? said : { value: said, received: undefined, flag: 1 as const };
  const [fromText = "", toText = fromText] = when.split(" to ");
  const from = testTime(fromText, startMs);
  const to = testTime(toText, startMs);
  const receivedAt = received === undefined ? null : testTime(received, startMs);
  const ends = String(value)
    .split(" to ")
    .map((text) => canonical(text, gauge));
  const [first = null, last = first] = ends;
  if (Number.isNaN(from) || Number.isNaN(to)) return refuse(ruleTestTexts["wanted.time"], when);
  if (to < from) return refuse(ruleTestTexts["wanted.span"], when);
  if (from < startMs) return refuse(ruleTestTexts["wanted.after-start"], when);
  if (first === null || last === null) {
    const units = enumerated(unitsOf(gauge.property));
    return refuse(fill(ruleTestTexts["wanted.value-in"], { units }), String(value));
  }
  if (ends.length > 1 && from === to) return refuse(ruleTestTexts["wanted.single-value"], String(value));
  if (receivedAt !== null && !(receivedAt >= to)) return refuse(ruleTestTexts["wanted.reception"], received ?? "");
  for (let at = from; at <= to; at += gauge.expectedIntervalMs) {
    const part = to === from ? 0 : (at - from) / (to - from);
    const exact = Number((first + (last - first) * part).toPrecision(12));
    yield { observedAt: at, receivedAt: receivedAt ?? at, value: exact, flag };
  }
}

/** `31 cm` in the canonical unit; null where the unit does not fit. */
function canonical(text: string, gauge: Gauge): number | null {
  const [, number = "", unit = ""] = /^(-?[\d.]+)\s*(.*)$/.exec(text.trim()) ?? [];
  if (number === "") return null;
  const conversion = unit === "" ? { scale: 1, offset: 0 } : conversionFor(gauge.property, unit);
  return conversion === null ? null : Number((Number(number) * conversion.scale + conversion.offset).toPrecision(12));
}
