import { governanceTexts } from "../../../locales/console/governance.ts";
import { rulesScreenTexts } from "../../../locales/console/rules.ts";
import { fill } from "../../../locales/fill.ts";
import type { RuleDraft, RuleDrafts, RuleHits, Rules } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { goTo } from "../../app/router.ts";
import { pathOf } from "../../app/screens.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { stepCommands } from "../../commands/step-commands.ts";
import { type Resource, useResource } from "../../live/use-resource.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { dayTime } from "../../parts/city-time.ts";
import { Loaded } from "../../parts/states.tsx";
import { byHits } from "./by-hits.ts";
import { RuleTable } from "./rule-table.tsx";
import { RuleText } from "./rule-text.tsx";
import { RunningSet } from "./running-set.tsx";
import { Versions } from "./versions.tsx";

const days = 7;

/** What runs, what each rule did, the text of one; drafts and versions beside it. */
export function RulesOverview({
  rules,
  drafts,
  ruleId,
  onDone,
}: {
  readonly rules: Rules;
  readonly drafts: Resource<RuleDrafts>;
  readonly ruleId: string;
  readonly onDone: () => void;
}) {
  const say = useSay();
  const hits = useResource<RuleHits>(`/rules/hits?days=${days}`, ["alarms"]).body;
  const rows = byHits(rules.rules, hits);
  const at = rows.findIndex(({ rule }) => rule.ruleId === ruleId);
  const show = (id: string) => goTo(pathOf("rules", id), { replace: ruleId !== "" });
  const write: Command = {
    ...{ id: "rules-write", key: "n", title: rulesScreenTexts.write, right: "rules.draft" },
    run: () => goTo("/rules/write"),
  };
  useCommands([
    ...stepCommands({ of: "rule", titles: rulesScreenTexts, rows, at, go: ({ rule }) => show(rule.ruleId) }),
    write,
  ]);
  const chosen = rows[at]?.rule;
  return (
    <div class="rules-overview">
      <section>
        <RunningSet rules={rules} />
        <h2>{say(fill(rulesScreenTexts["per-rule"], { days }))}</h2>
        {hits?.isWhole === false && <p class="muted">{say(rulesScreenTexts["not-whole"])}</p>}
        <RuleTable rows={rows} hits={hits} chosen={ruleId} show={show} />
      </section>
      <aside>
        {chosen === undefined ? (
          <p class="muted">{say(rulesScreenTexts["choose-rule"])}</p>
        ) : (
          <RuleText rule={chosen} digest={rules.running.digest} />
        )}
        <section>
          <h2>{say(rulesScreenTexts.drafts)}</h2>
          <CommandButton command={write} look="main" />
          <Loaded
            resource={drafts}
            isEmpty={(body) => body.rows.length === 0}
            empty={say(rulesScreenTexts["no-drafts"])}
          >
            {(body) => (
              <ul class="draft-list">
                {body.rows.map((draft) => (
                  <DraftLine key={draft.digest} draft={draft} />
                ))}
              </ul>
            )}
          </Loaded>
        </section>
        <Versions running={rules.running.digest} drafts={drafts.body?.rows ?? []} onDone={onDone} />
      </aside>
    </div>
  );
}

function DraftLine({ draft: { digest, state, by, draftedAt, note } }: { readonly draft: RuleDraft }) {
  const say = useSay();
  return (
    <li>
      <a href={`/rules/draft/${encodeURIComponent(digest)}`}>{digest}</a>{" "}
      <span class={state === "drafted" ? "chip tone-yellow" : "chip"}>
        {state === "drafted" ? "! " : ""}
        {say(rulesScreenTexts[`state-${state}`])}
      </span>
      <br />
      <span class="small muted">{say(fill(rulesScreenTexts["drafted-by"], { by, at: dayTime(draftedAt) }))}</span>
      <br />
      <span class="small">{note === "" ? say(governanceTexts.none) : note}</span>
    </li>
  );
}
