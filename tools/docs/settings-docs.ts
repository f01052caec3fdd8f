import { settingsSchema } from "../../hub/settings/settings.ts";
import { leavesOf, otherVariables, variableName } from "../../hub/settings/settings-environment.ts";
import { pathText } from "../../yaml/problem.ts";
import { type Shape, shapeOf, shapeText } from "../../yaml/shape.ts";

const heading = `# Settings

<!-- Written by \`npm run docs\` from the schemas in the rooms' settings.ts. Do not edit. -->

\`guanlan.yaml\` in the working folder, or the file given with \`--settings\`, one group a room; then the environment, which wins.
Whatever neither says takes its default. A key or variable that is not listed here is refused, and all mistakes are told at once.

In the environment two underscores part the levels: \`broker.tcp.port\` is \`GUANLAN_BROKER__TCP__PORT\`. Within a level, case and
single underscores count for nothing. A list is written with commas: \`GUANLAN_WEBHOOKS__ALLOWED_TARGETS=10.0.0.5:443,10.0.0.6:443\`.
An empty group in the file takes its defaults; an empty value is refused.
`;

/** docs/settings.md: a table a room with every key, what it takes, its unit, default, variable and meaning. */
export function settingsMarkdown(): string {
  const rooms = Object.entries(shapeOf(settingsSchema).properties ?? {});
  return [heading, ...rooms.map(([room, shape]) => componentTable(room, shape)), otherTable()].join("\n");
}

function componentTable(room: string, shape: Shape): string {
  const rows = leavesOf(shape, [room]).map((leaf) =>
    row([
      `\`${pathText(leaf.path)}\``,
      shapeText(leaf.shape).en,
      leaf.shape.unit ?? "",
      defaultText(leaf.shape.default),
      `\`${variableName(leaf.path)}\``,
      leaf.shape.description ?? "",
    ]),
  );
  return [
    `## ${room}: ${shape.description ?? ""}`,
    "",
    row(["key", "takes", "unit", "default", "variable", "meaning"]),
    row(["---", "---", "---", "---", "---", "---"]),
    ...rows,
    "",
  ].join("\n");
}

function otherTable(): string {
  return [
    "## Variables that are no settings",
    "",
    row(["variable", "meaning"]),
    row(["---", "---"]),
    ...Object.entries(otherVariables).map(([name, meaning]) => row([`\`${name}\``, meaning])),
    row(["`GUANLAN_..._SECRET`", "signing secret that an endpoint of the city names with `secretEnv`"]),
    "",
  ].join("\n");
}

function defaultText(value: unknown): string {
  return value === undefined ? "none" : `\`${JSON.stringify(value)}\``;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
