import { callApi } from "../api/client.ts";
import type { FramesAnswer } from "../api/wire.ts";
import type { Columns } from "./columns.ts";
import { Frames } from "./frames.ts";

/** Moments that lie a step apart, ms since 1970; the last of them at `to` or just before it. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
}

/** What a frame shows. */
export interface FrameSeen {
  readonly columns: Columns;
  /** False where older alarms may have been up. */
  readonly levelsWhole: boolean;
}

/** Frames of a span, here or on their way. */
interface Kept {
  readonly span: Span;
  readonly loading: Promise<boolean>;
  frames: Frames | null;
}

let kept: readonly Kept[] = [];

/** Reads the frames of a span, once however often it is asked for. @returns whether they are here */
export function loadFrames(span: Span): Promise<boolean> {
  const known = kept.find((each) => isWithin(span, each.span));
  if (known !== undefined) return known.loading;
  const made: Kept = {
    span,
    frames: null,
    loading: readFrames(span).then((frames) => {
      made.frames = frames;
      // Asked for once more by whoever needs them next.
      if (frames === null) kept = kept.filter((each) => each !== made);
      return frames !== null;
    }),
  };
  kept = [...kept, made];
  return made.loading;
}

async function readFrames({ from, to, stepMs }: Span): Promise<Frames | null> {
  const answer = await callApi<FramesAnswer>(`/state/frames?from=${from}&to=${to}&step=${stepMs / 1_000}`);
  return answer.kind === "ok" ? new Frames(answer.body) : null;
}

function isWithin({ from, to, stepMs }: Span, other: Span): boolean {
  return stepMs === other.stepMs && from >= other.from && to <= other.to && (from - other.from) % stepMs === 0;
}

/** A moment as one of the frames that are here has it; null for none. */
export function frameAt(moment: number): FrameSeen | null {
  for (const { frames } of kept) {
    const columns = frames?.at(moment) ?? null;
    if (frames !== null && columns !== null) return { columns, levelsWhole: frames.levelsWhole };
  }
  return null;
}

/** Lets go of all: what comes late may have changed them by the next time. */
export function forgetFrames(): void {
  kept = [];
}
