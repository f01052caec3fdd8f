import { expect, it } from "vitest";
import { hourMs, minuteMs, secondMs } from "../../../domain/clock.ts";
import { durationText, localTime, localTimeBeside, localTimeWithZone } from "../../../locales/format/times.ts";

const at = Date.parse("2026-07-20T08:04:05.678Z");

it("times are read in the zone of the city, to the minute, and never in UTC with milliseconds", () => {
  expect(localTime(at, "Asia/Shanghai")).toBe("2026-07-20 16:04");
  expect(localTimeWithZone(at, "Asia/Shanghai")).toBe("2026-07-20 16:04 +08:00");
  expect(localTimeWithZone(at, "UTC")).toBe("2026-07-20 08:04 +00:00");
  expect(localTimeWithZone(at, "Asia/Kathmandu")).toBe("2026-07-20 13:49 +05:45");
});

it("a time beside another names its date only where that is another one", () => {
  expect(localTimeBeside(at, at + hourMs, "Asia/Shanghai")).toBe("16:04");
  expect(localTimeBeside(at, at + 8 * hourMs, "Asia/Shanghai")).toBe("07-20 16:04");
  expect(localTimeBeside(at, at + 400 * 24 * hourMs, "Asia/Shanghai")).toBe("2026-07-20 16:04");
  expect(localTimeBeside(Date.parse("2026-07-20T16:00:00Z"), at, "Asia/Shanghai")).toBe("07-21 00:00");
});

it("a length of time is told in its two largest units", () => {
  expect(durationText(0).zh).toBe("0秒");
  expect(durationText(40 * secondMs)).toEqual({ zh: "40秒", en: "40 s" });
  expect(durationText(5 * minuteMs + 59 * secondMs).en).toBe("5 min");
  expect(durationText(hourMs + 25 * minuteMs)).toEqual({ zh: "1小时25分钟", en: "1 h 25 min" });
  expect(durationText(50 * hourMs).zh).toBe("2天2小时");
  expect(durationText(48 * hourMs).en).toBe("2 d");
});
