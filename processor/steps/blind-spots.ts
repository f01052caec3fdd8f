import type { BlindSpotDetector } from "../../blindspots/blind-spot-detector.ts";
import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { City } from "../../domain/city/city.ts";
import type { DeviceId, GaugeId, GaugeKey, StationId } from "../../domain/ids.ts";
import { brokenGauges } from "../../domain/inputs/setup-changes.ts";
import type { Draft, Found } from "../draft.ts";
import { journalSinceChanges } from "../journal-since-changes.ts";
import { readValues, saveValues } from "../saved-values.ts";
import { type Handlers, ignore, ignoresGovernance, newDue, newMeter, type Step } from "../step.ts";

const alarmsSaved = "blind-spots";

/** Watches which gauges say something usable and where it rains, and raises an alarm where an important station goes unseen in the rain. */
export function blindSpotsStep(
  detector: BlindSpotDetector,
  city: City,
  keys: ReadonlyMap<GaugeId, GaugeKey> = new Map(),
): Step {
  const meter = newMeter();
  const due = newDue({ isAfterRows: false });

  function handOn(transitions: readonly AlarmTransition[], { found }: Draft): void {
    due.nextAt = detector.nextDueAt;
    if (transitions.length === 0) return;
    meter.findings += transitions.length;
    found.transitions.push(...transitions);
  }

  function reconsider(at: number, draft: Draft): void {
    if (draft.found.maintained.length === 0) return;
    for (const device of maintainedIn(draft.found, city)) handOn(detector.reconsider(device, at), draft);
  }

  function takeBack(at: number, draft: Draft): void {
    const { retracted } = draft.found;
    if (retracted.length > 0) handOn(detector.takeBack(retracted, at), draft);
  }

  const on: Handlers = {
    row({ row }, draft) {
      handOn(detector.read(row, draft.found.flagChanges), draft);
      takeBack(row.receivedAt, draft);
    },
    tick({ at }, draft) {
      for (const change of draft.found.flagChanges) detector.applyFlagChange(change);
      reconsider(at, draft);
      takeBack(at, draft);
      handOn(detector.advance(at), draft);
    },
    "hub-started"({ logged }) {
      detector.start(logged.at);
      due.nextAt = detector.nextDueAt;
    },
    "order-given": (_, draft) => reconsider(draft.clock, draft),
    "flag-set"(_, draft) {
      for (const change of draft.found.flagChanges) detector.applyFlagChange(change);
      takeBack(draft.clock, draft);
    },
    "gauges-changed"({ logged }) {
      for (const gauge of brokenGauges(logged.entry, keys)) detector.startAfresh(gauge);
    },
    "mode-set": ignore,
    ...ignoresGovernance,
    "rules-activated": ignore,
    "device-reported": ignore,
    "readings-refused": ignore,
    "readings-repeated": ignore,
  };

  return {
    name: "blind-spots",
    on,
    due,
    meter,
    async restore({ state, journal }) {
      const alarms = readValues<StationId, AlarmTransition>(state, alarmsSaved);
      const since = await journalSinceChanges(journal, keys, state.position);
      await detector.restore(alarms, { journal: since, upTo: state.position, clock: state.clock });
      due.nextAt = detector.nextDueAt;
    },
    save({ effects }) {
      effects.saved.push(...saveValues(alarmsSaved, detector.drainChanges()));
    },
  };
}

/** Devices whose maintenance began or ended, and those behind gateways among them. */
function maintainedIn({ maintained }: Found, { devices }: City): readonly DeviceId[] {
  return maintained.flatMap((device) => [
    device,
    ...[...devices.values()].filter(({ gatewayId }) => gatewayId === device).map(({ id }) => id),
  ]);
}
