/** Red sounds again so often until somebody has acknowledged it. */
export const repeatMs = 60_000;

/** A muting lasts so long, and is not made longer by pressing again. */
export const muteMs = 120_000;

/** A case that a sound may be for. */
export interface Sounding {
  readonly caseId: string;
  readonly isRed: boolean;
}

/** What was sounded and muted so far. */
export interface SoundMemory {
  /** Cases that have been sounded for. */
  readonly sounded: ReadonlySet<string>;
  readonly lastRedAt: number | null;
  readonly mutedUntil: number | null;
  /** Whether a red has sounded since the last muting: until then a red cannot be muted once more. */
  readonly hasRedSounded: boolean;
}

export const freshSounds: SoundMemory = {
  sounded: new Set(),
  lastRedAt: null,
  mutedUntil: null,
  hasRedSounded: true,
};

export type Sound = "red" | "other";

/**
 * What is to sound now: a red that is new, or unacknowledged for another minute; any other once. Nothing while it is muted, and
 * what came meanwhile sounds after it.
 *
 * @param waiting unacknowledged cases that are up
 */
export function nextSound(
  memory: SoundMemory,
  waiting: readonly Sounding[],
  now: number,
): { readonly sound: Sound | null; readonly memory: SoundMemory } {
  if (memory.mutedUntil !== null && now < memory.mutedUntil) return { sound: null, memory };
  const ids = new Set(waiting.map(({ caseId }) => caseId));
  const kept = [...memory.sounded].filter((id) => ids.has(id));
  const fresh = waiting.filter(({ caseId }) => !memory.sounded.has(caseId));
  const reds = waiting.filter(({ isRed }) => isRed);
  const isRedDue =
    fresh.some(({ isRed }) => isRed) ||
    (reds.length > 0 && (memory.lastRedAt === null || now - memory.lastRedAt >= repeatMs));
  if (!isRedDue && fresh.length === 0) return { sound: null, memory: { ...memory, sounded: new Set(kept) } };
  const sounded = new Set([...kept, ...fresh.map(({ caseId }) => caseId)]);
  return isRedDue
    ? { sound: "red", memory: { ...memory, sounded, lastRedAt: now, mutedUntil: null, hasRedSounded: true } }
    : { sound: "other", memory: { ...memory, sounded } };
}

/** Mutes for two minutes; not while that lasts, and a red not again before it has sounded. Null where it cannot be muted now. */
export function mute(memory: SoundMemory, waiting: readonly Sounding[], now: number): SoundMemory | null {
  if (memory.mutedUntil !== null && now < memory.mutedUntil) return null;
  if (waiting.some(({ isRed }) => isRed) && !memory.hasRedSounded) return null;
  return { ...memory, mutedUntil: now + muteMs, hasRedSounded: false };
}
