import type { guideTexts } from "../../locales/console/guide.ts";

/** A step of the guided look, and what on the page it is about. */
export interface GuideStep {
  readonly title: keyof typeof guideTexts;
  readonly words: keyof typeof guideTexts;
  /** Selector of what is pointed at; null for the page as a whole. */
  readonly at: string | null;
}

export const guideSteps: readonly GuideStep[] = [
  { title: "storm-title", words: "storm", at: null },
  { title: "figures-title", words: "figures", at: ".figures dl" },
  { title: "queue-title", words: "queue", at: ".queue" },
  { title: "map-title", words: "map", at: ".map-picture" },
  { title: "time-title", words: "time", at: ".time-track" },
  { title: "live-title", words: "live", at: ".bar .live-pill" },
  { title: "sound-title", words: "sound", at: ".bar .sound-chip" },
  { title: "keys-title", words: "keys", at: null },
];

/** A box on the page, px. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const gap = 12;

/** Where a card stands for a target: below it, above it, beside it, or in its lower half; always within the page. */
export function besideTarget(
  target: Box | null,
  card: Pick<Box, "width" | "height">,
  page: Pick<Box, "width" | "height">,
): Pick<Box, "left" | "top"> {
  const within = (left: number, top: number) => ({
    left: Math.max(gap, Math.min(left, page.width - card.width - gap)),
    top: Math.max(gap, Math.min(top, page.height - card.height - gap)),
  });
  if (target === null) return within((page.width - card.width) / 2, (page.height - card.height) / 2);
  const middle = target.left + target.width / 2 - card.width / 2;
  const below = target.top + target.height + gap;
  if (below + card.height + gap <= page.height) return within(middle, below);
  const above = target.top - gap - card.height;
  if (above >= gap) return within(middle, above);
  const leftOf = target.left - gap - card.width;
  if (leftOf >= gap) return within(leftOf, target.top + gap);
  return within(middle, target.top + target.height - card.height - gap);
}
