import type { City, Device } from "../../../domain/city/city.ts";
import type { GaugeId } from "../../../domain/ids.ts";
import { toWire } from "../../../domain/time/instants.ts";
import type { App, RouteContext } from "../../app.ts";
import { devicesPage, devicesQuery } from "../../schemas/console/devices.ts";
import type { Scope } from "../../scope/scope.ts";
import { areasUnder } from "../../views/areas-under.ts";
import { clockView } from "../../views/clock-view.ts";

export function addDeviceListRoutes(app: App, { deps }: RouteContext): void {
  app.get(
    "/api/v1/devices",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listDevices",
        tags: ["city"],
        summary: "Devices by id: when last seen, whether connected, how their clocks stand, why last refused",
        querystring: devicesQuery,
        response: { 200: devicesPage },
      },
    },
    async ({ scope, query: { areaCode, online, limit, after = "" } }) => {
      const { city } = scope;
      const { commands } = deps;
      const areas = areaCode === undefined ? null : new Set(areasUnder(city, areaCode));
      const isIn = ({ stationId }: Device) =>
        areas === null || areas.has(city.stations.get(stationId)?.areaCode ?? city.code);
      const isOnline = ({ id, gatewayId }: Device) => commands.isConnected(gatewayId ?? id);
      const all = [...city.devices.values()].filter(isIn);
      const connected = all.filter(isOnline);
      const fitting = online === undefined ? all : online ? connected : all.filter((each) => !isOnline(each));
      const following = fitting.toSorted(byId).filter(({ id }) => id > after);
      const rows = following.slice(0, limit);
      const gauges = gaugesByDevice(city);
      return {
        counts: { all: all.length, online: connected.length },
        rows: await Promise.all(
          rows.map((device) => deviceRow(device, gauges.get(device.id) ?? [], { ...deps, ...scope })),
        ),
        next: following.length > limit ? (rows.at(-1)?.id ?? null) : null,
      };
    },
  );
}

/** What is known of devices. */
type DeviceSources = Pick<Scope, "state" | "suppression"> &
  Pick<RouteContext["deps"], "clocks" | "commands" | "clock" | "payloadHints">;

async function deviceRow(device: Device, gauges: readonly GaugeId[], deps: DeviceSources) {
  const { id, stationId, gatewayId = null } = device;
  const { state, suppression, clocks, commands } = deps;
  const now = deps.clock();
  const said = await state.deviceById(id);
  const heard = gauges.flatMap((gauge) => suppression.heardAt(gauge) ?? []);
  const lastSeenAt = heard.length === 0 ? null : Math.max(...heard);
  const live = gauges.filter((gauge) => suppression.stateOf(gauge, now) === "live").length;
  const known = toWire({
    ...{ deviceId: id, stationId, gatewayId, lastSeenAt },
    status: said?.status ?? null,
    lastRefusal: said?.lastRefusal ?? null,
  });
  return {
    ...known,
    isOnline: commands.isConnected(gatewayId ?? id),
    gauges: { all: gauges.length, live },
    clock: clockView(clocks.of(id)),
    hints: deps.payloadHints(id).reduce((sum, { messages }) => sum + messages, 0),
  };
}

function gaugesByDevice(city: City): ReadonlyMap<string, readonly GaugeId[]> {
  const byDevice = Map.groupBy(city.gauges.values(), ({ deviceId }) => deviceId);
  return new Map([...byDevice].map(([id, gauges]) => [id, gauges.map((gauge) => gauge.id)]));
}

function byId(a: Device, b: Device): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
