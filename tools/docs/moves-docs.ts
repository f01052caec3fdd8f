import { moveTable } from "../../cases/lifecycle/moves.ts";
import { caseStates, openStates, overStates } from "../../domain/governance/case-state.ts";
import { warningStates } from "../../domain/governance/warnings/warning-state.ts";
import { caseStateNames, moveNames } from "../../locales/case-moves.ts";
import { rightsOfRole } from "../../people/rights.ts";
import { moves, personSteps } from "../../warnings/lifecycle/moves.ts";

const marks = {
  cases: ["<!-- case moves: made by `npm run docs` from cases/lifecycle/moves.ts -->", "<!-- end of case moves -->"],
  warnings: [
    "<!-- warning moves: made by `npm run docs` from warnings/lifecycle/moves.ts -->",
    "<!-- end of warning moves -->",
  ],
  roles: ["<!-- roles: made by `npm run docs` from people/rights.ts -->", "<!-- end of roles -->"],
} as const;

/** docs/governance.md with the tables of legal moves and of roles put between their marks. */
export function withMoves(page: string): string {
  const withCases = between(page, marks.cases, caseMoves());
  return between(between(withCases, marks.warnings, warningMoves()), marks.roles, roleRights());
}

function between(page: string, [begin, end]: readonly [string, string], table: string): string {
  const [before = "", rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined)
    throw new Error(`Cannot write the moves as docs/governance.md must have ${begin} and ${end}`);
  return `${before}${begin}\n\n${table}\n\n${end}${after}`;
}

function caseMoves(): string {
  const rows = Object.entries(moveTable).map(([kind, { from, to, by }]) => {
    const name = moveNames[kind as keyof typeof moveTable].zh;
    const target = to === null ? "" : `${to} ${caseStateNames[to].zh}`;
    return `| \`${kind}\` | ${name} | ${statesText(from)} | ${target} | ${by.join(", ")} |`;
  });
  return ["| move | name | from | to | by |", "| --- | --- | --- | --- | --- |", ...rows].join("\n");
}

function statesText(from: readonly string[]): string {
  if (from.length === caseStates.length) return "any";
  if (from.length === openStates.length && openStates.every((state) => from.includes(state))) {
    return `any but ${overStates.join(", ")}`;
  }
  return from.join(", ");
}

function warningMoves(): string {
  const head = ["| step | by |", "| --- | --- |"].map((line, at) => {
    return `${line} ${warningStates.map((state) => (at === 0 ? state : "---")).join(" | ")} |`;
  });
  const people: ReadonlySet<string> = new Set(personSteps);
  const rows = Object.entries(moves).map(([step, to]) => {
    const cells = warningStates.map((state) => to[state] ?? "");
    return `| \`${step}\` | ${people.has(step) ? "people" : "the hub"} | ${cells.join(" | ")} |`;
  });
  return [...head, ...rows].join("\n");
}

function roleRights(): string {
  const rows = Object.entries(rightsOfRole).map(([role, rights]) => {
    return `| \`${role}\` | ${rights.join(", ")} |`;
  });
  return ["| role | rights |", "| --- | --- |", ...rows].join("\n");
}
