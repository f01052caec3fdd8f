import type { HubFlow } from "../../api/wire.ts";

export interface FlowSample {
  readonly at: number;
  readonly flow: HubFlow;
  readonly rulesSeq: number;
}

/** Samples older than that are given up. */
const keptMs = 60_000;

/** Adds a sample; begins anew where counters fell, as after a restart of the hub. */
export function withSample(samples: readonly FlowSample[], next: FlowSample): readonly FlowSample[] {
  const last = samples.at(-1);
  if (last !== undefined && last.at === next.at) return samples;
  if (last !== undefined && next.flow.values < last.flow.values) return [next];
  return [...samples.filter(({ at }) => next.at - at <= keptMs), next];
}

export interface FlowRates {
  /** Ms that rates are of. */
  readonly spanMs: number;
  /** A second, all of them. */
  readonly publishes: number;
  readonly values: number;
  readonly kept: number;
  readonly judged: number;
  readonly transitions: number;
  readonly attempts: number;
}

/** Null before there are two samples. */
export function ratesOf(samples: readonly FlowSample[]): FlowRates | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last.at <= first.at) return null;
  const spanMs = last.at - first.at;
  const of = (count: (sample: FlowSample) => number) => Math.max(0, ((count(last) - count(first)) * 1_000) / spanMs);
  return {
    spanMs,
    publishes: of(({ flow }) => flow.publishes),
    values: of(({ flow }) => flow.values),
    kept: of(({ flow }) => flow.kept),
    judged: of(({ rulesSeq }) => rulesSeq),
    transitions: of(({ flow }) => flow.transitions),
    attempts: of(({ flow }) => flow.attempts),
  };
}
