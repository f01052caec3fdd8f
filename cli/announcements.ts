import { type Level, rankOf } from "../domain/city/level.ts";
import { type EventType, eventTypes, type StoredEvent } from "../domain/governance/event.ts";
import type { BilingualText } from "../domain/text.ts";
import { fill, joined } from "../locales/fill.ts";
import { durationText } from "../locales/format/times.ts";
import { marks } from "../locales/shared.ts";
import { announcementTexts, countedEventTexts } from "../locales/terminal/announcements.ts";

/** One line that tells whoever watches the hub what it has raised. */
export interface Announcement {
  readonly words: BilingualText;
  /** Fields for the log. */
  readonly about: object;
}

export interface AnnouncementLimits {
  /** Lines within one window; what is more is counted on a line at its end. */
  readonly most: number;
  readonly windowMs: number;
}

const usualLimits: AnnouncementLimits = { most: 20, windowMs: 10_000 };

/**
 * Tells of each case that is opened, changes level or is closed, of each warning, and of what suppression hides, on a line
 * of its own; in a flood of them the first of each window, then one line that counts the others.
 */
export class Announcements {
  readonly #announce: (line: Announcement) => void;
  readonly #limits: AnnouncementLimits;
  #told = 0;
  #untold: StoredEvent[] = [];
  #window: NodeJS.Timeout | null = null;

  constructor(announce: (line: Announcement) => void, limits: AnnouncementLimits = usualLimits) {
    this.#announce = announce;
    this.#limits = limits;
  }

  take(event: StoredEvent): void {
    const words = announcementOf(event);
    if (words === null) return;
    this.#window ??= setTimeout(() => this.#endWindow(), this.#limits.windowMs).unref();
    if (this.#told >= this.#limits.most) {
      this.#untold.push(event);
      return;
    }
    this.#told += 1;
    this.#announce({ words, about: aboutEvent(event) });
  }

  /** Counts what is still to be told of. */
  stop(): void {
    if (this.#window !== null) clearTimeout(this.#window);
    this.#endWindow();
  }

  #endWindow(): void {
    const untold = this.#untold;
    this.#window = null;
    this.#told = 0;
    this.#untold = [];
    if (untold.length > 0) this.#announce(countOf(untold, this.#limits.windowMs));
  }
}

function aboutEvent({ type, subject, level, isUrgent, id }: StoredEvent): object {
  return { event: type, subject, level, urgent: isUrgent, eventId: id };
}

/** Null for what nobody watching a terminal waits for: alarms that move within their case, and what people do. */
function announcementOf(event: StoredEvent): BilingualText | null {
  const { type, data } = event;
  switch (type) {
    case "case.opened":
    case "case.closed":
      return fill(announcementTexts[type], { words: data.message ?? data.change.entry.words });
    case "case.updated": {
      const { kind, words } = data.change.entry;
      if (kind !== "stepped-up" && kind !== "stepped-down" && kind !== "confirmed") return null;
      return fill(announcementTexts[kind], { words: data.message ?? words });
    }
    case "warning.drafted":
    case "warning.issued":
    case "warning.updated":
    case "warning.lifted":
    case "warning.approved":
    case "warning.expired":
    case "warning.withdrawn":
      return fill(announcementTexts.warning, { words: data.message ?? data.warning.title });
    case "alarm.hidden":
    case "silence.ending":
    case "mode.changed":
    case "response.changed":
    case "audit.anchored":
      return fill(announcementTexts[type], { words: data.message ?? data.title });
    case "call.requested":
      return null;
    case "call.unanswered":
    case "delivery.overdue":
    case "delivery.resumed":
    case "shift.handed-over":
      return fill(announcementTexts[type], { words: data.message });
  }
}

function countOf(untold: readonly StoredEvent[], windowMs: number): Announcement {
  const byType = Map.groupBy(untold, ({ type }) => type);
  const counts = eventTypes.flatMap((type) => {
    const events = byType.get(type);
    return events === undefined ? [] : [countText(type, events)];
  });
  const worst = untold.reduce<Level | null>(
    (level, event) => (rankOf(event.level) > rankOf(level) ? event.level : level),
    null,
  );
  const words = fill(announcementTexts.others, { within: durationText(windowMs), counts: joined(counts, marks.comma) });
  return { words, about: { counted: untold.length, worst } };
}

function countText(type: EventType, events: readonly StoredEvent[]): BilingualText {
  const reds = events.filter(({ level }) => level === "red").length;
  const blanks = { what: countedEventTexts[type], count: events.length, reds };
  return fill(announcementTexts[reds === 0 ? "count" : "count-red"], blanks);
}
