/** Pages for an officer in ten minutes, as ISA-18.2 and EEMUA 191 hold them to be: one is manageable, over `floodAbove` a flood. */
export function loadGrade(perOfficer: number, floodAbove: number): "good" | "much" | "flood" {
  if (perOfficer > floodAbove) return "flood";
  return perOfficer > 1 ? "much" : "good";
}

const mostBars = 144;

/** Windows as bars that can be told apart: of a long span each is the worst of as many windows as `perBar` says. */
export function loadBars(windows: readonly number[]): { readonly bars: readonly number[]; readonly perBar: number } {
  const perBar = Math.max(1, Math.ceil(windows.length / mostBars));
  const bars = Array.from({ length: Math.ceil(windows.length / perBar) }, (_, at) =>
    Math.max(...windows.slice(at * perBar, (at + 1) * perBar)),
  );
  return { bars, perBar };
}
