import { hourMs, minuteMs } from "../../../../domain/clock.ts";
import type { Span } from "../../../live/kept-frames.ts";

/** Steps of the last day below the map: those that rain is summed over. */
export const stepMs = 15 * minuteMs;
export const stepsShown = 96;

/** Frames of the last day, a step each. @param end of the newest step, which may not be over yet */
export function daySpan(end: number): Span {
  return { from: end - stepsShown * stepMs, to: end - stepMs, stepMs };
}

/** Frames of the last hour, a minute each. @param now the hub's clock */
export function hourSpan(now: number): Span {
  const to = Math.floor(now / minuteMs) * minuteMs;
  return { from: to - hourMs, to, stepMs: minuteMs };
}
