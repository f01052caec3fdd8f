import { devicesTexts } from "../../../locales/console/operations/devices.ts";
import { fill } from "../../../locales/fill.ts";
import { type Look, lookOfGauge } from "../../../locales/looks.ts";
import { useSay } from "../../app/language.ts";
import { Mark } from "../../parts/mark.tsx";
import { AreaName, StationName } from "../../parts/names.tsx";
import { plainNumber } from "../../parts/numbers.ts";
import { Age, shortSpan, useHubClock } from "../../parts/times.tsx";
import { type DeviceFacts, intervalsAgo, lateAfter } from "./device-facts.ts";

/** How a device stands, as maps and lists show it: away is as unknown as silence. */
function lookOfDevice({ row, seenAt }: DeviceFacts, isMaintained: boolean): Look {
  if (isMaintained) return lookOfGauge("maintenance");
  const look = lookOfGauge(row.isOnline && seenAt !== null ? "live" : "silent");
  return { ...look, name: devicesTexts[row.isOnline ? "online" : "offline"] };
}

export function DeviceTableRow({
  of,
  rowIndex,
  isChosen,
  isMaintained,
  choose,
}: {
  readonly of: DeviceFacts;
  readonly rowIndex: number;
  readonly isChosen: boolean;
  readonly isMaintained: boolean;
  readonly choose: (deviceId: string) => void;
}) {
  const say = useSay();
  const { row, district, volts, isVoltageLow } = of;
  const { clock, lastRefusal, gauges } = row;
  return (
    <tr class={isChosen ? "chosen" : ""} aria-rowindex={rowIndex}>
      <td>
        <button type="button" class="row-button" onClick={() => choose(row.deviceId)}>
          <Mark look={lookOfDevice(of, isMaintained)} />
          <span class="two-lines">
            <strong>
              <StationName id={row.stationId} />
            </strong>
            <span class="small muted">{row.deviceId}</span>
          </span>
        </button>
      </td>
      <td class="wide">{district !== null && <AreaName code={district} />}</td>
      <td>{row.lastSeenAt === null ? say(devicesTexts.never) : <Age at={row.lastSeenAt} />}</td>
      <td class="wide">
        <Interval of={of} />
      </td>
      <td class="wide">
        {clock === null ? (
          <span class="muted">{say(devicesTexts.unknown)}</span>
        ) : (
          <span class={clock.kind === "right" ? "" : "tone-yellow"}>{say(clock.name)}</span>
        )}
      </td>
      <td class={`wide number ${isVoltageLow ? "tone-orange" : ""}`}>
        {volts === null ? (
          <span class="muted small">{say(devicesTexts["no-voltage"])}</span>
        ) : (
          `${plainNumber(volts, 1)} V`
        )}
      </td>
      <td class={`wide ${gauges.live < gauges.all ? "tone-unknown" : ""}`}>
        {gauges.live} / {gauges.all}
      </td>
      <td class="wide">
        {lastRefusal !== null && (
          <span title={say(lastRefusal.detail)}>
            {lastRefusal.reason}{" "}
            <span class="muted">
              <Age at={lastRefusal.at} />
            </span>
          </span>
        )}
      </td>
    </tr>
  );
}

/** The interval it should keep, and whether it does. */
function Interval({ of }: { readonly of: DeviceFacts }) {
  const say = useSay();
  const ago = intervalsAgo(of, useHubClock(5_000));
  if (of.intervalMs === null) return null;
  const every = shortSpan(of.intervalMs);
  if (ago === null) return <span class="muted">{every}</span>;
  return (
    <span>
      {every}{" "}
      <span class={`small ${ago > lateAfter ? "tone-unknown" : "muted"}`}>
        {ago > lateAfter
          ? say(fill(devicesTexts["late-by"], { times: plainNumber(Math.floor(ago), 0) }))
          : say(devicesTexts["on-time"])}
      </span>
    </span>
  );
}
