import { shortSpan } from "../../parts/times.tsx";

/** A lead in its largest unit; with a minus where the call came after. */
export function leadSpan(ms: number): string {
  return ms < 0 ? `−${shortSpan(-ms)}` : shortSpan(ms);
}
