import { ladderFindings } from "../../calls/ladder/ladder-findings.ts";
import { dutyGaps } from "../../calls/roster/on-duty.ts";
import type { City } from "../../domain/city/city.ts";
import { dayMs } from "../../domain/clock.ts";
import type { BilingualText } from "../../domain/text.ts";
import { dutyNoteTexts } from "../../locales/duty/calls.ts";
import { fill } from "../../locales/fill.ts";
import { localTime } from "../../locales/format/times.ts";

/** How far ahead rosters are looked at: a duty of two weeks is written before it begins. */
const aheadMs = 14 * dayMs;

/** When nobody is on duty within the next two weeks, and rungs that lead nowhere. @param now our clock, ms since 1970 */
export function dutyNotes(city: City, now: number): readonly BilingualText[] {
  const posts = [...(city.duty?.posts.values() ?? [])];
  const unmanned = posts.flatMap((post) => {
    const gaps = dutyGaps(post, { from: now, to: now + aheadMs }, city.timeZone);
    const [first] = gaps;
    if (first === undefined) return [];
    const [from, to] = [localTime(first.from, city.timeZone), localTime(first.to, city.timeZone)];
    return [fill(dutyNoteTexts["nobody-on-duty"], { post: post.id, count: gaps.length, from, to })];
  });
  return [...unmanned, ...ladderFindings(city)];
}
