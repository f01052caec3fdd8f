import type { BilingualText } from "../../../domain/text.ts";
import { hubTexts } from "../../../locales/console/operations/hub.ts";
import { fill } from "../../../locales/fill.ts";
import type { HubFlow, HubStatus } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { plainNumber, rate, wholeNumber } from "../../parts/numbers.ts";
import { shortSpan } from "../../parts/times.tsx";
import type { FlowRates } from "./flow-rates.ts";

interface Step {
  readonly title: BilingualText;
  /** A second; null where that is not measured yet, left out where it has none. */
  readonly rate?: number | null;
  readonly notes: readonly BilingualText[];
  readonly isBehind?: boolean;
}

/** The way of a reading from the broker to those who are told, with rate and lag of each step. */
export function HubPath({ hub, rates }: { readonly hub: HubStatus; readonly rates: FlowRates | null }) {
  const say = useSay();
  const { flow } = hub;
  if (flow === null) return <p class="notice">{say(hubTexts["no-flow"])}</p>;
  return (
    <section>
      <h2>
        {say(hubTexts.path)}{" "}
        <span class="small muted">
          {rates === null
            ? say(hubTexts.measuring)
            : say(fill(hubTexts["per-step"], { span: shortSpan(rates.spanMs) }))}
        </span>
      </h2>
      <ol class="hub-path">
        {stepsOf(hub, flow, rates).map((step) => (
          <li key={step.title.en} class={step.isBehind === true ? "panel behind" : "panel"}>
            <h3>{say(step.title)}</h3>
            {step.rate !== undefined && (
              <strong class="rate of-now">{step.rate === null ? "…" : rate(step.rate)}</strong>
            )}
            {step.notes.map((note) => (
              <span key={note.en} class="small">
                {say(note)}
              </span>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}

function stepsOf({ streams }: HubStatus, flow: HubFlow, rates: FlowRates | null): readonly Step[] {
  const { connections, rejects, duplicates, commitMs, lagRows, pending } = flow;
  const commit = commitMs === null ? [] : [fill(hubTexts.commit, { ms: plainNumber(commitMs, 1) })];
  const lag = lagRows === 0 ? hubTexts["no-lag"] : fill(hubTexts.lag, { rows: wholeNumber(lagRows) });
  const slow = streams.closed.slow ?? 0;
  const repeated = fill(hubTexts.duplicates, { count: wholeNumber(duplicates) });
  return [
    {
      title: hubTexts.broker,
      rate: rates?.publishes ?? null,
      notes: [fill(hubTexts.connected, { count: wholeNumber(connections) })],
    },
    {
      title: hubTexts.ingest,
      rate: rates?.values ?? null,
      notes: [fill(hubTexts.refused, { count: wholeNumber(rejects) })],
    },
    { title: hubTexts.journal, rate: rates?.kept ?? null, notes: [...commit, repeated] },
    { title: hubTexts.rules, rate: rates?.judged ?? null, notes: [lag], isBehind: lagRows > 0 },
    { title: hubTexts.alarms, rate: rates?.transitions ?? null, notes: [] },
    {
      title: hubTexts.streams,
      notes: [
        fill(hubTexts.open, { count: streams.open }),
        ...(slow === 0 ? [] : [fill(hubTexts.slow, { count: slow })]),
      ],
    },
    {
      title: hubTexts.deliveries,
      rate: rates?.attempts ?? null,
      notes: [fill(hubTexts.waiting, { count: wholeNumber(pending) })],
      isBehind: pending > 100,
    },
  ];
}
