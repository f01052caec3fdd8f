/** Ends a hang, and nothing else: no machine that works needs as long for any one thing that a test waits for. */
export const hangMs = 120_000;

/**
 * Waits for a condition instead of a time.
 *
 * @param check polled until it gives something truthy, which is returned
 * @param withinMs more than `hangMs` alone, for work that is meant to take its time
 * @throws when `withinMs` passes first; `what` names what was awaited
 */
export async function until<T>(what: string, check: () => T | Promise<T>, withinMs = hangMs): Promise<NonNullable<T>> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const got = await check();
    if (got) return got;
    if (performance.now() > deadline) throw new Error(`waited ${withinMs} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
