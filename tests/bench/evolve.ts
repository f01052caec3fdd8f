/** What a search starts from and how long it may take. */
export interface Search {
  readonly start: readonly number[];
  /** How far each number is first varied. */
  readonly spread: readonly number[];
  readonly generations: number;
  readonly random: () => number;
}

/** Where a search looks next: around `mean`, each number as far as its variance and the common step say. */
interface Place {
  readonly mean: readonly number[];
  readonly variances: readonly number[];
  /** The way of late, by which the step grows or shrinks. */
  readonly path: readonly number[];
  readonly step: number;
}

interface Child {
  readonly drawn: readonly number[];
  readonly numbers: readonly number[];
  readonly loss: number;
}

type LossOf = (numbers: readonly number[]) => number;

/** Trials in a generation, of which the better half move the next. */
const children = 16;

/**
 * The numbers for which `lossOf` was least: an evolution strategy that learns each number's own step.
 *
 * @see R. Ros, N. Hansen, A simple modification in CMA-ES achieving linear time and space complexity (sep-CMA-ES), PPSN 2008
 */
export function evolve({ start, spread, generations, random }: Search, lossOf: LossOf): readonly number[] {
  let best: Pick<Child, "numbers" | "loss"> = { numbers: start, loss: lossOf(start) };
  let place: Place = {
    mean: start,
    variances: spread.map((each) => each * each),
    path: start.map(() => 0),
    step: 1,
  };
  for (let generation = 0; generation < generations; generation++) {
    const sorted = Array.from({ length: children }, () => childAt(place, random, lossOf));
    sorted.sort((left, right) => left.loss - right.loss);
    const first = sorted[0] as Child;
    if (first.loss < best.loss) best = first;
    place = moved(place, sorted.slice(0, weights.length));
  }
  return best.numbers;
}

function childAt({ mean, variances, step }: Place, random: () => number, lossOf: LossOf): Child {
  const drawn = mean.map(() => gaussian(random));
  const numbers = mean.map((each, at) => each + step * Math.sqrt(variances[at] as number) * (drawn[at] as number));
  return { drawn, numbers, loss: lossOf(numbers) };
}

/** Shares of the better half, best first, falling by their logarithms. */
const weights = sharesOf(children / 2);
const effective = 1 / weights.reduce((sum, weight) => sum + weight * weight, 0);

function moved({ mean, variances, path, step }: Place, better: readonly Child[]): Place {
  const size = mean.length;
  const pathRate = (effective + 2) / (size + effective + 5);
  const varianceRate = Math.min(1, ((2 / 3) * (effective + 2)) / ((size + 1.3) ** 2 + effective));
  const pull = Math.sqrt(pathRate * (2 - pathRate) * effective);
  const weighed = (of: (child: Child) => number) =>
    better.reduce((sum, child, rank) => sum + (weights[rank] as number) * of(child), 0);
  const nextPath = path.map((each, at) => (1 - pathRate) * each + pull * weighed(({ drawn }) => drawn[at] as number));
  const usualLength = Math.sqrt(size) * (1 - 1 / (4 * size) + 1 / (21 * size * size));
  return {
    mean: mean.map((_, at) => weighed(({ numbers }) => numbers[at] as number)),
    variances: variances.map(
      (each, at) => each * (1 - varianceRate + varianceRate * weighed(({ drawn }) => (drawn[at] as number) ** 2)),
    ),
    path: nextPath,
    step: step * Math.exp(((Math.hypot(...nextPath) / usualLength - 1) * pathRate) / (1 + pathRate)),
  };
}

function sharesOf(kept: number): readonly number[] {
  const raw = Array.from({ length: kept }, (_, rank) => Math.log(kept + 0.5) - Math.log(rank + 1));
  const sum = raw.reduce((total, each) => total + each, 0);
  return raw.map((each) => each / sum);
}

function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
