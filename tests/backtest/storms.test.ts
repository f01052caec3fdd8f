import { describe, expect, it } from "vitest";
import { backtest } from "../../backtest/backtest.ts";
import type { BacktestSeries } from "../../backtest/backtest-series.ts";
import { monitoredMs, scoreOf } from "../../backtest/score.ts";
import { stormSkillOf } from "../../backtest/storms.ts";
import { dayMs, hourMs, minuteMs } from "../../domain/clock.ts";
import type { GaugeId } from "../../domain/ids.ts";
import { cityOf } from "../support/worlds/rules-world.ts";

const start = Date.UTC(2026, 6, 1);

/** Ten days at 10 min, still at 1 m; a triangle of `peakM` above it that is 6 h wide about each hour given. */
function seriesOf(id: string, floods: readonly (readonly [hour: number, peakM: number])[]): BacktestSeries {
  const times = Float64Array.from({ length: 10 * 144 }, (_, index) => start + index * 10 * minuteMs);
  const values = times.map((at) =>
    floods.reduce((level, [hour, peakM]) => {
      const hoursAway = Math.abs((at - start) / hourMs - hour);
      return Math.max(level, 1 + peakM * Math.max(0, 1 - hoursAway / 3));
    }, 1),
  );
  return { gaugeId: id as GaugeId, times, values, intervalMs: 10 * minuteMs, mark: 2, lowerMark: 1.5, received: null };
}

function run(series: readonly BacktestSeries[]) {
  const city = cityOf(series.map(({ gaugeId }) => ({ id: gaugeId, kind: "river", property: "stage" })));
  return backtest({ city, series }, { trial: null, isWaterLevel: true });
}

describe("stormsOf()", () => {
  it("events of any gauges within 24 h of the one before are one storm", () => {
    const { storms } = run([
      seriesOf("a", [
        [30, 1.5],
        [150, 1.5],
      ]),
      seriesOf("b", [[50, 1.5]]),
      seriesOf("c", [[70, 1.5]]),
    ]);
    expect(storms.map(({ gauges, events }) => [gauges, events])).toEqual([
      [["a", "b", "c"], 3],
      [["a"], 1],
    ]);
    expect((storms[0]?.endedAt ?? 0) - (storms[0]?.startedAt ?? 0)).toBe(40 * hourMs);
  });

  it("a storm is warned of when half of its events are hits; false alarms away from it are false storms", () => {
    const rising = seriesOf("a", [
      [50, 1.5],
      [150, 0.7],
      [160, 0.7],
    ]);
    // Crosses without warning: the record begins above the mark.
    const sudden: BacktestSeries = { ...seriesOf("b", []), gaugeId: "b" as GaugeId };
    sudden.values.fill(2.5, 300, 310);
    const { gauges, storms, names } = run([rising, sudden]);
    const lower = stormSkillOf(storms, gauges, "lowerMark");
    expect(names).toEqual(["forecast", "lowerMark", "straightLine"]);
    expect(lower).toMatchObject({ storms: 1, warned: 1, falseStorms: 1, pod: 1, far: 0.5 });
    expect(storms[0]?.alarms.get("lowerMark")).toMatchObject({ hits: 1 });
  });
});

describe("scoreOf()", () => {
  it("counts pages by month and by the busiest day", () => {
    const { gauges } = run([
      seriesOf("a", [
        [30, 0.7],
        [40, 0.7],
        [50, 0.7],
        [150, 0.7],
      ]),
    ]);
    const score = scoreOf(gauges, "lowerMark");
    expect(score).toMatchObject({ events: 0, alerts: 4, falseAlarms: 4, far: 1, pages: 4, mostPagesInADay: 3 });
    expect(score.alertsPerGaugeMonth).toBeCloseTo(4 / (10 / 30.4375), 1);
    expect(score.pagesPerMonth).toBeCloseTo(4 / (10 / 30.4375), 1);
  });

  it("a gap counts for three reporting intervals, or an hour", () => {
    const times = Float64Array.of(0, 10 * minuteMs, dayMs);
    const gappy = { ...seriesOf("a", []), times, values: Float64Array.of(1, 1, 1) };
    expect(monitoredMs(gappy)).toBe(70 * minuteMs);
    expect(monitoredMs({ ...gappy, intervalMs: hourMs })).toBe(10 * minuteMs + 3 * hourMs);
  });
});

describe("backtest()", () => {
  it("the highest value of an event is that of all its crossings", () => {
    const [gauge] = run([
      seriesOf("a", [
        [30, 1.2],
        [37, 1.9],
        [60, 1.5],
      ]),
    ]).gauges;
    expect(gauge?.events.map(({ peak, peakAt }) => [peak, (peakAt - start) / hourMs])).toEqual([
      [2.9, 37],
      [2.5, 60],
    ]);
  });

  it("tells how far it is, from nought to one", () => {
    const shares: number[] = [];
    const series = ["a", "b"].map((id) => seriesOf(id, []));
    const city = cityOf(series.map(({ gaugeId }) => ({ id: gaugeId, kind: "river", property: "stage" })));
    backtest({ city, series }, { trial: null, isWaterLevel: true, onProgress: (share) => shares.push(share) });
    expect(shares).toEqual([0, 0.5, 1]);
  });

  it("leaves the forecast out where values are no water level", () => {
    const series = [seriesOf("a", [])];
    expect(backtest({ city: cityOf([{ id: "a" }]), series }, { trial: null, isWaterLevel: false }).names).toEqual([
      "lowerMark",
      "straightLine",
    ]);
  });
});
