import { type ForecastState, forecastStateFrom, stepForecast } from "./forecast/forecast-state.ts";
import { firstAfter, type GaugeWindow, seriesOf, timeAt, valueAt } from "./gauge-window.ts";

/**
 * Where the forecast of a gauge stands after its observation at `at`. One step on from the observation before, nearly
 * always; otherwise made afresh from the window, which gives the very same (docs/forecast.md).
 *
 * @param window must hold the observation at `at`
 */
export function trendAt(window: GaugeWindow, at: number): ForecastState {
  const { trend } = window;
  if (trend !== null && trend.at === at) return trend.state;
  const end = firstAfter(window, at);
  const state =
    trend !== null && trend.at < at
      ? stepsOn(trend.state, window, firstAfter(window, trend.at), end)
      : afresh(window, end);
  window.trend = { at, state };
  return state;
}

function stepsOn(state: ForecastState, window: GaugeWindow, from: number, end: number): ForecastState {
  let now = state;
  for (let index = from; index < end; index++) now = stepForecast(now, timeAt(window, index), valueAt(window, index));
  return now;
}

function afresh(window: GaugeWindow, end: number): ForecastState {
  const { times, values } = seriesOf(window, end);
  const state = forecastStateFrom(times, values);
  if (state === null) throw new RangeError("Cannot tell the trend of an empty window");
  return state;
}
