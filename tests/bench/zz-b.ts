import { stepList, decide } from "../../processor/decide.ts";
import { newDraft } from "../../processor/draft.ts";
import { processorSteps } from "../../processor/steps.ts";
import { createOpenCases } from "../../cases/open-cases.ts";
import { createOpenWarnings } from "../../warnings/open-warnings.ts";
import { blindSpotSettings } from "../../blindspots/settings.ts";
import { suppressionSettings } from "../../suppression/settings.ts";
import { cityOf, engineOver, keysOf, ruleFrom } from "../support/rules-world.ts";
const ladder = { blue: { raise: 0.15 }, yellow: { raise: 0.2 }, orange: { raise: 0.27 }, red: { raise: 0.4 } };
const usual = [
  { levels: ladder, deadband: 0.03, offDelay: "10min" },
  { condition: { kind: "rate-of-rise", window: "10min" }, levels: { yellow: { raise: 1.5 } } },
  { levels: ladder, onDelay: "5min", deadband: 0.05 },
  { hazard: "blind-spot", condition: { kind: "silence" }, unit: undefined, levels: { blue: { raise: 3 } } },
];
const gauges = Number(process.argv[2] ?? 2000);
const rulesN = Number(process.argv[3] ?? 4);
const city = cityOf(Array.from({ length: gauges }, (_, i) => ({ id: `g${i}` })));
const rules = Array.from({ length: rulesN }, (_, i) => ruleFrom({ ...usual[i % 4], id: `rule-${i}` }));
function rowsOf(round: number) {
  return Array.from({ length: gauges }, (_, gauge) => {
    const observedAt = 1_750_000_000_000 + round * 60000 + gauge * Math.floor(60000 / gauges);
    const phase = ((observedAt / 3600000 + gauge * 7) % 24) / 24;
    return { gauge: gauge as any, observedAt, receivedAt: observedAt + 300, value: phase < 0.05 ? (process.argv[4] === "quiet" ? 0 : 0.3) * Math.sin((phase / 0.05) * Math.PI) : 0.02, flag: 1 as const, checks: 0, deviceTime: null, seq: null, journalSeq: round * gauges + gauge + 1 };
  });
}
function middle(n: number[]) { return n.sort((a, b) => a - b)[n.length >> 1]!; }
function bench(read: (row: any) => void) {
  const rounds = Math.ceil(800_000 / gauges);
  const s: number[] = [];
  for (let r = 0; r < rounds; r++) {
    const rows = rowsOf(r);
    const before = process.cpuUsage();
    for (const row of rows) read(row);
    const took = process.cpuUsage(before);
    if (r > rounds / 4) s.push((took.user + took.system) * 1000 / rows.length);
  }
  s.sort((a, b) => a - b);
  console.log(`${gauges} gauges ${rulesN} rules: p10 ${Math.round(s[Math.floor(s.length / 10)]!)} median ${Math.round(middle(s))} ns cpu/row`);
}
const list = stepList(processorSteps({ city, keys: keysOf(city), engine: engineOver(city, rules), inhibitions: [], blindSpots: blindSpotSettings.parse({}), suppression: suppressionSettings.parse({}), cases: createOpenCases(city, []), warnings: createOpenWarnings(city, "district", []), queue: () => ({ bodies: [], deliveries: [] }) }).steps);
let draft = newDraft({ row: 0, entry: 0 }, 0);
let n = 0;
bench((row) => { decide(list, { kind: "row", row }, draft); if (++n % 10000 === 0) { for (const s of list.steps) s.save(draft); draft = newDraft(draft.position, draft.clock); } });
