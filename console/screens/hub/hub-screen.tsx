import { useEffect, useState } from "preact/hooks";
import { hubTexts } from "../../../locales/console/operations/hub.ts";
import { fill } from "../../../locales/fill.ts";
import type { HubStatus } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { useCommands } from "../../commands/commands.ts";
import { useEvery } from "../../live/use-every.ts";
import { useResource } from "../../live/use-resource.ts";
import { AlarmLoadPanel } from "../../parts/alarm-load/alarm-load-panel.tsx";
import { Loaded } from "../../parts/states.tsx";
import { timeOfDay, useHubClock } from "../../parts/times.tsx";
import { type FlowSample, ratesOf, withSample } from "./flow-rates.ts";
import { HubChecks } from "./hub-checks.tsx";
import { HubPath } from "./hub-path.tsx";
import { hubSentence } from "./hub-sentence.ts";
import "../../parts/pane.css";
import "./hub.css";

/** How the hub does: what is behind, the path of a reading with rate and lag of each step, checks, and the load of alarms. */
export function HubScreen() {
  const hub = useResource<HubStatus>("/hub");
  // A second sample soon: rates are told from two.
  useEvery(3_000, hub.reload);
  const samples = useSamples(hub.body);
  const again = { id: "hub-again", key: "r", title: hubTexts.again, run: hub.reload };
  useCommands([again]);
  return (
    <div class="pane-list hub-screen">
      <Loaded resource={hub}>
        {(status) => (
          <>
            <HubHead hub={status} isOld={hub.problem !== null} />
            <HubPath hub={status} rates={hub.problem === null ? ratesOf(samples) : null} />
            <div class="hub-columns">
              <HubChecks hub={status} />
              <AlarmLoadPanel span={null} />
            </div>
          </>
        )}
      </Loaded>
    </div>
  );
}

function useSamples(status: HubStatus | null): readonly FlowSample[] {
  const [samples, setSamples] = useState<readonly FlowSample[]>([]);
  useEffect(() => {
    if (status === null || status.flow === null) return;
    const next = { at: Date.parse(status.now), flow: status.flow, rulesSeq: status.rulesSeq };
    setSamples((before) => withSample(before, next));
  }, [status]);
  return samples;
}

function HubHead({ hub, isOld }: { readonly hub: HubStatus; readonly isOld: boolean }) {
  const say = useSay();
  const now = useHubClock(5_000);
  const old = { words: fill(hubTexts.old, { time: timeOfDay(Date.parse(hub.now)) }), isWell: false };
  const { words, isWell } = isOld ? old : hubSentence(hub, now);
  const { version, mode, rules } = hub;
  return (
    <header class="pane-head">
      <h1>{say(hubTexts.title)}</h1>
      <p class={isWell ? "hub-sentence of-now" : "hub-sentence of-now tone-orange"} role="status">
        {say(words)}
      </p>
      <p class="small muted">
        {say(fill(hubTexts["version-mode"], { version, mode, rules: rules.ruleCount, digest: rules.digest }))}
      </p>
    </header>
  );
}
