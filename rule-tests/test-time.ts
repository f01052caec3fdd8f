import { hourMs, minuteMs, secondMs } from "../domain/clock.ts";

/** Ms since 1970 of a time in a test: an instant as it stands, `00:04` or `26:30:15` after the start; NaN for none. */
export function testTime(text: string, startMs: number): number {
  if (text.includes("T")) return Date.parse(text);
  const [hours, minutes, seconds = 0] = text.split(":").map(Number);
  return startMs + (hours ?? Number.NaN) * hourMs + (minutes ?? Number.NaN) * minuteMs + seconds * secondMs;
}

/** The time since the start as tests write it: `00:04`, or `00:04:30` where there are seconds. */
export function offsetText(at: number, startMs: number): string {
  const total = Math.abs(at - startMs);
  const two = (number: number): string => String(Math.floor(number)).padStart(2, "0");
  const restMs = total % minuteMs;
  const seconds = restMs === 0 ? "" : `:${two(restMs / secondMs)}`;
  const thousandths = restMs % secondMs === 0 ? "" : `.${String(restMs % secondMs).padStart(3, "0")}`;
  return `${at < startMs ? "-" : ""}${two(total / hourMs)}:${two((total % hourMs) / minuteMs)}${seconds}${thousandths}`;
}
