import type { HubEvent } from "../domain/governance/event.ts";
import { idFrom } from "../domain/ids.ts";
import type { BilingualText } from "../domain/text.ts";
import { fill } from "../locales/fill.ts";
import { localTime } from "../locales/format/times.ts";
import { modeEventTexts, modeNames } from "../locales/modes.ts";
import type { ModeChange } from "./ports.ts";

/** What events about the mode are about: there is one mode, so they are delivered in order. */
const modeSubject = "mode";

/** Tells others that the city is run otherwise; urgent where an emergency begins. */
export function modeChanged(change: ModeChange, timeZone: string): HubEvent {
  const { entrySeq, at, mode, before, by, approvedBy, reason, untilAt, cause } = change;
  const title = fill(modeEventTexts.title, { before: modeNames[before], mode: modeNames[mode] });
  return {
    id: idFrom("event", "mode.changed", entrySeq, at),
    type: "mode.changed",
    subject: modeSubject,
    level: mode === "emergency" ? "red" : null,
    isUrgent: mode === "emergency",
    at,
    data: {
      mode,
      modeName: modeNames[mode],
      before,
      beforeName: modeNames[before],
      ...{ by, approvedBy, reason, untilAt, cause, title },
      message: messageOf(change, title, timeZone),
    },
  };
}

const nothing: BilingualText = { zh: "", en: "" };

function messageOf(change: ModeChange, title: BilingualText, timeZone: string): BilingualText {
  const { reason, untilAt } = change;
  return fill(modeEventTexts.message, {
    title,
    who: whoOf(change),
    reason: reason === null ? nothing : fill(modeEventTexts.reason, { reason }),
    until: untilAt === null ? nothing : fill(modeEventTexts.until, { at: localTime(untilAt, timeZone) }),
  });
}

function whoOf({ by, approvedBy, cause }: ModeChange): BilingualText {
  if (cause === "expiry") return modeEventTexts.expired;
  if (by === null) return modeEventTexts.unknown;
  return approvedBy === null ? fill(modeEventTexts.by, { by }) : fill(modeEventTexts.approved, { by, approvedBy });
}
