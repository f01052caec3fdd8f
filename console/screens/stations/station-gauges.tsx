import { stationTexts } from "../../../locales/console/stations.ts";
import { fill } from "../../../locales/fill.ts";
import { lookOf } from "../../../locales/looks.ts";
import { gaugeStateNames, levelNames, propertyNames } from "../../../locales/names.ts";
import type { StationGauge, StationWithGauges } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { GaugeValue } from "../../parts/gauges/gauge-value.tsx";
import { valueText } from "../../parts/gauges/plot-units.ts";
import type { GaugeShown } from "../../parts/gauges/station-now.ts";
import { Mark } from "../../parts/mark.tsx";
import { spanText } from "../../parts/plot/span-text.ts";
import { Age } from "../../parts/times.tsx";

/** Every gauge of a station: value, age, state in words, clock, thresholds with their source. */
export function StationGauges({
  gauges,
  detail,
}: {
  readonly gauges: readonly GaugeShown[];
  readonly detail: StationWithGauges;
}) {
  const say = useSay();
  return (
    <section class="panel station-gauges">
      <h3>{say(stationTexts.gauges)}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{say(stationTexts.gauge)}</th>
            <th scope="col" class="number">
              {say(stationTexts.value)}
            </th>
            <th scope="col">{say(stationTexts.age)}</th>
            <th scope="col">{say(stationTexts.state)}</th>
            <th scope="col">{say(stationTexts.thresholds)}</th>
          </tr>
        </thead>
        <tbody>
          {gauges.map((shown) => (
            <GaugeRow
              key={shown.gauge.gaugeId}
              shown={shown}
              detail={detail.gauges.find(({ gaugeId }) => gaugeId === shown.gauge.gaugeId)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function GaugeRow({ shown, detail }: { readonly shown: GaugeShown; readonly detail: StationGauge | undefined }) {
  const say = useSay();
  const { gauge, now } = shown;
  return (
    <tr>
      <td>
        <Mark look={lookOf(now.state, now.level)} size={20} /> {say(propertyNames[gauge.property])}
        <span class="note small muted">
          {gauge.gaugeId} · {say(fill(stationTexts.every, { span: spanText(gauge.expectedIntervalMs) }))} ·{" "}
          {say(fill(stationTexts.datum, { datum: gauge.datum }))}
        </span>
      </td>
      <td class="number">
        <GaugeValue shown={shown} />
      </td>
      <td>{now.observedAt === null ? say(stationTexts.never) : <Age at={now.observedAt} />}</td>
      <td>
        {say(gaugeStateNames[now.state])}
        {now.level !== null && <> · {say(levelNames[now.level])}</>}
        {detail?.unusable != null && <span class="note small tone-unknown">{say(detail.unusable.words)}</span>}
        {detail?.clock != null && detail.clock.kind !== "right" && (
          <span class="note small tone-unknown">{say(detail.clock.name)}</span>
        )}
      </td>
      <td>
        <Thresholds of={detail} />
      </td>
    </tr>
  );
}

function Thresholds({ of }: { readonly of: StationGauge | undefined }) {
  const say = useSay();
  const all = Object.entries(of?.thresholds ?? {});
  if (of === undefined || all.length === 0) return <span class="muted">–</span>;
  return (
    <ul class="small">
      {all.map(([name, { value, source }]) => (
        <li key={name}>
          {say(
            fill(stationTexts["threshold-from"], {
              name: { zh: name, en: name },
              value: valueText(value, of.property),
              source: { zh: source, en: source },
            }),
          )}
        </li>
      ))}
    </ul>
  );
}
