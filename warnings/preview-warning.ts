import type { AreaOutlines } from "../domain/city/area-outline.ts";
import type { City } from "../domain/city/city.ts";
import type { Mode } from "../domain/city/mode.ts";
import { type ColourPolicy, colourPolicy } from "../domain/city/policies/warning-policy.ts";
import type { WarningEvent } from "../domain/governance/event.ts";
import type { Warning } from "../domain/governance/warning.ts";
import type { BulletinKind, BulletinRef } from "../domain/governance/warnings/bulletin.ts";
import { isDraft } from "../domain/governance/warnings/warning-state.ts";
import type { WarningId } from "../domain/ids.ts";
import type { WarningMove } from "../domain/inputs/acts/warning-action.ts";
import type { BilingualText } from "../domain/text.ts";
import { type AreaShape, shapeOf } from "./cap/area-shape.ts";
import { capMessage } from "./cap/cap-message.ts";
import { draftByHand } from "./lifecycle/draft-warning.ts";
import { atProposal } from "./lifecycle/level-texts.ts";
import { nextBulletin } from "./next-bulletin.ts";
import { warningEvent } from "./warning-event.ts";

export interface PreviewContext {
  readonly city: City;
  readonly outlines: AreaOutlines;
  /** What is to be printed wherever outlines are drawn. */
  readonly mapLabel?: BilingualText | null;
  readonly mode: Mode;
  /** Our clock, ms since 1970. */
  readonly at: number;
}

/** What would come of issuing a warning now: nothing is changed by looking. */
export interface WarningPreview {
  /** As it would stand. */
  readonly warning: Warning;
  /** What would be sent. */
  readonly event: WarningEvent;
  readonly kind: BulletinKind;
  readonly cap: string;
  readonly area: AreaShape;
  /** Who decides; null in a city without a policy. */
  readonly decides: ColourPolicy | null;
}

/** A draft as a person would make it, which nobody has made. Null for an area that the city does not have. */
export function draftToPreview(
  move: Extract<WarningMove, { readonly do: "draft" }>,
  by: string,
  { city, at }: PreviewContext,
): Warning | null {
  const area = city.areas.get(move.areaCode);
  if (area === undefined) return null;
  const warningId = "warning-preview" as WarningId;
  return draftByHand({ kind: "warning-action", warningId, by, action: move }, move, { area, at, texts: { city } });
}

/** Pure. @param warning one that is not over */
export function previewWarning(warning: Warning, by: string, context: PreviewContext): WarningPreview {
  const { city, outlines, mapLabel = null, mode, at } = context;
  const issued = asIssued(warning, by, context);
  const bulletin = nextBulletin(warning, issued, at) ?? updateOf(issued, at);
  const decides = city.warningPolicy === undefined ? null : colourPolicy(city.warningPolicy, issued.level, mode);
  const expiresAfterMs = decides?.expiresAfterMs ?? null;
  const after: Warning = {
    ...issued,
    ...(expiresAfterMs === null ? {} : { expiresAt: at + expiresAfterMs }),
    bulletins: [...(warning.bulletins ?? []), bulletin],
  };
  const person = { by, at, reason: null };
  const occasion = isDraft(warning) ? "followed" : "approved";
  return {
    warning: after,
    event: warningEvent({ before: warning, after, isGraverLive: false, person, occasion }, city),
    kind: bulletin.kind,
    cap: capMessage(after, bulletin, { city, outlines, mapLabel }),
    area: shapeOf(warning, city, outlines),
    decides,
  };
}

function asIssued({ proposal, ...warning }: Warning, by: string, { city, at }: PreviewContext): Warning {
  const moved = { ...warning, revision: warning.revision + 1 };
  if (isDraft(warning)) return { ...moved, state: "issued", issued: { at, by } };
  const raised = proposal === undefined ? moved : atProposal(moved, proposal, { city });
  return { ...raised, state: "updated" };
}

function updateOf({ revision }: Warning, at: number): BulletinRef {
  return { revision, kind: "Update", sentAt: at };
}
