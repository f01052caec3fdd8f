import { useEffect, useState } from "preact/hooks";
import type { BilingualText } from "../../domain/text.ts";
import { spanTexts } from "../../locales/console/times.ts";
import { fill } from "../../locales/fill.ts";
import { language, locale, useSay } from "../app/language.ts";
import { catalogue, hubNow } from "../live/live.ts";

/** Redraws its component every `everyMs` by the hub's clock. @returns that clock, ms since 1970 */
export function useHubClock(everyMs = 1_000): number {
  const [now, setNow] = useState(hubNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(hubNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** The city's zone; that of the machine before it is known. */
function zone(): string | undefined {
  return catalogue.value?.city.timeZone;
}

function format(ms: number, options: Intl.DateTimeFormatOptions): string {
  const timeZone = zone();
  return new Intl.DateTimeFormat(locale(), {
    ...options,
    ...(timeZone === undefined ? {} : { timeZone }),
    hourCycle: "h23",
  }).format(ms);
}

/** Time of day in the city, with seconds. @param ms since 1970 */
export function timeOfDay(ms: number): string {
  return format(ms, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

/** Time of day, with the date where that is not today's. */
export function shortTime(ms: number, now: number): string {
  const day = (at: number) => format(at, { year: "numeric", month: "2-digit", day: "2-digit" });
  const time = format(ms, { hour: "2-digit", minute: "2-digit" });
  return day(ms) === day(now) ? time : `${format(ms, { month: "2-digit", day: "2-digit" })} ${time}`;
}

export function dayInWords(ms: number): string {
  return format(ms, { month: "short", day: "numeric", weekday: "short" });
}

/** A span in its largest unit, rounded down, in the language of the page: 42 s, 7 min, 3 h, 2 d. */
export function shortSpan(ms: number): string {
  return spanInWords(ms)[language.value];
}

/** The same in both languages. */
function spanInWords(ms: number): BilingualText {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 100) return fill(spanTexts.s, { count: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 100) return fill(spanTexts.min, { count: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? fill(spanTexts.h, { count: hours }) : fill(spanTexts.d, { count: Math.floor(hours / 24) });
}

/** How long ago; said anew every second. @param at ISO 8601 or ms since 1970 */
export function Age({ at }: { readonly at: string | number }) {
  const say = useSay();
  const now = useHubClock();
  const ms = typeof at === "string" ? Date.parse(at) : at;
  return <time dateTime={new Date(ms).toISOString()}>{say(fill(spanTexts.ago, { span: spanInWords(now - ms) }))}</time>;
}

/** Minutes and seconds to a moment, or since; negative once it has passed. */
export function clockSpan(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1_000);
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, "0"));
  const hours = Math.floor(seconds / 3_600);
  return hours > 0 ? `${hours}:${parts.join(":")}` : parts.join(":");
}
