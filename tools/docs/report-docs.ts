import { z } from "zod";
import { backtestReportSchema } from "../../backtest/report/report-schema.ts";

/** The parts of JSON Schema that the report's schema turns into. */
interface SchemaField {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, SchemaField>>;
  readonly additionalProperties?: SchemaField | boolean;
  readonly items?: SchemaField;
  readonly anyOf?: readonly SchemaField[];
}

const begin = "<!-- Fields: written by `npm run docs` from backtest/report/report-schema.ts. -->";
const end = "<!-- End of fields. -->";

/** The JSON Schema that editors and readers of the report may check it by. */
export function backtestJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(backtestReportSchema), null, 2)}\n`;
}

/** The page with its table of fields made anew between the two marks. */
export function withReportFields(page: string): string {
  const [before = "", rest = ""] = page.split(begin);
  const after = rest.split(end)[1] ?? "";
  const rows = fieldsOf(z.toJSONSchema(backtestReportSchema) as SchemaField, "");
  const table = ["| field | is | means |", "| --- | --- | --- |", ...rows];
  return [before, begin, "\n\n", table.join("\n"), "\n\n", end, after].join("");
}

function fieldsOf({ properties = {} }: SchemaField, path: string): readonly string[] {
  return Object.entries(properties).flatMap(([key, field]) => {
    const inner = field.items ?? (typeof field.additionalProperties === "object" ? field.additionalProperties : field);
    const name = `${path}${key}${field.items === undefined ? "" : "[]"}${inner === field.additionalProperties ? ".<alarm>" : ""}`;
    const last = inner.items ?? inner;
    const deeper = inner.items === undefined ? name : `${name}[]`;
    const isDescribedAbove = field.description?.startsWith("As `") === true;
    return [
      `| \`${deeper}\` | ${typeOf(last)} | ${field.description ?? last.description ?? ""} |`,
      ...(isDescribedAbove ? [] : fieldsOf(last, `${deeper}.`)),
    ];
  });
}

function typeOf(field: SchemaField): string {
  if (field.anyOf !== undefined) return field.anyOf.map(typeOf).join(" or ");
  if (field.const !== undefined) return `\`${JSON.stringify(field.const)}\``;
  if (field.enum !== undefined) return field.enum.map((word) => `\`${word}\``).join(", ");
  return field.format === "date-time" ? "instant" : String(field.type ?? "").replace(",", " or ");
}
