import { InvalidArgumentError } from "commander";
import { deviceIdPattern } from "../../broker/devices/sign-in.ts";
import type { BilingualText } from "../../domain/text.ts";
import { fill } from "../../locales/fill.ts";
import { optionTexts } from "../../locales/terminal/options.ts";
import { duration } from "../../rules/language/duration.ts";
import type { Terminal } from "../terminal.ts";

/** `name=value` pairs by name, for an option that may be repeated. */
export type ValuesByName = Readonly<Record<string, string>>;

/** What reads the values of options; each refuses in the language of the terminal. */
export interface OptionValues {
  /** A whole number of at most 15 digits, `from` or more. */
  wholeNumber(from: 0 | 1): (text: string) => number;
  /** An id of a device, as MQTT takes it. */
  deviceId(text: string): string;
  /** A number of days above 0, ten years at most. */
  days(text: string): number;
  /** `30min` or `2h`, in ms. */
  duration(text: string): number;
  /** A number, or one of some words. */
  numberOr<Word extends string>(...words: readonly Word[]): (text: string) => number | Word;
  /** One more `name=value`; whether the value may be empty. */
  pair(emptyValue: "allowed" | "refused"): (text: string, before?: ValuesByName) => ValuesByName;
}

const mostDays = 3_660;

export function optionValues({ say }: Terminal): OptionValues {
  const refuse = (wanted: BilingualText): never => {
    throw new InvalidArgumentError(say(wanted));
  };
  return {
    wholeNumber: (from) => (text) => {
      const isWhole = /^\d{1,15}$/.test(text) && Number(text) >= from;
      return isWhole
        ? Number(text)
        : refuse(from === 0 ? optionTexts["whole-number"] : optionTexts["whole-number-from-1"]);
    },
    deviceId: (text) => (deviceIdPattern.test(text) ? text : refuse(optionTexts["device-id"])),
    days: (text) => {
      const value = Number(text);
      return text !== "" && value > 0 && value <= mostDays ? value : refuse(optionTexts.days);
    },
    duration: (text) => {
      const parsed = duration.safeParse(text);
      return parsed.success && parsed.data > 0 ? parsed.data : refuse(optionTexts.duration);
    },
    numberOr:
      <Word extends string>(...words: readonly Word[]) =>
      (text) => {
        const word = words.find((each) => each === text);
        const number = Number(text);
        const isNumber = text !== "" && Number.isFinite(number);
        return word ?? (isNumber ? number : refuse(fill(optionTexts["number-or"], { words: words.join(", ") })));
      },
    pair:
      (emptyValue) =>
      (text, before = {}) => {
        const at = text.indexOf("=");
        const value = text.slice(at + 1);
        if (at < 1 || (value === "" && emptyValue === "refused")) refuse(optionTexts.pair);
        return { ...before, [text.slice(0, at)]: value };
      },
  };
}

/** Options that may be repeated. */
export function collectTexts(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}
