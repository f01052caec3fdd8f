import { shortSpan } from "../../parts/times.tsx";

/** A lead in its largest unit; with a minus where the call came a second or more after. */
export function leadSpan(ms: number): string {
  return ms <= -1_000 ? `−${shortSpan(-ms)}` : shortSpan(ms);
}
