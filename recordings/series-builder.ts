/** One station's record as read: times rise, one value a time, in the unit of the file. */
export interface RawSeries {
  readonly station: string;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** Collects the values of one station in the order of the file. */
export interface SeriesBuilder {
  add(at: number, value: number): void;
  /** Sorted by time; of several values at one time the first is kept. */
  build(): { readonly series: RawSeries; readonly duplicates: number };
}

export function seriesBuilder(station: string): SeriesBuilder {
  let times = new Float64Array(1024);
  let values = new Float64Array(1024);
  let count = 0;
  let isRising = true;
  return {
    add(at, value) {
      if (count === times.length) {
        times = grown(times);
        values = grown(values);
      }
      if (count > 0 && at <= (times[count - 1] as number)) isRising = false;
      times[count] = at;
      values[count] = value;
      count++;
    },
    build() {
      const read = { times: times.subarray(0, count), values: values.subarray(0, count) };
      if (isRising) return { series: { station, ...read }, duplicates: 0 };
      const sorted = sortedOnce(read.times, read.values);
      return { series: { station, ...sorted }, duplicates: count - sorted.times.length };
    },
  };
}

function sortedOnce(times: Float64Array, values: Float64Array): { times: Float64Array; values: Float64Array } {
  const order = Uint32Array.from(times, (_, index) => index).sort(
    (a, b) => (times[a] as number) - (times[b] as number) || a - b,
  );
  const sortedTimes = new Float64Array(times.length);
  const sortedValues = new Float64Array(times.length);
  let kept = 0;
  for (const index of order) {
    const at = times[index] as number;
    if (kept > 0 && at === sortedTimes[kept - 1]) continue;
    sortedTimes[kept] = at;
    sortedValues[kept] = values[index] as number;
    kept++;
  }
  return { times: sortedTimes.subarray(0, kept), values: sortedValues.subarray(0, kept) };
}

function grown(array: Float64Array): Float64Array<ArrayBuffer> {
  const wider = new Float64Array(array.length * 2);
  wider.set(array);
  return wider;
}
