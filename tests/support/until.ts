/**
 * Waits for a condition instead of a time.
 *
 * @param check polled until it gives something truthy, which is returned
 * @throws when `withinMs` passes first; `what` names what was awaited
 */
export async function until<T>(what: string, check: () => T | Promise<T>, withinMs = 10_000): Promise<NonNullable<T>> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const got = await check();
    if (got) return got;
    if (performance.now() > deadline) throw new Error(`waited ${withinMs} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
