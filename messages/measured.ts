import type { AlarmTransition, MissedPeak } from "../domain/alarms/alarm.ts";
import type { Measured } from "../domain/governance/case.ts";
import type { BilingualText } from "../domain/text.ts";
import { amountText } from "../locales/format/amounts.ts";

type Compared = Pick<AlarmTransition | MissedPeak, "signal" | "limit" | "unit" | "property" | "signalName" | "target">;

/** What an alarm compared, for people and machines; null where it compares no number, or one that says nothing by itself. */
export function measuredOf(of: Compared & { readonly peakSignal?: number }): Measured | null {
  const { signal, limit, unit, property = null, signalName, target, peakSignal = signal } = of;
  if (signalName === undefined || unit === "level" || unit === "") return null;
  const words = (value: number): BilingualText => amountText(asNamed(value, of), unit, property);
  return {
    name: signalName,
    value: signal,
    limit,
    peak: peakSignal,
    unit,
    words: { value: words(signal), limit: words(limit), peak: words(peakSignal) },
    gaugeId: target.kind === "gauge" ? target.gaugeId : null,
    property,
  };
}

/** A fall is compared as a negative rise; its name says that it is a fall, so people read it without the sign. */
function asNamed(value: number, { unit, limit }: Compared): number {
  return unit.endsWith("/h") && limit < 0 ? -value : value;
}
