import { draftTexts } from "../../../locales/console/rules.ts";
import { fill } from "../../../locales/fill.ts";
import type { RuleCheck } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { FileProblems } from "./file-problems.tsx";

/** What a check found: mistakes with their places, or which of the city's stories fail by these rules. */
export function CheckOutcome({ check: { digest, ruleCount, problems, stories } }: { readonly check: RuleCheck }) {
  const say = useSay();
  if (digest === null)
    return <FileProblems title={fill(draftTexts.mistakes, { count: problems.length })} problems={problems} />;
  const failed = stories.filter(({ failures }) => failures.length > 0);
  const passed = stories.length - failed.length;
  return (
    <section role="status">
      <p>
        ✓ {say(fill(draftTexts.checked, { count: ruleCount }))}{" "}
        <span class={failed.length > 0 ? "tone-red" : ""}>
          {stories.length === 0
            ? say(draftTexts["no-stories"])
            : say(fill(draftTexts.stories, { passed, all: stories.length }))}
        </span>
      </p>
      <ul class="file-problems">
        {failed.map(({ name, place, failures }) => (
          <li key={place}>
            <strong>{name}</strong> <code>{place}</code>
            <ul>
              {failures.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
