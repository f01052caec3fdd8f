import { devicesTexts } from "../../../locales/console/operations/devices.ts";
import { fill } from "../../../locales/fill.ts";
import { useSay } from "../../app/language.ts";
import { percent, wholeNumber } from "../../parts/numbers.ts";
import { type DeviceFacts, isLate } from "./device-facts.ts";
import type { AllDevices } from "./use-devices.ts";

/** How all devices are doing in one sentence, counted from the rows of the table. */
export function DevicesHead({
  devices,
  facts,
  now,
}: {
  readonly devices: AllDevices;
  readonly facts: readonly DeviceFacts[];
  readonly now: number;
}) {
  const say = useSay();
  const real = facts.filter(({ isDrill }) => !isDrill);
  const online = real.filter(({ row }) => row.isOnline).length;
  const summary = fill(devicesTexts.summary, {
    all: wholeNumber(real.length),
    online: wholeNumber(online),
    share: real.length === 0 ? "?" : percent(online / real.length),
    late: wholeNumber(real.filter((of) => isLate(of, now)).length),
    unknown: wholeNumber(real.filter(({ seenAt }) => seenAt === null).length),
  });
  const drills = facts.length - real.length;
  return (
    <header class="pane-head">
      <h1>{say(devicesTexts.title)}</h1>
      <p class="of-now" role="status">
        {devices.isWhole
          ? say(real.length === 0 ? devicesTexts.empty : summary)
          : say(fill(devicesTexts.partly, { read: devices.rows.length, all: devices.total }))}{" "}
        {drills > 0 && <span class="muted">{say(fill(devicesTexts.drills, { count: drills }))}</span>}
      </p>
    </header>
  );
}
