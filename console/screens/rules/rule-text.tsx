import { rulesScreenTexts } from "../../../locales/console/rules.ts";
import { fill } from "../../../locales/fill.ts";
import type { Rule, RuleSetFiles } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { useResource } from "../../live/use-resource.ts";
import { Loaded } from "../../parts/states.tsx";
import { ruleTitle } from "./rule-title.ts";
import { textOfRule } from "./text-of-rule.ts";

/** A rule as it is written in the files that run. */
export function RuleText({ rule, digest }: { readonly rule: Rule; readonly digest: string }) {
  const say = useSay();
  const files = useResource<RuleSetFiles>(`/rules/sets/${encodeURIComponent(digest)}`);
  return (
    <section>
      <h2>{say(fill(rulesScreenTexts["text-of"], { name: ruleTitle(rule.title) }))}</h2>
      <p class="small muted">
        {rule.ruleId} · {rule.place} · {rule.ruleVersion}
      </p>
      <Loaded resource={files}>{(body) => <pre class="rule-text">{textOfRule(body.files, rule.place)}</pre>}</Loaded>
    </section>
  );
}
