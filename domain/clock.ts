/** Our clock, milliseconds since 1970-01-01T00:00:00Z. Passed in, so that backtest, replay and live are one code. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

export const secondMs = 1_000;
export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;
