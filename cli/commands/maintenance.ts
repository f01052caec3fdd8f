import { Command } from "commander";
import { timeZoneOf } from "../../city/load-city.ts";
import type { Maintenance } from "../../domain/alarms/order.ts";
import { systemClock } from "../../domain/clock.ts";
import { HubError } from "../../domain/errors.ts";
import type { DeviceId } from "../../domain/ids.ts";
import { loadRunningCity } from "../../hub/rule-sets/load-running-city.ts";
import { fill } from "../../locales/fill.ts";
import { namedBy } from "../../locales/format/entered-by.ts";
import { localTimeWithZone } from "../../locales/format/times.ts";
import { maintenanceTexts, silenceTexts } from "../../locales/terminal/orders.ts";
import { programTexts } from "../../locales/terminal/program.ts";
import { draftMaintenance } from "../../suppression/draft-order.ts";
import { type OperatorOrders, orderStatusAt } from "../../suppression/operator-orders.ts";
import type { Terminal } from "../terminal.ts";
import { type SettingsOption, settingsFlag } from "./command.ts";
import { optionValues } from "./option-values.ts";
import { draftProblemsError, operatorOrdersFrom } from "./order-arguments.ts";
import { withStore } from "./with-store.ts";

interface BeginMaintenanceOptions extends SettingsOption {
  readonly owner: string;
  readonly reason: string;
  readonly for: number;
}

/** `guanlan maintenance begin|list|end`; a running hub takes them up within a second or so. */
export function maintenanceCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const clock = systemClock;
  const begin = new Command("begin")
    .description(say(maintenanceTexts["help-begin"]))
    .argument("<device>")
    .requiredOption("--owner <name>", say(silenceTexts["help-owner"]))
    .requiredOption("--reason <words>", say(silenceTexts["help-reason"]))
    .requiredOption("--for <duration>", say(silenceTexts["help-for"]), optionValues(terminal).duration)
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action(async (deviceId: DeviceId, options: BeginMaintenanceOptions) => {
      await withStore(options, terminal, (store, settings) => {
        const { city } = loadRunningCity(settings).city;
        const now = clock();
        const ground = { city, ruleIds: new Set<string>(), now, maxMs: settings.rules.noise.maxMaintenanceMs };
        const { owner, reason } = options;
        const drafted = draftMaintenance({ deviceId, owner, reason, untilAt: now + options.for }, ground);
        if (!drafted.ok) throw draftProblemsError(maintenanceTexts["cannot-begin"], drafted.problems);
        store.orders.add({ kind: "maintenance", maintenance: drafted.value });
        const { id, untilAt } = drafted.value;
        print(
          say(fill(maintenanceTexts.begun, { device: deviceId, id, until: localTimeWithZone(untilAt, city.timeZone) })),
        );
      });
    });
  const list = new Command("list")
    .description(say(maintenanceTexts["help-list"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action(async (options: SettingsOption) => {
      await withStore(options, terminal, (store, { hub }) => {
        const current = currentOf(operatorOrdersFrom(store.orders.all(), clock()), clock());
        if (current.length === 0) print(say(maintenanceTexts.none));
        const timeZone = timeZoneOf(hub.city);
        for (const { id, deviceId: device, caller, reason, untilAt, ...order } of current) {
          const owner = namedBy(order.owner, caller);
          const until = localTimeWithZone(untilAt, timeZone);
          print(say(fill(maintenanceTexts.line, { id, device, owner, reason, until })));
        }
      });
    });
  const end = new Command("end")
    .description(say(maintenanceTexts["help-end"]))
    .argument("<device>")
    .option(settingsFlag, say(programTexts["settings-option"]))
    .option("--by <name>", say(silenceTexts["help-by"]), "command line")
    .action(async (device: string, options: SettingsOption & { readonly by: string }) => {
      await withStore(options, terminal, (store) => {
        const current = currentOf(operatorOrdersFrom(store.orders.all(), clock()), clock());
        const ending = current.filter(({ deviceId, id }) => deviceId === device || id === device);
        if (ending.length === 0) throw notInMaintenance(device);
        for (const { id } of ending) {
          store.orders.add({ kind: "end", end: { id, endedBy: options.by, createdAt: clock() } });
        }
        print(say(fill(maintenanceTexts.ended, { device })));
      });
    });
  return new Command("maintenance")
    .description(say(maintenanceTexts.help))
    .addCommand(begin)
    .addCommand(list)
    .addCommand(end);
}

function currentOf(orders: OperatorOrders, now: number): readonly Maintenance[] {
  return orders
    .maintenances()
    .filter((each) => ["in-force", "scheduled"].includes(orderStatusAt(each, now)))
    .map(({ what }) => what);
}

function notInMaintenance(device: string): HubError {
  return new HubError("hub.bad_arguments", fill(maintenanceTexts["not-there"], { device }));
}
