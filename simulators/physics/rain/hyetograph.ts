import type { Hyetograph } from "../water.ts";
import { chicagoDepthMm } from "./chicago.ts";
import type { IdfFormula } from "./idf-formula.ts";
import { zhengzhou2021, zhengzhou2021DepthMm } from "./zhengzhou-2021.ts";

/** Rain since the hyetograph began, mm at `seconds` of it: 0 before, the whole sum after. */
export function fallenMm(hyetograph: Hyetograph, idf: IdfFormula, seconds: number): number {
  const minute = seconds / 60;
  switch (hyetograph.kind) {
    case "chicago":
      return chicagoDepthMm(idf, hyetograph, minute);
    case "zhengzhou-2021-07-20": {
      const from = (hyetograph.fromHour ?? 0) * 60;
      const at = from + Math.min(lengthSeconds(hyetograph) / 60, Math.max(0, minute));
      return zhengzhou2021DepthMm(at) - zhengzhou2021DepthMm(from);
    }
    case "block":
      return (hyetograph.mmPerHour * Math.min(hyetograph.minutes, Math.max(0, minute))) / 60;
  }
}

export function lengthSeconds(hyetograph: Hyetograph): number {
  switch (hyetograph.kind) {
    case "chicago":
    case "block":
      return hyetograph.minutes * 60;
    case "zhengzhou-2021-07-20": {
      const left = zhengzhou2021.length - (hyetograph.fromHour ?? 0);
      return Math.min(left, hyetograph.hours ?? left) * 3600;
    }
  }
}
