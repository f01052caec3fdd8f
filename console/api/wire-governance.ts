import type { z } from "zod";
import type { alarmLoad } from "../../api/schemas/governance/alarm-load.ts";
import type { drillList, drillReportAnswer, startDrillBody } from "../../api/schemas/governance/drill.ts";
import type { evaluation } from "../../api/schemas/governance/evaluation.ts";
import type {
  pondingActionBody,
  pondingPlaces,
  pondingPlaceWithHistory,
} from "../../api/schemas/governance/ponding.ts";
import type { reportDates } from "../../api/schemas/governance/report.ts";
import type {
  ruleDraft,
  ruleDraftDiff,
  ruleDraftList,
  ruleDraftWithFiles,
} from "../../api/schemas/governance/rule-draft.ts";
import type { ruleCheck, ruleHits, ruleSet } from "../../api/schemas/governance/rule-set.ts";
import type { handover, roster, shifts } from "../../api/schemas/governance/shift.ts";
import type { warningPage } from "../../api/schemas/governance/warning.ts";
import type { rules, ruleVersionPage } from "../../api/schemas/rule.ts";

/** Answers about how the city is governed, typed as `wire.ts` does it. */
export type AlarmLoad = z.output<typeof alarmLoad>;
export type DrillList = z.output<typeof drillList>;
export type Drill = DrillList["rows"][number];
export type DrillReport = z.output<typeof drillReportAnswer>;
export type StartDrillBody = z.input<typeof startDrillBody>;
export type Evaluation = z.output<typeof evaluation>;
export type EvaluationRow = Evaluation["rows"][number];
export type Indicator = Evaluation["definitions"][number]["indicator"];
export type PondingPlaces = z.output<typeof pondingPlaces>;
export type PondingRow = PondingPlaces["rows"][number];
export type PondingPlace = z.output<typeof pondingPlaceWithHistory>;
export type PondingActionBody = z.input<typeof pondingActionBody>;
export type ReportDates = z.output<typeof reportDates>;
export type Rules = z.output<typeof rules>;
export type Rule = Rules["rules"][number];
export type RuleVersions = z.output<typeof ruleVersionPage>;
export type RuleHits = z.output<typeof ruleHits>;
export type RuleSetFiles = z.output<typeof ruleSet>;
export type RuleFile = RuleSetFiles["files"][number];
export type RuleCheck = z.output<typeof ruleCheck>;
export type RuleDraft = z.output<typeof ruleDraft>;
export type RuleDrafts = z.output<typeof ruleDraftList>;
export type RuleDraftWithFiles = z.output<typeof ruleDraftWithFiles>;
export type RuleDraftDiff = z.output<typeof ruleDraftDiff>;
export type Shifts = z.output<typeof shifts>;
export type Shift = Shifts["rows"][number];
export type Handover = z.output<typeof handover>;
export type Roster = z.output<typeof roster>;
export type WarningPage = z.output<typeof warningPage>;
