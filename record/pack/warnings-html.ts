import { bilingualMarkup, escaped } from "../../charts/html-text.ts";
import type { City } from "../../domain/city/city.ts";
import type { Level } from "../../domain/city/level.ts";
import { policyName } from "../../domain/city/policies/warning-policy.ts";
import type { StoredEvent, WarningEvent } from "../../domain/governance/event.ts";
import type { Warning } from "../../domain/governance/warning.ts";
import type { WarningState } from "../../domain/governance/warnings/warning-state.ts";
import { type BilingualText, sameInBoth } from "../../domain/text.ts";
import { joined } from "../../locales/fill.ts";
import { saidAs } from "../../locales/messages/exercise.ts";
import { warningStateNames } from "../../locales/messages/warning-moves.ts";
import { columnTexts, packTexts } from "../../locales/record/pack.ts";
import { levelBadge } from "../html/level-badge.ts";
import { headingHtml, tableHtml } from "../html/page.ts";
import type { PackContents } from "./pack-contents.ts";
import type { PackTimes } from "./pack-times.ts";
import { type PackedAccount, whoActed } from "./who-acted.ts";

interface WarningsPage {
  readonly contents: Pick<PackContents, "warnings" | "events" | "accounts">;
  readonly city: City;
  readonly times: PackTimes;
}

/** Warnings with when each was issued: a draft that never was is not taken for one that the public had. */
export function warningTable({ contents, city, times }: WarningsPage): string {
  return tableHtml<Warning>(
    contents.warnings,
    [
      { name: columnTexts.title, cell: titleAndId },
      {
        name: columnTexts.place,
        cell: ({ areaCode }) => bilingualMarkup(city.areas.get(areaCode)?.name ?? sameInBoth(areaCode)),
      },
      { name: columnTexts.level, cell: ({ peakLevel, level }) => levelBadge(peakLevel ?? level), isTight: true },
      { name: columnTexts.state, cell: warningState, isTight: true },
      { name: columnTexts.drafted, cell: ({ draftedAt }) => times.shown(draftedAt), isTight: true },
      { name: columnTexts.issued, cell: (warning) => times.shown(issuedAt(warning)), isTight: true },
      { name: columnTexts.over, cell: ({ liftedAt }) => times.shown(liftedAt), isTight: true },
    ],
    packTexts.none,
  );
}

/** Of a case or warning, marked where it is of a drill. */
export function titleAndId(found: Pick<Warning, "title" | "isExercise"> & { readonly id: string }): string {
  return `${bilingualMarkup(saidAs(found.title, found))}<br><code>${escaped(found.id)}</code>`;
}

/** When the public first had it; null for never. */
function issuedAt({ issued, bulletins }: Warning): number | null {
  return bulletins?.[0]?.sentAt ?? issued?.at ?? null;
}

/** The state in words; of a draft that is over, that the public never had it. */
export function warningState(warning: Warning): string {
  const isOver = warning.liftedAt !== null;
  return isOver && issuedAt(warning) === null
    ? bilingualMarkup(packTexts["never-issued"])
    : bilingualMarkup(warningStateNames[warning.state]);
}

/** Each step of each warning, with what was said of it and who stood behind it. */
export function warningSteps({ contents, times }: WarningsPage): string {
  const steps = contents.events.flatMap(stepOf);
  if (steps.length === 0) return "";
  const table = tableHtml<WarningStep>(
    steps,
    [
      { name: columnTexts.at, cell: ({ at }) => times.shown(at), isTight: true },
      { name: columnTexts["level-now"], cell: ({ warning }) => levelBadge(warning.level), isTight: true },
      {
        name: columnTexts.state,
        cell: ({ warning }) => bilingualMarkup(warningStateNames[warning.state]),
        isTight: true,
      },
      { name: columnTexts.who, cell: ({ by }) => whoDecided(by, contents.accounts) },
      { name: columnTexts.words, cell: ({ words }) => bilingualMarkup(words) },
    ],
    packTexts.none,
  );
  return `${headingHtml(packTexts["warning-steps"], 3)}\n${table}`;
}

/** Not a person where time ran out and the policy decided. */
function whoDecided(by: string, accounts: readonly PackedAccount[]): string {
  return by === policyName ? bilingualMarkup(packTexts["by-policy"]) : whoActed({ by }, accounts);
}

interface WarningStep {
  readonly at: number;
  readonly warning: { readonly level: Level; readonly state: WarningState };
  /** Empty where its cases or the policy made it. */
  readonly by: string;
  readonly words: BilingualText;
}

function stepOf(event: StoredEvent): readonly WarningStep[] {
  if (!isOfWarning(event)) return [];
  const { change, message, warning } = event.data;
  const reason = change.reason === null ? "" : ` (${change.reason})`;
  const words = joined([saidAs(message ?? warning.title, warning), sameInBoth(reason)], sameInBoth(""));
  return [{ at: event.at, warning: { level: warning.level, state: warning.state }, by: change.by ?? "", words }];
}

function isOfWarning(event: StoredEvent): event is Extract<StoredEvent, WarningEvent> {
  return event.type.startsWith("warning.");
}
