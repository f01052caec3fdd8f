import { canonicalJson } from "../domain/canonical-json.ts";
import type { Refusal } from "../domain/governance/refusal.ts";
import { type CaseId, idFrom } from "../domain/ids.ts";
import type { CaseAction, CaseMoveKind } from "../domain/inputs/acts/case-action.ts";
import { KeptMap } from "./kept-map.ts";
import { keyReused } from "./refusals.ts";

/** An act that came with a key, and what came of it. */
interface KeyedAct {
  /** Who sent it, and the key. */
  readonly key: string;
  readonly move: CaseMoveKind;
  /** Made of the whole move. */
  readonly digest: string;
  readonly refusal: Refusal | null;
}

/** Acts with keys on the newest case of one hazard at one station, oldest first. A JSON value. */
export interface KeyedActs {
  readonly caseId: CaseId;
  readonly acts: readonly KeyedAct[];
}

/** Keys that are known for one case: more than a platform has on their way. */
const knownKeys = 64;

/** Which acts on cases came before under the same key: the same once more changes nothing, and is answered as it was then. */
export class OnceKeys extends KeptMap<KeyedActs> {
  /** What came of the same act; undefined where it is new, or came without a key. */
  outcomeOf(matter: string, { caseId, by, onceKey, action }: CaseAction): Refusal | null | undefined {
    const known = this.get(matter);
    if (onceKey === undefined || known?.caseId !== caseId) return undefined;
    const key = keyOf(by, onceKey);
    const found = known.acts.find((act) => act.key === key);
    if (found === undefined) return undefined;
    return found.digest === digestOf(action) ? found.refusal : keyReused(onceKey, action.do, found.move);
  }

  note(matter: string, { caseId, by, onceKey, action }: CaseAction, refusal: Refusal | null): void {
    if (onceKey === undefined) return;
    const known = this.get(matter);
    const before = known?.caseId === caseId ? known.acts : [];
    const act = { key: keyOf(by, onceKey), move: action.do, digest: digestOf(action), refusal };
    this.set(matter, { caseId, acts: [...before, act].slice(-knownKeys) });
  }
}

function keyOf(by: string, onceKey: string): string {
  return `${by}|${onceKey}`;
}

function digestOf(action: CaseAction["action"]): string {
  return idFrom("move", canonicalJson(action));
}
