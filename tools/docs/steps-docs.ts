import { stepTable } from "../../processor/steps.ts";

const begin = "<!-- steps: made by `npm run docs` from processor/steps.ts -->";
const end = "<!-- end of steps -->";

/** docs/architecture.md with the picture of the steps that run put between its marks. */
export function withSteps(page: string): string {
  const [before = "", rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined)
    throw new Error(`Cannot write the steps as docs/architecture.md must have ${begin} and ${end}`);
  return `${before}${begin}\n${stepsPicture()}\n${end}${after}`;
}

/** One box a step, in the order in which they run. */
function stepsPicture(): string {
  const steps = Object.entries(stepTable);
  const width = Math.max(...steps.map(([name]) => name.length));
  const lines = steps.map(([name, does], index) => {
    const arrow = index === 0 ? "input ->" : "      ->";
    return `${arrow} ${name.padEnd(width)}  ${does}`;
  });
  return ["```", ...lines, "      -> draft, committed whole with its position and clock: ONE transaction", "```"].join(
    "\n",
  );
}
