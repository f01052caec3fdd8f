import type { BilingualText } from "../../../domain/text.ts";
import { draftTexts } from "../../../locales/console/rules.ts";
import type { Rules } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";

/** Mistakes in rule files, each with its place. */
export function FileProblems({
  title,
  problems,
}: {
  readonly title: BilingualText;
  readonly problems: Rules["files"]["problems"];
}) {
  const say = useSay();
  if (problems.length === 0) return null;
  return (
    <div class="file-problems" role="alert">
      <p class="tone-red">▲ {say(title)}</p>
      <ul>
        {problems.map(({ where, path, wanted, got, fix }) => (
          <li key={`${where} ${path}`}>
            <code>{where}</code> {path} — {say(draftTexts.wanted)} {wanted}；{say(draftTexts.got)} {got} {fix}
          </li>
        ))}
      </ul>
    </div>
  );
}
