import type { Gauge } from "../../../domain/city/city.ts";
import { propertyUnits } from "../../../domain/city/property.ts";
import type { Observation } from "../../../domain/observations/observation.ts";
import { checksIn } from "../../../domain/observations/quality.ts";
import { csvTexts } from "../../../locales/api/csv.ts";
import { propertyNames } from "../../../locales/names.ts";
import type { CsvTable } from "../csv-table.ts";
import { stationName } from "./cells.ts";

/** Observations of one gauge. */
export function observationTable(gauge: Gauge): CsvTable<Observation> {
  return {
    name: "observations",
    columns: [
      { name: csvTexts.gauge, cell: () => gauge.id },
      { name: csvTexts["station-name"], cell: (_row, context) => stationName(gauge.stationId, context) },
      { name: csvTexts.property, cell: (_row, { language }) => propertyNames[gauge.property][language] },
      { name: csvTexts["observed-at"], cell: ({ observedAt }, { instant }) => instant(observedAt) },
      { name: csvTexts["received-at"], cell: ({ receivedAt }, { instant }) => instant(receivedAt) },
      { name: csvTexts.value, cell: ({ value }) => (Number.isFinite(value) ? value : null) },
      { name: csvTexts["unit-of-value"], cell: () => propertyUnits[gauge.property] },
      { name: csvTexts.flag, cell: ({ flag }) => flag },
      { name: csvTexts.checks, cell: ({ checks }) => checksIn(checks).join(" ") },
    ],
  };
}
