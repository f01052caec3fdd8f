/** A line of a difference, or how many lines alike are left out. */
export type DiffLine =
  | { readonly kind: "same" | "gone" | "come"; readonly text: string }
  | { readonly kind: "left-out"; readonly count: number };

type TextLine = Extract<DiffLine, { readonly text: string }>;

/** Lines around a change that are shown. */
const context = 3;

/** Largest number of lines on both sides, multiplied, that is compared line by line; beyond, the middle is shown as replaced. */
const mostCompared = 4_000_000;

/** What of a text went and what came, by the longest lines in common. */
export function lineDiff(before: string, after: string): readonly TextLine[] {
  const [a, b] = [before.split("\n"), after.split("\n")];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const same = (text: string): TextLine => ({ kind: "same", text });
  return [
    ...a.slice(0, start).map(same),
    ...middleOf(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map(same),
  ];
}

function middleOf(a: readonly string[], b: readonly string[]): readonly TextLine[] {
  if (a.length * b.length > mostCompared)
    return [
      ...a.map((text): TextLine => ({ kind: "gone", text })),
      ...b.map((text): TextLine => ({ kind: "come", text })),
    ];
  const lengths = commonLengths(a, b);
  const lines: TextLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      lines.push({ kind: "same", text: left });
      i++;
      j++;
    } else if (left !== undefined && (right === undefined || lengths(i + 1, j) >= lengths(i, j + 1))) {
      lines.push({ kind: "gone", text: left });
      i++;
    } else {
      lines.push({ kind: "come", text: right ?? "" });
      j++;
    }
  }
  return lines;
}

/** How many lines the rests of two texts have in common, from a line of each on. */
function commonLengths(a: readonly string[], b: readonly string[]): (i: number, j: number) => number {
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => table[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return at;
}

/** Leaves out lines alike that are far from a change. */
export function shortened(lines: readonly TextLine[]): readonly DiffLine[] {
  const isNear = (at: number): boolean =>
    lines.slice(Math.max(0, at - context), at + context + 1).some(({ kind }) => kind !== "same");
  const shown: DiffLine[] = [];
  for (const [at, line] of lines.entries()) {
    const last = shown.at(-1);
    if (isNear(at)) shown.push(line);
    else if (last?.kind === "left-out") shown[shown.length - 1] = { kind: "left-out", count: last.count + 1 };
    else shown.push({ kind: "left-out", count: 1 });
  }
  return shown;
}
