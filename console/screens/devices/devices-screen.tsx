import { useMemo, useState } from "preact/hooks";
import { devicesTexts } from "../../../locales/console/operations/devices.ts";
import { useSay } from "../../app/language.ts";
import { goTo } from "../../app/router.ts";
import { pathOf, type ScreenProps } from "../../app/screens.ts";
import { useCommands } from "../../commands/commands.ts";
import { stepCommands } from "../../commands/step-commands.ts";
import { catalogue, columns } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { Trouble } from "../../parts/states.tsx";
import { useHubClock } from "../../parts/times.tsx";
import { type DeviceFacts, factsOf } from "./device-facts.ts";
import { type DeviceFilter, type FilterContext, filtered, noFilter } from "./device-filter.ts";
import { DeviceFilters } from "./device-filters.tsx";
import { DeviceShares } from "./device-shares.tsx";
import { DeviceTable } from "./device-table.tsx";
import { DevicesHead } from "./devices-head.tsx";
import { useMaintenance, useMaintenances } from "./maintenance.tsx";
import { OneDevice } from "./one-device.tsx";
import { useDevices } from "./use-devices.ts";
import "../../parts/pane.css";
import "./devices.css";

/** How devices are doing: shares, those that fell silent together, every one in a table, and one whole. */
export function DevicesScreen({ id }: ScreenProps) {
  const devices = useDevices();
  const facts = useFacts(devices.rows);
  const orders = useMaintenances();
  const now = useHubClock(10_000);
  const [filter, setFilter] = useState<DeviceFilter>(noFilter);
  const maintained = useMemo(() => new Set(orders.body?.rows.map(({ deviceId }) => deviceId)), [orders.body]);
  const context: FilterContext = { now, maintained };
  const shown = useShown(facts, filter, context);
  const chosen = id === "" ? null : id;
  const go = (deviceId: string) => goTo(pathOf("devices", deviceId), { replace: chosen !== null });
  const at = shown.findIndex(({ row }) => row.deviceId === chosen);
  useCommands(
    stepCommands({ of: "devices", titles: devicesTexts, rows: shown, at, go: ({ row }) => go(row.deviceId) }),
  );
  const maintenance = useMaintenance(chosen, orders);
  return (
    <div class={chosen === null ? "pane-screen" : "pane-screen has-one"}>
      <div class="pane-list devices-list">
        <DevicesHead devices={devices} facts={facts} now={now} />
        {devices.problem !== null && <Trouble problem={devices.problem} />}
        <DeviceShares facts={facts} filter={filter} setFilter={setFilter} now={now} />
        <DeviceFilters facts={facts} filter={filter} setFilter={setFilter} context={context} shown={shown.length} />
        <DeviceTable
          rows={shown}
          all={facts.length}
          isWhole={devices.isWhole}
          chosen={chosen}
          choose={go}
          maintained={maintained}
        />
      </div>
      {chosen !== null && <OneDevice id={chosen} key={chosen} maintenance={maintenance} />}
      {maintenance.dialog}
    </div>
  );
}

function useFacts(rows: Parameters<typeof factsOf>[0]): readonly DeviceFacts[] {
  const known = useStore(catalogue, (each) => each);
  // Voltages move slowly: taken as they are whenever devices are read anew.
  return useMemo(() => (known === null ? [] : factsOf(rows, known, columns.value)), [rows, known]);
}

function useShown(all: readonly DeviceFacts[], filter: DeviceFilter, context: FilterContext): readonly DeviceFacts[] {
  const say = useSay();
  const stations = useStore(catalogue, (each) => each?.stations ?? []);
  const names = useMemo(() => new Map(stations.map(({ stationId, name }) => [stationId, name])), [stations]);
  const nameOf = ({ row }: DeviceFacts) => {
    const name = names.get(row.stationId);
    return name === undefined ? row.stationId : say(name);
  };
  return useMemo(() => filtered(all, filter, context, nameOf), [all, filter, context.now, context.maintained, names]);
}
