import { useState } from "preact/hooks";
import { sameInBoth } from "../../../domain/text.ts";
import { devicesTexts, deviceTexts } from "../../../locales/console/operations/devices.ts";
import { fill } from "../../../locales/fill.ts";
import { namedBy } from "../../../locales/format/entered-by.ts";
import type { DeviceWhole, MaintenanceOrder } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { goTo } from "../../app/router.ts";
import { pathOf } from "../../app/screens.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { useEvery } from "../../live/use-every.ts";
import { useResource } from "../../live/use-resource.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { StationName } from "../../parts/names.tsx";
import { Loaded } from "../../parts/states.tsx";
import { shortTime, useHubClock } from "../../parts/times.tsx";
import { DeviceCommandDialog } from "./device-command.tsx";
import { DeviceGauges, DeviceRejects } from "./device-parts.tsx";
import { DeviceSays } from "./device-says.tsx";
import type { useMaintenance } from "./maintenance.tsx";

/** One device: how it stands, what it says, why it was refused, and what can be done about it. */
export function OneDevice({
  id,
  maintenance,
}: {
  readonly id: string;
  readonly maintenance: ReturnType<typeof useMaintenance>;
}) {
  const [isCommanding, setCommanding] = useState(false);
  const shown = useResource<DeviceWhole>(`/devices/${encodeURIComponent(id)}`);
  useEvery(5_000, shown.reload);
  const commands: readonly Command[] = [
    ...maintenance.commands,
    {
      id: "device-command",
      key: "c",
      title: deviceTexts.command,
      right: "devices.manage",
      run: () => setCommanding(true),
    },
    { id: "device-back", key: "Escape", title: devicesTexts.back, run: () => goTo(pathOf("devices")) },
  ];
  useCommands(commands);
  return (
    <aside class="pane-one" aria-label={id}>
      <Loaded resource={shown}>
        {(device) => (
          <>
            <header>
              <h2>
                <StationName id={device.stationId} />
              </h2>
              <p class="muted">{device.deviceId}</p>
            </header>
            <Maintained order={maintenance.now} />
            <DeviceSays device={device} />
            <DeviceGauges deviceId={device.deviceId} />
            <DeviceRejects deviceId={device.deviceId} />
          </>
        )}
      </Loaded>
      <div class="pane-acts">
        {commands.map((command) => (
          <CommandButton key={command.id} command={command} />
        ))}
      </div>
      {isCommanding && <DeviceCommandDialog deviceId={id} onClose={() => setCommanding(false)} after={shown.reload} />}
    </aside>
  );
}

function Maintained({ order }: { readonly order: MaintenanceOrder | null }) {
  const say = useSay();
  const now = useHubClock(30_000);
  if (order === null) return null;
  return (
    <p class="panel tone-maintenance">
      {say(
        fill(deviceTexts["under-maintenance"], {
          by: namedBy(order.owner, order.caller),
          reason: sameInBoth(order.reason),
          until: shortTime(Date.parse(order.untilAt), now),
          holds: order.holds,
        }),
      )}
    </p>
  );
}
