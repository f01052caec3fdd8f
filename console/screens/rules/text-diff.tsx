import { draftTexts } from "../../../locales/console/rules.ts";
import { fill } from "../../../locales/fill.ts";
import type { RuleFile, RuleSetFiles } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { useResource } from "../../live/use-resource.ts";
import { Loaded } from "../../parts/states.tsx";
import { type DiffLine, lineDiff, shortened } from "./line-diff.ts";

/** Files of a draft against those that run: lines that went and came, each with its sign. */
export function TextDiff({ files, running }: { readonly files: readonly RuleFile[]; readonly running: string }) {
  const say = useSay();
  const set = useResource<RuleSetFiles>(`/rules/sets/${encodeURIComponent(running)}`);
  return (
    <section>
      <h2>{say(draftTexts.text)}</h2>
      <Loaded resource={set}>{(body) => <Files before={body.files} after={files} />}</Loaded>
    </section>
  );
}

function Files({ before, after }: { readonly before: readonly RuleFile[]; readonly after: readonly RuleFile[] }) {
  const say = useSay();
  const names = [...new Set([...before, ...after].map(({ name }) => name))];
  const textOf = (files: readonly RuleFile[], name: string) => files.find((file) => file.name === name)?.text ?? "";
  const changed = names.filter((name) => textOf(before, name) !== textOf(after, name));
  if (changed.length === 0) return <p class="muted">{say(draftTexts["text-same"])}</p>;
  return (
    <>
      {changed.map((name) => (
        <section key={name}>
          <h3>{name}</h3>
          <pre class="rule-text">
            {shortened(lineDiff(textOf(before, name), textOf(after, name))).map((line, at) => (
              <Line key={`${at} ${line.kind}`} line={line} />
            ))}
          </pre>
        </section>
      ))}
    </>
  );
}

const signs = { gone: "− ", come: "+ ", same: "  " } as const;

function Line({ line }: { readonly line: DiffLine }) {
  const say = useSay();
  if (line.kind === "left-out")
    return <span class="muted">{`${say(fill(draftTexts["lines-kept"], { count: line.count }))}\n`}</span>;
  return <span class={`diff-${line.kind}`}>{`${signs[line.kind]}${line.text}\n`}</span>;
}
