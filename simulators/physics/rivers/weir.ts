import { flowAt, type Section, widthBeyond } from "./section.ts";

/** Of a broad, round crest such as a rubber dam's, m^0.5/s. */
const weirCoefficient = 1.7;

/** Villemonte's exponent. */
const submergence = 0.385;

/**
 * Flow over a crest, m3/s: `Q = Cw L h^1.5`, and where the water below stands above the crest too, less by `(1 - (hd/hu)^1.5)^0.385`.
 *
 * @param headM upstream level over the crest, m
 * @param tailM downstream level over the crest, m; below 0 where it is free
 * @see Villemonte 1947, Submerged-weir discharge studies
 */
export function weirFlow(lengthM: number, headM: number, tailM: number): number {
  if (headM <= 0 || tailM >= headM) return 0;
  const free = weirCoefficient * lengthM * headM ** 1.5;
  return tailM <= 0 ? free : free * (1 - (tailM / headM) ** 1.5) ** submergence;
}

/** Halvings of a metre or so: to a tenth of a millimetre. */
const tailRounds = 14;

/**
 * Flow over a dam into the channel below it, m3/s. The water below stands as high as the channel needs to lead away what comes over: found by
 * bisection between the weir's flow, which falls with the level below, and the channel's, which rises with it. A dam that lies flat is no
 * hindrance: what the channel takes goes. Water higher than the crest is wider than it, and goes round it where the river leaves its banks.
 */
export function flowOverDam(
  dam: { readonly crestM: number; readonly crestLengthM: number; readonly depthM: number },
  below: Section,
): number {
  const { crestM, depthM } = dam;
  // Half of what it is wider at the water than at the crest: the sides slope.
  const lengthM = dam.crestLengthM + widthBeyond(below, crestM, depthM) / 2;
  const free = weirFlow(lengthM, depthM - crestM, -1);
  if (free <= 0 || flowAt(below, crestM) >= free) return free;
  let [low, high] = [crestM, depthM];
  for (let round = 0; round < tailRounds; round++) {
    const middle = (low + high) / 2;
    if (flowAt(below, middle) < weirFlow(lengthM, depthM - crestM, middle - crestM)) low = middle;
    else high = middle;
  }
  return flowAt(below, (low + high) / 2);
}

/** Depth behind a dam that passes a steady flow, m, by bisection. */
export function restDepth(
  dam: { readonly crestM: number; readonly crestLengthM: number },
  below: Section,
  flowM3s: number,
): number {
  let [low, high] = [dam.crestM, dam.crestM + 10];
  for (let round = 0; round < 50; round++) {
    const depthM = (low + high) / 2;
    if (flowOverDam({ ...dam, depthM }, below) < flowM3s) low = depthM;
    else high = depthM;
  }
  return high;
}
