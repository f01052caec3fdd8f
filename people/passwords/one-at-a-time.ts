/** Runs work that takes much memory one piece after the other. */
export interface OneAtATime {
  /** Null, and nothing is run, where too many wait already. */
  run<T>(work: () => Promise<T>): Promise<T> | null;
}

export function oneAtATime(mostWaiting: number): OneAtATime {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    run(work) {
      if (waiting >= mostWaiting) return null;
      waiting += 1;
      const running = last.then(work, work).finally(() => {
        waiting -= 1;
      });
      last = running.catch(() => {});
      return running;
    },
  };
}
