import { areaNames } from "../domain/city/area-names.ts";
import { type City, isWithinArea } from "../domain/city/city.ts";
import type { ResponseEvent } from "../domain/governance/event.ts";
import type { Refusal } from "../domain/governance/refusal.ts";
import type { Warning } from "../domain/governance/warning.ts";
import type { EmergencyResponse, ResponseMove } from "../domain/governance/warnings/response.ts";
import { isInForce } from "../domain/governance/warnings/warning-state.ts";
import { type AreaCode, idFrom } from "../domain/ids.ts";
import type { ResponseAction } from "../domain/inputs/acts/response-action.ts";
import type { BilingualText } from "../domain/text.ts";
import { fill } from "../locales/fill.ts";
import { responseLevelNames, responseRefusals } from "../locales/messages/responses.ts";
import { responseEvent } from "./response-event.ts";

/** One change of a response, and what others are notified of it. */
export interface ResponseStep {
  /** Null where it was started. */
  readonly before: EmergencyResponse | null;
  readonly after: EmergencyResponse;
  readonly event: ResponseEvent;
}

/** What came of a word of the headquarters: exactly one of the two is there. */
export type ResponseAnswer =
  | { readonly change: ResponseStep; readonly refusal: null }
  | { readonly change: null; readonly refusal: Refusal };

/** Whether an area must have a response, or must have none, for a move to be legal. */
const wantsActive: Readonly<Record<ResponseMove, boolean>> = { start: false, adjust: true, terminate: true };

/** What a response may rest on. */
export interface OpenWarningList {
  /** Every open warning as it stands, drafts and those of drills among them. */
  openNow(): readonly Warning[];
}

/** The responses that are active, one at most for each area. */
export class OpenResponses {
  readonly #city: City;
  readonly #warnings: OpenWarningList;
  readonly #active: Map<AreaCode, EmergencyResponse>;

  /** @param active those of the last commit */
  constructor(city: City, warnings: OpenWarningList, active: readonly EmergencyResponse[]) {
    this.#city = city;
    this.#warnings = warnings;
    this.#active = new Map(active.map((each) => [each.areaCode, each]));
  }

  /**
   * @param at our clock when it was entered, ms since 1970
   * @param entrySeq its place in the log
   */
  act(action: ResponseAction, at: number, entrySeq: number): ResponseAnswer {
    const before = this.#active.get(action.areaCode) ?? null;
    const refusal = refusalOf(this.#city, before, action) ?? this.#groundRefusal(before, action);
    if (refusal !== null) return { change: null, refusal };
    const after = moved(before, action, { at, entrySeq });
    if (after.state === "active") this.#active.set(after.areaCode, after);
    else this.#active.delete(after.areaCode);
    return { change: { before, after, event: responseEvent(before, after, this.#city) }, refusal: null };
  }

  get activeCount(): number {
    return this.#active.size;
  }

  /** Why one of the warnings that are named anew is nothing to rest on. What a response rested on once, it did. */
  #groundRefusal(before: EmergencyResponse | null, { areaCode, action }: ResponseAction): Refusal | null {
    if (action.do === "terminate") return null;
    const added = action.warningIds.filter((id) => before?.warningIds.includes(id) !== true);
    if (added.length === 0) return null;
    const open = this.#warnings.openNow();
    for (const id of added) {
      const found = open.find((each) => each.id === id);
      const got = found === undefined ? responseRefusals["warning-over"] : this.#unfitness(found, areaCode);
      if (got === null) continue;
      const { areaName: area } = areaNames(this.#city, areaCode);
      return refused("responses.unfit_warning", fill(responseRefusals["unfit-warning"], { id, area, got }));
    }
    return null;
  }

  #unfitness(warning: Warning, areaCode: AreaCode): BilingualText | null {
    if (warning.isExercise === true) return responseRefusals["warning-of-drill"];
    if (!isInForce(warning)) return responseRefusals["warning-draft"];
    const [city, there] = [this.#city, warning.areaCode];
    if (isWithinArea(city, there, areaCode) || isWithinArea(city, areaCode, there)) return null;
    return fill(responseRefusals["warning-elsewhere"], { area: areaNames(city, there).areaName });
  }
}

function refusalOf(city: City, before: EmergencyResponse | null, { areaCode, ifRevision, action }: ResponseAction) {
  if (!city.areas.has(areaCode)) {
    return refused("responses.unknown_area", fill(responseRefusals["unknown-area"], { code: areaCode }));
  }
  const { areaName: area } = areaNames(city, areaCode);
  if (before === null) {
    return wantsActive[action.do]
      ? refused("responses.not_active", fill(responseRefusals["not-active"], { area }))
      : null;
  }
  const { id, revision, changes } = before;
  const level = responseLevelNames[before.level];
  if (ifRevision !== undefined && ifRevision !== revision) {
    const blanks = { wanted: ifRevision, revision, by: changes.at(-1)?.by ?? "" };
    return refused("responses.changed_since", fill(responseRefusals["changed-since"], blanks));
  }
  if (!wantsActive[action.do]) {
    return refused("responses.active_already", fill(responseRefusals["active-already"], { area, level, id }));
  }
  const isSame = action.do === "adjust" && action.level === before.level && addsNone(before, action.warningIds);
  return isSame ? refused("responses.same_level", fill(responseRefusals["same-level"], { area, level })) : null;
}

function addsNone({ warningIds }: EmergencyResponse, more: EmergencyResponse["warningIds"]): boolean {
  return more.every((id) => warningIds.includes(id));
}

function refused(code: Refusal["code"], words: Refusal["words"]): Refusal {
  return { code, words };
}

function moved(
  before: EmergencyResponse | null,
  { areaCode, by, action }: ResponseAction,
  { at, entrySeq }: { readonly at: number; readonly entrySeq: number },
): EmergencyResponse {
  const { reason } = action;
  if (action.do === "terminate" && before !== null) {
    const change = { at, by, do: action.do, level: before.level, reason } as const;
    return {
      ...before,
      state: "terminated",
      terminatedAt: at,
      changes: [...before.changes, change],
      revision: before.revision + 1,
    };
  }
  const level = action.do === "terminate" ? "IV" : action.level;
  const warningIds = action.do === "terminate" ? [] : action.warningIds;
  const change = { at, by, do: action.do, level, reason };
  return {
    id: before?.id ?? idFrom("response", areaCode, entrySeq),
    areaCode,
    state: "active",
    level,
    startedAt: before?.startedAt ?? at,
    terminatedAt: null,
    warningIds: [...new Set([...(before?.warningIds ?? []), ...warningIds])],
    changes: [...(before?.changes ?? []), change],
    revision: (before?.revision ?? 0) + 1,
  };
}
