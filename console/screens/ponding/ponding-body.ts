import type { BilingualText } from "../../../domain/text.ts";
import type { PondingActionBody, PondingPlace } from "../../api/wire.ts";
import type { Say } from "../../app/language.ts";

/** What was filled in, as the API wants it: of what is known already only what is otherwise now. */
export function pondingBody(
  move: PondingActionBody["do"],
  known: PondingPlace["ponding"],
  given: Pick<FormData, "get">,
  say: Say,
): PondingActionBody {
  const text = (name: string): string => String(given.get(name) ?? "").trim();
  const reason = text("reason");
  if (move === "delist") return { do: move, reason };
  const deepestM = text("deepestM") === "" ? null : Number(text("deepestM"));
  const facts = {
    deepestM,
    cause: words(text("cause"), known?.cause, say),
    measures: words(text("measures"), known?.measures, say),
  };
  const due = text("reviewDueOn");
  const source = text("source");
  switch (move) {
    case "list":
      return { do: move, reason, reviewDueOn: due, source, ...facts };
    case "review":
      return { do: move, reason, reviewDueOn: due, ...facts, ...sourceOf(source) };
    case "change":
      return {
        do: move,
        reason,
        ...(due === "" || due === known?.reviewDueOn ? {} : { reviewDueOn: due }),
        ...facts,
        ...sourceOf(source),
      };
  }
}

const sourceOf = (source: string) => (source === "" ? {} : { source });

/** Words that were left as they are keep both languages. */
function words(text: string, known: BilingualText | null | undefined, say: Say): BilingualText | string | null {
  if (text === "") return null;
  return known !== null && known !== undefined && say(known) === text ? known : text;
}
