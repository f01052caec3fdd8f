const onceOnly = /^\/(cases|warnings|responses|ponding|shift)(\/|$)/;

/** Whether the hub does what is sent to a path once, however often it is sent under one idempotency key. */
export function isDoneOnce(path: string): boolean {
  return onceOnly.test(path);
}
