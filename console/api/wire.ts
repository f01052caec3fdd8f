import type { z } from "zod";
import type { activeAlarmList } from "../../api/schemas/alarms/alarm.ts";
import type { blindSpotList } from "../../api/schemas/alarms/blind-spot.ts";
import type { maintenanceList } from "../../api/schemas/alarms/order.ts";
import type { casePage, caseWithTimeline } from "../../api/schemas/case.ts";
import type { areaRain } from "../../api/schemas/console/area-rain.ts";
import type { catalogue } from "../../api/schemas/console/catalogue.ts";
import type { devicesPage } from "../../api/schemas/console/devices.ts";
import type { hubStatus } from "../../api/schemas/console/hub.ts";
import type { limitsAnswer } from "../../api/schemas/console/limits.ts";
import type { mapAnswer } from "../../api/schemas/console/map.ts";
import type { searchAnswer } from "../../api/schemas/console/search.ts";
import type { forecastAnswer, seriesAnswer } from "../../api/schemas/console/series.ts";
import type { framesAnswer, stateAnswer } from "../../api/schemas/console/state.ts";
import type { deliveryPage } from "../../api/schemas/delivery.ts";
import type { device } from "../../api/schemas/device.ts";
import type { endpointList } from "../../api/schemas/endpoint.ts";
import type { auditOutcome, auditPage } from "../../api/schemas/governance/audit.ts";
import type { callPage } from "../../api/schemas/governance/call.ts";
import type { caseActionBody, caseMoves } from "../../api/schemas/governance/case-acts.ts";
import type { drillList, drillReportAnswer, startDrillBody } from "../../api/schemas/governance/drill.ts";
import type { alarmLoad } from "../../api/schemas/governance/evaluation/alarm-load.ts";
import type { evaluation } from "../../api/schemas/governance/evaluation/evaluation.ts";
import type { ruleOutcomesAnswer } from "../../api/schemas/governance/evaluation/rule-outcomes.ts";
import type { mode, modeHistoryPage, modePreview } from "../../api/schemas/governance/mode.ts";
import type {
  pondingActionBody,
  pondingPlaces,
  pondingPlaceWithHistory,
} from "../../api/schemas/governance/ponding.ts";
import type { publicWarnings } from "../../api/schemas/governance/public-warnings.ts";
import type { reportDates } from "../../api/schemas/governance/report.ts";
import type { response, responseActionBody, responsePage } from "../../api/schemas/governance/response.ts";
import type {
  ruleDraft,
  ruleDraftDiff,
  ruleDraftList,
  ruleDraftWithFiles,
} from "../../api/schemas/governance/rule-draft.ts";
import type { ruleCheck, ruleHits, ruleSet } from "../../api/schemas/governance/rule-set.ts";
import type { handover, roster, shifts } from "../../api/schemas/governance/shift.ts";
import type {
  areaShape,
  bulletinList,
  warning,
  warningActionBody,
  warningDraftBody,
  warningMoves,
  warningPage,
  warningPreview,
} from "../../api/schemas/governance/warning.ts";
import type { me, sessionNow } from "../../api/schemas/people/me.ts";
import type { problem } from "../../api/schemas/problem.ts";
import type { rejectPage } from "../../api/schemas/reject.ts";
import type { rules, ruleVersionPage } from "../../api/schemas/rule.ts";
import type { stationWithGauges } from "../../api/schemas/station.ts";

/** Answers of the API as they come, typed by the schemas that the hub is checked against. */
export type Me = z.output<typeof me>;
export type SessionNow = z.output<typeof sessionNow>;
export type ProblemBody = z.output<typeof problem>;
export type Catalogue = z.output<typeof catalogue>;
export type StateAnswer = z.output<typeof stateAnswer>;
export type FramesAnswer = z.output<typeof framesAnswer>;
export type FrameChange = FramesAnswer["changes"][number];
export type Mode = z.output<typeof mode>;
export type CasePage = z.output<typeof casePage>;
export type CaseSummary = CasePage["rows"][number];
export type CaseWithTimeline = z.output<typeof caseWithTimeline>;
export type CaseMoves = z.output<typeof caseMoves>;
export type CaseMove = CaseMoves["moves"][number];
export type CaseActionBody = z.input<typeof caseActionBody>;
export type CallPage = z.output<typeof callPage>;
export type SeriesAnswer = z.output<typeof seriesAnswer>;
export type MapAnswer = z.output<typeof mapAnswer>;
export type AreaRain = z.output<typeof areaRain>;
export type ForecastAnswer = z.output<typeof forecastAnswer>;
export type Found = z.output<typeof searchAnswer>["rows"][number];
export type LimitsAnswer = z.output<typeof limitsAnswer>;
export type GaugeLimitsRow = LimitsAnswer["rows"][number];
export type StationWithGauges = z.output<typeof stationWithGauges>;
export type StationGauge = StationWithGauges["gauges"][number];
export type ActiveAlarmList = z.output<typeof activeAlarmList>;
export type ActiveAlarm = ActiveAlarmList["rows"][number];
export type DeliveryPage = z.output<typeof deliveryPage>;
export type Delivery = DeliveryPage["rows"][number];
export type SearchAnswer = z.output<typeof searchAnswer>;
export type DevicesPage = z.output<typeof devicesPage>;
export type ModePreview = z.output<typeof modePreview>;
export type ModeHistoryPage = z.output<typeof modeHistoryPage>;
export type Warning = z.output<typeof warning>;
export type WarningPage = z.output<typeof warningPage>;
export type WarningMoves = z.output<typeof warningMoves>;
export type WarningPreview = z.output<typeof warningPreview>;
export type WarningActionBody = z.input<typeof warningActionBody>;
export type WarningDraftBody = z.input<typeof warningDraftBody>;
export type BulletinList = z.output<typeof bulletinList>;
export type AreaShape = z.output<typeof areaShape>;
export type EmergencyResponse = z.output<typeof response>;
export type ResponsePage = z.output<typeof responsePage>;
export type ResponseActionBody = z.input<typeof responseActionBody>;
export type PublicWarnings = z.output<typeof publicWarnings>;
export type BlindSpotList = z.output<typeof blindSpotList>;
export type BlindSpot = BlindSpotList["rows"][number];
export type MaintenanceList = z.output<typeof maintenanceList>;
export type MaintenanceOrder = MaintenanceList["rows"][number];
export type DeviceRow = DevicesPage["rows"][number];
export type DeviceWhole = z.output<typeof device>;
export type RejectPage = z.output<typeof rejectPage>;
export type HubStatus = z.output<typeof hubStatus>;
export type HubFlow = NonNullable<HubStatus["flow"]>;
export type EndpointList = z.output<typeof endpointList>;
export type Endpoint = EndpointList["rows"][number];
export type AuditPage = z.output<typeof auditPage>;
export type AuditLine = AuditPage["rows"][number];
export type AuditOutcome = z.output<typeof auditOutcome>;
export type AlarmLoad = z.output<typeof alarmLoad>;
export type RuleOutcomes = z.output<typeof ruleOutcomesAnswer>;
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
