import type { AlarmTransition } from "../../../domain/alarms/alarm.ts";
import { csvTexts } from "../../../locales/api/csv.ts";
import { alarmTransition } from "../../schemas/alarms/alarm.ts";
import type { CsvTable } from "../csv-table.ts";
import { areaName, hazardCell, levelCell, placeOf, stationName } from "./cells.ts";

/** A transition with its number, null where it is not at hand. */
type NumberedTransition = AlarmTransition & { readonly transitionSeq: number | null };

const columns: CsvTable<NumberedTransition>["columns"] = [
  { name: csvTexts.number, cell: ({ transitionSeq }) => transitionSeq },
  { name: csvTexts.alarm, cell: ({ alarmKey }) => alarmKey },
  { name: csvTexts.hazard, cell: ({ hazard }, context) => hazardCell(hazard, context) },
  { name: csvTexts.gauge, cell: ({ target }) => placeOf(target).gauge },
  { name: csvTexts.station, cell: ({ target }) => placeOf(target).station },
  { name: csvTexts["station-name"], cell: ({ target }, context) => stationName(placeOf(target).station, context) },
  { name: csvTexts.area, cell: ({ target }) => placeOf(target).area },
  { name: csvTexts["area-name"], cell: ({ target }, context) => areaName(placeOf(target).area, context) },
  { name: csvTexts.from, cell: ({ from }, context) => levelCell(from, context) },
  { name: csvTexts.to, cell: ({ to }, context) => levelCell(to, context) },
  { name: csvTexts.at, cell: ({ at }, { instant }) => instant(at) },
  { name: csvTexts["received-at"], cell: ({ receivedAt }, { instant }) => instant(receivedAt) },
  { name: csvTexts["episode-started-at"], cell: ({ episodeStartedAt }, { instant }) => instant(episodeStartedAt) },
  { name: csvTexts.cause, cell: ({ cause }) => cause },
  { name: csvTexts.signal, cell: ({ signal }) => signal },
  { name: csvTexts["peak-signal"], cell: ({ peakSignal }) => peakSignal },
  { name: csvTexts.limit, cell: ({ limit }) => limit },
  { name: csvTexts["unit-of-value"], cell: ({ unit }) => unit },
  { name: csvTexts["is-late"], cell: ({ isLate }) => isLate },
  { name: csvTexts.effect, cell: ({ effect }) => effect },
  { name: csvTexts.rule, cell: ({ ruleId }) => ruleId },
  { name: csvTexts["rule-version"], cell: ({ ruleVersion }) => ruleVersion },
  { name: csvTexts.title, cell: ({ title }, { language }) => title[language] },
  { name: csvTexts.advice, cell: ({ advice }, { language }) => advice[language] },
];

export const transitionTable: CsvTable<NumberedTransition> = { name: "transitions", row: alarmTransition, columns };

/** The transition at which each alarm stands that is up. */
export const alarmTable: CsvTable<NumberedTransition> = { name: "alarms", row: alarmTransition, columns };
