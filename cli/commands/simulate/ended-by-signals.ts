/** Does something that SIGINT and SIGTERM end before its time. */
export async function endedBySignals<Done>(work: (signal: AbortSignal) => Promise<Done>): Promise<Done> {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  process.once("SIGINT", end).once("SIGTERM", end);
  try {
    return await work(ending.signal);
  } finally {
    process.off("SIGINT", end).off("SIGTERM", end);
  }
}
