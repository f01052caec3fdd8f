import type { EvaluationRow } from "../../../limits/evaluation/evaluate.ts";
import { indicators } from "../../../limits/evaluation/indicators.ts";
import { percentOf } from "../../../limits/evaluation/percent.ts";
import { csvTexts } from "../../../locales/api/csv.ts";
import { fill } from "../../../locales/fill.ts";
import { evaluationTexts, indicatorWords } from "../../../locales/limits/evaluation.ts";
import type { CsvColumn, CsvTable } from "../csv-table.ts";

/** A line for each group and one for all; of each indicator both counts and the share in percent. */
export const evaluationTable: CsvTable<EvaluationRow> = {
  name: "evaluation",
  columns: [
    { name: csvTexts.key, cell: ({ key }) => key },
    { name: csvTexts.name, cell: ({ name }, { language }) => name[language] },
    ...indicators.flatMap((indicator): readonly CsvColumn<EvaluationRow>[] => {
      const { name } = indicatorWords[indicator];
      return [
        {
          name: fill(evaluationTexts["column-numerator"], { name }),
          cell: (row) => row.indicators[indicator].numerator,
        },
        {
          name: fill(evaluationTexts["column-denominator"], { name }),
          cell: (row) => row.indicators[indicator].denominator,
        },
        {
          name: fill(evaluationTexts["column-percent"], { name }),
          cell: (row) => percentOf(row.indicators[indicator]),
        },
      ];
    }),
  ],
};
