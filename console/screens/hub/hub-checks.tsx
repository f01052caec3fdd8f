import { hubTexts } from "../../../locales/console/operations/hub.ts";
import { fill } from "../../../locales/fill.ts";
import type { HubStatus } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { megabytes, wholeNumber } from "../../parts/numbers.ts";

/** Checks of the hub in words, those that fail first; then what it stores and who is linked. */
export function HubChecks({ hub }: { readonly hub: HubStatus }) {
  const say = useSay();
  const checks = hub.checks.toSorted((a, b) => Number(a.isOk) - Number(b.isOk));
  return (
    <section class="panel">
      <h3>{say(hubTexts.checks)}</h3>
      <ul class="hub-checks">
        {checks.map(({ name, isOk, words }) => (
          <li key={name} class={isOk ? "" : "tone-orange"}>
            <span class="check-mark" role="img" aria-label={say(hubTexts[isOk ? "check-ok" : "check-not"])}>
              {isOk ? "✓" : "✕"}
            </span>
            <span>{say(words)}</span>
            <span class="small muted">{name}</span>
          </li>
        ))}
      </ul>
      <Storage hub={hub} />
    </section>
  );
}

function Storage({ hub: { flow, devices, gauges, checks } }: { readonly hub: HubStatus }) {
  const say = useSay();
  const all = Object.values(gauges).reduce((sum, count) => sum + count, 0);
  const hasCopy = checks.some(({ name }) => name.includes("influx") || name.includes("copy"));
  const share = (some: number, of: number) => say(fill(hubTexts.of, { some: wholeNumber(some), all: wholeNumber(of) }));
  return (
    <>
      <h3>{say(hubTexts.storage)}</h3>
      <dl class="facts">
        <dt>{say(hubTexts.devices)}</dt>
        <dd>{share(devices.online, devices.all)}</dd>
        <dt>{say(hubTexts.gauges)}</dt>
        <dd>{share(gauges.live ?? 0, all)}</dd>
        {flow !== null && <dt>{say(hubTexts.wal)}</dt>}
        {flow !== null && <dd>{megabytes(flow.walBytes)}</dd>}
        <dt>{say(hubTexts.copy)}</dt>
        <dd>{say(hubTexts[hasCopy ? "copy-see" : "no-copy"])}</dd>
      </dl>
    </>
  );
}
