import type { FieldConfig, FieldSettings } from "./board-shape.ts";
import type { FrameValue } from "./query-influx.ts";

/** Settings of one field: the panel's own with every override that names it. */
export function settingsOf(config: FieldConfig, names: readonly string[]): FieldSettings {
  const settings: Record<string, unknown> = { ...config.defaults, custom: { ...config.defaults.custom } };
  for (const { matcher, properties } of config.overrides) {
    if (matcher.id !== "byName" || !names.includes(matcher.options)) continue;
    for (const { id, value } of properties) {
      if (id.startsWith("custom.")) (settings.custom as Record<string, unknown>)[id.slice("custom.".length)] = value;
      else settings[id] = value;
    }
  }
  return settings as FieldSettings;
}

export interface FormattedValue {
  readonly text: string;
  /** Null where nothing gives it one. */
  readonly colour: string | null;
}

export interface FormatContext {
  /** What the page takes for now, ms since 1970. */
  readonly now: number;
  readonly language: string;
  readonly timeZone: string;
}

/** A value in words and colour, by its mappings, thresholds and unit, in this order. */
export function formatValue(value: FrameValue, settings: FieldSettings, moment: FormatContext): FormattedValue {
  const mapped = mappedValue(value, settings);
  if (mapped !== null) return mapped;
  if (typeof value !== "number")
    return { text: value === null ? (settings.noValue ?? "–") : String(value), colour: null };
  return { text: numberText(value, settings, moment), colour: stepColour(value, settings) };
}

function mappedValue(value: FrameValue, { mappings = [] }: FieldSettings): FormattedValue | null {
  for (const mapping of mappings) {
    const result =
      mapping.type === "special"
        ? value === null
          ? mapping.options.result
          : undefined
        : mapping.options[String(value)];
    if (result !== undefined) return { text: result.text ?? String(value), colour: result.color ?? null };
  }
  return null;
}

function stepColour(value: number, { color, thresholds }: FieldSettings): string | null {
  if (color?.mode !== "thresholds") return null;
  return thresholds?.steps.findLast((step) => step.value === null || value >= step.value)?.color ?? null;
}

function numberText(value: number, { unit = "", decimals }: FieldSettings, moment: FormatContext): string {
  const digits = (number: number, most: number): string =>
    number.toLocaleString(moment.language, {
      minimumFractionDigits: decimals ?? 0,
      maximumFractionDigits: decimals ?? most,
    });
  if (unit.startsWith("suffix:")) return `${digits(value, 2)} ${unit.slice("suffix:".length).trim()}`;
  switch (unit) {
    case "percentunit":
      return `${digits(value * 100, 1)}%`;
    case "ms":
      return lengthText(value, moment);
    case "bytes":
      return `${(value / 2 ** 20).toFixed(0)} MiB`;
    case "dateTimeFromNow":
      return agoText(moment.now - value, moment);
    default:
      return digits(value, 2);
  }
}

const lengths = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
  [1000, "second"],
] as const;

function lengthText(ms: number, { language }: FormatContext): string {
  const [size, unit] = lengths.find(([least]) => Math.abs(ms) >= least) ?? [1, "millisecond"];
  return (ms / size).toLocaleString(language, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 });
}

function agoText(ms: number, { language }: FormatContext): string {
  const [size, unit] = lengths.find(([least]) => ms >= least) ?? [1000, "second"];
  return new Intl.RelativeTimeFormat(language, { numeric: "always" }).format(-Math.round(ms / size), unit);
}

/** Ms east of UTC of a zone such as `Asia/Shanghai`, as its clocks stand at an instant. */
export function zoneOffsetMs(at: number, timeZone: string): number {
  const name = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName")?.value;
  const [, sign = "+", hours = "0", minutes = "0"] = /^GMT([+-])(\d+):(\d+)$/.exec(name ?? "") ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** Date and time in the board's zone. */
export function timeText(at: number, { language, timeZone }: FormatContext): string {
  return new Date(at).toLocaleString(language === "zh" ? "zh-CN" : "en-GB", {
    timeZone,
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hour12: false,
  });
}
