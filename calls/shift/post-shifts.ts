import type { City } from "../../domain/city/city.ts";
import { type DutyPerson, type DutyPost, namesOfPerson } from "../../domain/city/policies/duty.ts";
import { isNextOn } from "../../domain/duty/next-on.ts";
import type { Handover } from "../../domain/duty/shift.ts";
import { digestOf } from "../../domain/governance/audit-chain.ts";
import type { HubEvent } from "../../domain/governance/event.ts";
import type { Refusal } from "../../domain/governance/refusal.ts";
import { idFrom, type PostId } from "../../domain/ids.ts";
import type { ShiftAction } from "../../domain/inputs/acts/shift-action.ts";
import type { LoggedEntry } from "../../domain/inputs/input.ts";
import { callRefusals, shiftTexts } from "../../locales/duty/calls.ts";
import { enumerated, fill } from "../../locales/fill.ts";

/** Handovers of one post that are shown; all are in the log. */
const shownHandovers = 10;

/** What came of a handover or a signature; neither where the sheet had been signed before. */
type ShiftAnswer =
  | { readonly event: HubEvent | null; readonly refusal: null }
  | { readonly event: null; readonly refusal: Refusal };

type Logged = LoggedEntry<ShiftAction>;

/** Who has handed each post to whom, and whether the one who took over has signed. */
export class PostShifts {
  readonly #city: City;
  /** The newest first. */
  readonly #handovers = new Map<PostId, readonly Handover[]>();
  readonly #changed = new Set<PostId>();

  constructor(city: City) {
    this.#city = city;
  }

  act(logged: Logged): ShiftAnswer {
    const post = this.#city.duty?.posts.get(logged.entry.postId);
    if (post === undefined) return refused("calls.unknown_post", this.#unknownPost(logged.entry.postId));
    const { action } = logged.entry;
    return action.do === "hand-over" ? this.#handOver(post, logged, action) : this.#sign(post, logged, action);
  }

  /** The newest first. */
  handovers(postId: PostId): readonly Handover[] {
    return this.#handovers.get(postId) ?? [];
  }

  restore(saved: ReadonlyMap<PostId, readonly Handover[]>): void {
    for (const [postId, handovers] of saved) this.#handovers.set(postId, handovers);
  }

  /** What changed since the last call, by post: what must be found again after a restart. */
  drainChanges(): ReadonlyMap<PostId, readonly Handover[]> {
    const drained = new Map([...this.#changed].map((postId) => [postId, this.handovers(postId)]));
    this.#changed.clear();
    return drained;
  }

  #handOver(
    post: DutyPost,
    { entrySeq, at, entry: { postId, by } }: Logged,
    { to, notes, sheet }: Extract<ShiftAction["action"], { readonly do: "hand-over" }>,
  ): ShiftAnswer {
    const next = peopleOf(post, this.#city).find((person) => namesOfPerson(person).includes(to));
    if (next === undefined) return refused("calls.unknown_person", this.#unknownPerson(post, to));
    const handover: Handover = {
      sheetId: idFrom<"sheet">("sheet", postId, entrySeq),
      ...{ postId, from: by, to, notes, at },
      digest: digestOf(sheet),
      sheet,
      signed: null,
    };
    this.#set(postId, [handover, ...this.handovers(postId)].slice(0, shownHandovers));
    return { event: shiftEvent("handed-over", handover, post, at), refusal: null };
  }

  #sign(
    post: DutyPost,
    { at, entry }: Logged,
    { sheetId, digest }: Extract<ShiftAction["action"], { readonly do: "sign" }>,
  ): ShiftAnswer {
    const { postId, by } = entry;
    const [newest, ...earlier] = this.handovers(postId);
    if (newest?.sheetId !== sheetId) {
      return refused("calls.unknown_sheet", fill(callRefusals["unknown-sheet"], { id: sheetId }));
    }
    if (newest.digest !== digest) {
      return refused("calls.other_digest", fill(callRefusals["other-digest"], { got: digest }));
    }
    if (!isNextOn(newest, entry, peopleOf(post, this.#city))) {
      return refused("calls.wrong_signer", fill(callRefusals["wrong-signer"], { to: newest.to, by }));
    }
    // Signed twice is signed once.
    if (newest.signed !== null) return { event: null, refusal: null };
    const signed: Handover = { ...newest, signed: { at, by } };
    this.#set(postId, [signed, ...earlier]);
    return { event: shiftEvent("signed", signed, post, at), refusal: null };
  }

  #set(postId: PostId, handovers: readonly Handover[]): void {
    this.#handovers.set(postId, handovers);
    this.#changed.add(postId);
  }

  #unknownPost(postId: PostId): Refusal["words"] {
    const posts = enumerated([...(this.#city.duty?.posts.keys() ?? [])]);
    return fill(callRefusals["unknown-post"], { id: postId, posts });
  }

  #unknownPerson(post: DutyPost, to: string): Refusal["words"] {
    const people = enumerated(peopleOf(post, this.#city).map(({ id }) => id));
    return fill(callRefusals["unknown-person"], { to, people });
  }
}

/** Whoever is ever on duty at a post, deputies included. */
function peopleOf({ shifts }: DutyPost, { duty }: City): readonly DutyPerson[] {
  const ids = new Set(shifts.flatMap(({ rotation, deputies }) => [...rotation.flat(), ...deputies]));
  return [...ids].flatMap((id) => duty?.people.get(id) ?? []);
}

/** @param at our clock, ms since 1970 */
function shiftEvent(change: "handed-over" | "signed", handover: Handover, post: DutyPost, at: number): HubEvent {
  const { sheet: _, ...head } = handover;
  const { sheetId, from, to } = head;
  const blanks = { post: post.name, from, to };
  const title = change === "signed" ? fill(shiftTexts.signed, blanks) : fill(shiftTexts["handed-over"], blanks);
  return {
    id: idFrom("event", "shift.handed-over", sheetId, change),
    type: "shift.handed-over",
    subject: post.id,
    level: null,
    isUrgent: false,
    at,
    data: { change, handover: head, postName: post.name, title, message: title, link: "/api/v1/shift" },
  };
}

function refused(code: Refusal["code"], words: Refusal["words"]): ShiftAnswer {
  return { event: null, refusal: { code, words } };
}
