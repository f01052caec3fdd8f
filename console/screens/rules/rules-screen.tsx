import type { RuleDrafts, Rules } from "../../api/wire.ts";
import type { ScreenProps } from "../../app/screens.ts";
import { useEvery } from "../../live/use-every.ts";
import { useResource } from "../../live/use-resource.ts";
import { Loaded } from "../../parts/states.tsx";
import { DraftPage } from "./draft-page.tsx";
import { RulesOverview } from "./rules-overview.tsx";
import { WritePage } from "./write-page.tsx";
import "./rules.css";

/** The rules that judge and their drafts. `/rules/write` writes one, `/rules/draft/<digest>` shows one, `/rules/<rule>` a rule. */
export function RulesScreen({ id }: ScreenProps) {
  const rules = useResource<Rules>("/rules", ["rules", "mode"]);
  const drafts = useResource<RuleDrafts>("/rules/drafts", ["rules"]);
  const reload = () => {
    rules.reload();
    drafts.reload();
  };
  // Nothing tells of drafts by the stream.
  useEvery(10_000, reload);
  const [first = "", second = ""] = id.split("/");
  return (
    <div class="rules-screen">
      <Loaded resource={rules}>
        {(running) => {
          if (id === "write") return <WritePage running={running.running.digest} onDone={reload} />;
          if (first === "draft") return <DraftPage digest={second} running={running.running.digest} onDone={reload} />;
          return <RulesOverview rules={running} drafts={drafts} ruleId={id} onDone={reload} />;
        }}
      </Loaded>
    </div>
  );
}
