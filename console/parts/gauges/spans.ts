import { useState } from "preact/hooks";
import { dayMs, hourMs } from "../../../domain/clock.ts";
import { plotTexts } from "../../../locales/console/plot.ts";
import type { Command } from "../../commands/commands.ts";
import { hubNow } from "../../live/live.ts";

export const spanNames = ["6h", "24h", "7d", "1y"] as const;

export type SpanName = (typeof spanNames)[number] | "case";

const lengths: Readonly<Record<(typeof spanNames)[number], number>> = {
  "6h": 6 * hourMs,
  "24h": dayMs,
  "7d": 7 * dayMs,
  "1y": 366 * dayMs,
};

/** A span of time to be drawn, ms since 1970; up to now where `to` is null. */
export interface Span {
  readonly name: SpanName;
  readonly from: number;
  readonly to: number | null;
}

function spanUpToNow(name: (typeof spanNames)[number]): Span {
  return { name, from: hubNow() - lengths[name], to: null };
}

/**
 * The span that is drawn, and commands that choose another: `1` to `4`, and `0` for the one that the screen began with where it has
 * one of its own.
 */
export function useSpan(own: Span | null): { readonly span: Span; readonly commands: readonly Command[] } {
  const [span, setSpan] = useState<Span>(() => own ?? spanUpToNow("6h"));
  const choices = spanNames.map(
    (name, place): Command => ({
      id: `span-${name}`,
      key: String(place + 1),
      title: plotTexts[`span-${name}`],
      run: () => setSpan(spanUpToNow(name)),
    }),
  );
  if (own === null) return { span, commands: choices };
  const whole: Command = { id: "span-case", key: "0", title: plotTexts["span-case"], run: () => setSpan(own) };
  return { span, commands: [whole, ...choices] };
}
