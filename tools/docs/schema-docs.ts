import type { Measurement } from "../../influx/schema/measurement.ts";
import { measurements } from "../../influx/schema/measurements.ts";

const begin = "<!-- Schema: written by `npm run docs` from influx/schema/measurements.ts. -->";
const end = "<!-- End of schema. -->";

/** The page with its tables of measurements made anew between the two marks. */
export function withSchemaTables(page: string): string {
  const [before = "", rest = ""] = page.split(begin);
  const after = rest.split(end)[1] ?? "";
  const sections = Object.entries<Measurement>(measurements).map(([name, measurement]) => section(name, measurement));
  return [before, begin, "\n\n", sections.join("\n\n"), "\n\n", end, after].join("");
}

function section(name: string, { what, time, tags, fields }: Measurement): string {
  const tagRows = Object.entries(tags).map(([tag, meaning]) => `| \`${tag}\` | tag | ${meaning} |`);
  const fieldRows = Object.entries(fields).map(([field, { type, what: meaning }]) => {
    return `| \`${field}\` | ${type} | ${meaning} |`;
  });
  const table = ["| column | is | means |", "| --- | --- | --- |", ...tagRows, ...fieldRows].join("\n");
  return `### ${name}\n\n${what} Time: ${time}.\n\n${table}`;
}
