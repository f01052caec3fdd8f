import type { RuleFile } from "../../api/wire.ts";

/** The lines of a rule: from where it is declared up to the next of its list. @param place `file:line:column` */
export function textOfRule(files: readonly RuleFile[], place: string): string {
  const [name = "", line = "1"] = place.split(":");
  const lines = files.find((file) => name.endsWith(file.name))?.text.split("\n") ?? [];
  const start = Number(line) - 1;
  const indent = lines[start]?.search(/\S/) ?? 0;
  const length = lines.slice(start + 1).findIndex((each) => each.trim() !== "" && each.search(/\S/) <= indent);
  const end = length === -1 ? lines.length : start + 1 + length;
  return lines
    .slice(start, end)
    .map((each) => each.slice(indent))
    .join("\n")
    .trimEnd();
}
