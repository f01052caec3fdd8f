import { stationTexts } from "../../../locales/console/stations.ts";
import { fill } from "../../../locales/fill.ts";
import type { DevicesPage } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { useResource } from "../../live/use-resource.ts";
import { spanText } from "../../parts/plot/span-text.ts";
import { Loaded } from "../../parts/states.tsx";
import { useHubClock } from "../../parts/times.tsx";

type Device = DevicesPage["rows"][number];

/** Devices of a station: connected or not, when heard, how their clocks stand, why last refused. */
export function StationDevices({ stationId, areaCode }: { readonly stationId: string; readonly areaCode: string }) {
  const say = useSay();
  const page = useResource<DevicesPage>(`/devices?${new URLSearchParams({ areaCode, limit: "500" })}`, ["alarms"]);
  return (
    <section class="line-list">
      <h3>{say(stationTexts.devices)}</h3>
      <Loaded resource={page}>
        {({ rows }) => {
          const own = rows.filter((row) => row.stationId === stationId);
          if (own.length === 0) return <p class="small muted">{say(stationTexts["no-devices"])}</p>;
          return (
            <ul>
              {own.map((device) => (
                <DeviceRow key={device.deviceId} of={device} />
              ))}
            </ul>
          );
        }}
      </Loaded>
    </section>
  );
}

function DeviceRow({ of }: { readonly of: Device }) {
  const say = useSay();
  const now = useHubClock(5_000);
  const seen =
    of.lastSeenAt === null
      ? stationTexts["never-seen"]
      : fill(stationTexts["seen-at"], { span: spanText(Math.max(1_000, now - Date.parse(of.lastSeenAt))) });
  const facts = [
    say(seen),
    say(fill(stationTexts["live-of"], of.gauges)),
    ...(of.clock === null ? [] : [say(of.clock.name)]),
  ];
  return (
    <li>
      <strong>{of.deviceId}</strong>
      <span class={of.isOnline ? "" : "tone-unknown"}>{say(stationTexts[of.isOnline ? "online" : "offline"])}</span>
      <span class="small muted">{facts.join(" · ")}</span>
      {of.lastRefusal !== null && (
        <span class="small tone-unknown">{say(fill(stationTexts.refused, { why: of.lastRefusal.detail }))}</span>
      )}
    </li>
  );
}
