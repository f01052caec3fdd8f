import { canonicalJson } from "../domain/canonical-json.ts";
import type { Refusal } from "../domain/governance/refusal.ts";
import { type CaseId, idFrom } from "../domain/ids.ts";
import type { CaseAction, CaseMoveKind } from "../domain/inputs/acts/case-action.ts";
import { keyReused } from "./refusals.ts";

/** An act on a case that came with a key, and what came of it. A JSON value. */
export interface KeyedAct {
  readonly caseId: CaseId;
  /** Counts the acts with keys of one hazard at one station, over all of its cases. */
  readonly no: number;
  /** Id of who sent it, or the name where only that was entered, and the key. */
  readonly key: string;
  readonly move: CaseMoveKind;
  /** Made of the whole move. */
  readonly digest: string;
  readonly refusal: Refusal | null;
}

/** Acts with keys on the newest case of one hazard at one station, by key, oldest first. */
interface KnownActs {
  readonly caseId: CaseId;
  readonly acts: Map<string, KeyedAct>;
  newestNo: number;
}

/** Keys that are known for one case: more than a platform has on their way. */
const knownKeys = 64;

/**
 * Which acts on cases came before under the same key: the same once more changes nothing, and is answered as it was then.
 * Each act is kept by itself, in the place of the one `knownKeys` before it: what an act costs does not grow with its case.
 */
export class OnceKeys {
  readonly #known = new Map<string, KnownActs>();
  /** Noted since they were last asked for, by hazard, station and place. */
  #changed = new Map<string, KeyedAct>();

  /** What came of the same act; undefined where it is new, or came without a key. */
  outcomeOf(matter: string, act: CaseAction): Refusal | null | undefined {
    const { caseId, by, onceKey, action } = act;
    const known = this.#known.get(matter);
    if (onceKey === undefined || known?.caseId !== caseId) return undefined;
    // What an older release took has the name alone.
    const found = known.acts.get(keyOf(senderOf(act), onceKey)) ?? known.acts.get(keyOf(by, onceKey));
    if (found === undefined) return undefined;
    return found.digest === digestOf(action) ? found.refusal : keyReused(onceKey, action.do, found.move);
  }

  note(matter: string, sent: CaseAction, refusal: Refusal | null): void {
    const { caseId, onceKey, action } = sent;
    if (onceKey === undefined) return;
    const no = (this.#known.get(matter)?.newestNo ?? 0) + 1;
    const act = { caseId, no, key: keyOf(senderOf(sent), onceKey), move: action.do, digest: digestOf(action), refusal };
    this.#take(matter, act);
    this.#changed.set(`${matter}|${((no - 1) % knownKeys) + 1}`, act);
  }

  /** Takes up what `drainChanges` gave before. */
  restore(values: ReadonlyMap<string, KeyedAct>): void {
    const byNo = [...values].sort(([, a], [, b]) => a.no - b.no);
    for (const [key, act] of byNo) this.#take(key.slice(0, key.lastIndexOf("|")), act);
  }

  /** What was noted since the last call and must be found again after a restart. */
  drainChanges(): ReadonlyMap<string, KeyedAct> {
    const drained = this.#changed;
    this.#changed = new Map();
    return drained;
  }

  #take(matter: string, act: KeyedAct): void {
    let known = this.#known.get(matter);
    if (known?.caseId !== act.caseId) {
      known = { caseId: act.caseId, acts: new Map(), newestNo: 0 };
      this.#known.set(matter, known);
    }
    known.newestNo = act.no;
    known.acts.set(act.key, act);
    const [oldest] = known.acts.keys();
    if (known.acts.size > knownKeys && oldest !== undefined) known.acts.delete(oldest);
  }
}

/** A key belongs to the account or token, whose id is nobody else's as its name may be. */
function senderOf({ by, caller }: CaseAction): string {
  return caller === undefined ? by : `${caller.kind} ${caller.id}`;
}

function keyOf(sender: string, onceKey: string): string {
  return `${sender}|${onceKey}`;
}

function digestOf(action: CaseAction["action"]): string {
  return idFrom("move", canonicalJson(action));
}
