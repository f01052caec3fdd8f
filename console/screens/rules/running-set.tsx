import { sameInBoth } from "../../../domain/text.ts";
import { governanceTexts } from "../../../locales/console/governance.ts";
import { rulesScreenTexts } from "../../../locales/console/rules.ts";
import { enumerated, fill } from "../../../locales/fill.ts";
import type { Rules } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { dayTime } from "../../parts/city-time.ts";
import { FileProblems } from "./file-problems.tsx";

/** What judges now and by whose word, and everything that keeps another set from doing so. */
export function RunningSet({ rules }: { readonly rules: Rules }) {
  const say = useSay();
  const { running, pin, files, failure, restartFiles, waiting } = rules;
  const by = running.by ?? governanceTexts.unknown;
  return (
    <header class="running-set">
      <h1>
        {say(rulesScreenTexts.running)} <code>{running.digest}</code>
      </h1>
      <p class="muted">
        {say(fill(rulesScreenTexts["running-of"], { count: running.ruleCount, by, at: dayTime(running.activatedAt) }))}{" "}
        · {say(rulesScreenTexts[`source-${running.source}`])}
      </p>
      {pin !== null && (
        <p>
          {say(
            fill(rulesScreenTexts["pinned-by"], { by: pin.by ?? governanceTexts.unknown, at: dayTime(pin.pinnedAt) }),
          )}
        </p>
      )}
      {waiting !== undefined && (
        <p class="tone-yellow">
          !{" "}
          {say(fill(rulesScreenTexts[waiting.why === "frozen" ? "frozen" : "waits-draft"], { digest: waiting.digest }))}
        </p>
      )}
      {failure !== null && <p class="tone-red">{say(fill(rulesScreenTexts.failure, { why: sameInBoth(failure) }))}</p>}
      {restartFiles.length > 0 && (
        <p class="muted">{say(fill(rulesScreenTexts.restart, { files: enumerated(restartFiles) }))}</p>
      )}
      <FileProblems
        title={fill(rulesScreenTexts["files-bad"], { count: files.problems.length })}
        problems={files.problems}
      />
      <FileProblems title={rulesScreenTexts["pin-bad"]} problems={pin?.problems ?? []} />
    </header>
  );
}
