import { minuteMs } from "../../../../domain/clock.ts";

/** Steps of the last day below the map: those that rain is summed over. */
export const stepMs = 15 * minuteMs;
export const stepsShown = 96;
