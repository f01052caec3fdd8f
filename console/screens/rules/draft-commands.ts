import type { BilingualText } from "../../../domain/text.ts";
import { draftTexts } from "../../../locales/console/rules.ts";
import { me } from "../../api/client.ts";
import type { RuleDraft } from "../../api/wire.ts";
import type { Command } from "../../commands/commands.ts";

export type DraftMove = "approve" | "activate" | "reject";

const keys: Readonly<Record<DraftMove, string>> = { approve: "a", activate: "v", reject: "R" };

/** What a second person may do about a draft now, and in words why not the rest. */
export function draftCommands(draft: RuleDraft, run: (move: DraftMove) => void): readonly Command[] {
  return (["approve", "activate", "reject"] as const).map((move) => {
    const why = whyNot(draft, move);
    return {
      ...{ id: `draft-${move}`, key: keys[move], title: draftTexts[move], right: "rules.approve", about: draft.digest },
      ...(why === null ? {} : { disabledBecause: why }),
      run: () => run(move),
    };
  });
}

/** The hub has the last word: this only says beforehand what it would. */
function whyNot({ state, by }: RuleDraft, move: DraftMove): BilingualText | null {
  if (state === "rejected" || state === "activated") return draftTexts.over;
  if (move === "activate") return state === "approved" ? null : draftTexts["approve-first"];
  if (move === "reject") return null;
  if (state === "approved") return draftTexts.over;
  return by === me.value?.name ? draftTexts["own-draft"] : null;
}
