import { firstAtOrAfter, firstOf, type GaugeWindow, timeAt, valueAt } from "../series/gauge-window.ts";
import { spikeSize } from "./qartod/spike.ts";
import type { QualityConfig } from "./quality-config.ts";
import type { QualityState } from "./quality-state.ts";
import { doubtsOf, gapIntervals } from "./step-quality.ts";

/**
 * Whether an observation that came after its time is refused: it stands out between its neighbours in time, or it steps
 * away from the newest judged one while a newer one still waits, which decides.
 *
 * @param window judged observations of the gauge, without it
 */
export function isRefusedLate(
  config: QualityConfig,
  { last }: QualityState,
  window: GaugeWindow,
  { at, value }: { readonly at: number; readonly value: number },
): boolean {
  if (last !== null && at > last.at) return doubtsOf(config, value - last.value, at - last.at) !== 0;
  const index = firstAtOrAfter(window, at);
  if (index === firstOf(window) || index === window.end) return false;
  const [before, after] = [timeAt(window, index - 1), timeAt(window, index)];
  if (after === at || after - before > 2 * gapIntervals * config.intervalMs) return false;
  const [left, right] = [valueAt(window, index - 1), valueAt(window, index)];
  return spikeSize(left, value, right, "differential") > config.spike.fail;
}
