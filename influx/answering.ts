import { type Clock, secondMs } from "../domain/clock.ts";

/** How long InfluxDB may take where the journal can answer instead: with the journal's own time a reader waits 2 s. */
const patienceMs = 1_500;
/** After it was silent that long it is not asked again for this long. */
const restMs = 10 * secondMs;

/** Whether InfluxDB is worth asking while the journal can answer as well. */
export interface Answering {
  /** False while its writes fail, and for a while after it was silent. */
  isLikely(): boolean;
  /**
   * Waits for its answer, no longer than a reader should who can be answered otherwise.
   *
   * @throws when it fails or takes too long; the answer is then not waited for
   */
  patiently<T>(answer: Promise<T>): Promise<T>;
}

/** @param isWriting whether InfluxDB took what it was last sent */
export function followAnswering(isWriting: () => boolean, uptime: Clock = () => performance.now()): Answering {
  let restsUntil = Number.NEGATIVE_INFINITY;
  return {
    isLikely: () => isWriting() && uptime() >= restsUntil,
    async patiently(answer) {
      const late = Promise.withResolvers<never>();
      const timer = setTimeout(() => {
        restsUntil = uptime() + restMs;
        late.reject(new Error(`InfluxDB: no answer within ${patienceMs} ms`));
      }, patienceMs);
      try {
        return await Promise.race([answer, late.promise]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
