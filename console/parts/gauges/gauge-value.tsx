import { placesTexts } from "../../../locales/console/places.ts";
import { fill } from "../../../locales/fill.ts";
import { lookOfGauge } from "../../../locales/looks.ts";
import { gaugeStateNames } from "../../../locales/names.ts";
import { useSay } from "../../app/language.ts";
import { shortSpan, useHubClock } from "../times.tsx";
import { valueText } from "./plot-units.ts";
import type { GaugeShown } from "./station-now.ts";

/** What a gauge shows now; of one that is not live its state in words, and what it last said as of then alone. */
export function GaugeValue({
  shown: { gauge, now },
  isShort = false,
}: {
  readonly shown: GaugeShown;
  /** Without what it last said, where there is no room. */
  readonly isShort?: boolean;
}) {
  const say = useSay();
  if (now.state === "live" && now.value !== null) return <span>{say(valueText(now.value, gauge.property))}</span>;
  return (
    <span class={`tone-${lookOfGauge(now.state).tone}`}>
      {say(gaugeStateNames[now.state])}
      {!isShort && <LastSaid shown={{ gauge, now }} />}
    </span>
  );
}

function LastSaid({ shown: { gauge, now } }: { readonly shown: Pick<GaugeShown, "gauge" | "now"> }) {
  const say = useSay();
  const clock = useHubClock(10_000);
  if (now.value === null || now.observedAt === null) return null;
  const blanks = { value: valueText(now.value, gauge.property), age: shortSpan(clock - now.observedAt) };
  return <span class="muted"> {say(fill(placesTexts["last-said"], blanks))}</span>;
}
