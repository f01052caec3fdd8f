/** Clocks change on a quarter of an hour everywhere: one offset holds for the whole quarter. */
const quarterMs = 15 * 60_000;

/**
 * Writes instants as clocks in a zone show them, with their offset: `2026-07-20T16:00:00+08:00`, milliseconds only where
 * there are any.
 *
 * @param zone IANA name
 */
export function zonedInstants(zone: string): (ms: number) => string {
  let knownQuarter = Number.NaN;
  let offsetMs = 0;
  let suffix = "";
  return (ms) => {
    const quarter = Math.floor(ms / quarterMs);
    if (quarter !== knownQuarter) {
      const { offsetNanoseconds, offset } = Temporal.Instant.fromEpochMilliseconds(
        quarter * quarterMs,
      ).toZonedDateTimeISO(zone);
      knownQuarter = quarter;
      offsetMs = offsetNanoseconds / 1_000_000;
      suffix = offset;
    }
    const local = new Date(ms + offsetMs).toISOString();
    return `${local.slice(0, local.endsWith(".000Z") ? -5 : -1)}${suffix}`;
  };
}
