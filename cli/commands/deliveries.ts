import { Command, InvalidArgumentError, Option } from "commander";
import type { EndpointId } from "../../domain/ids.ts";
import { type SettingsOption, settingsFlag, type Terminal } from "./command.ts";
import { withStore } from "./with-store.ts";

interface DeliveryReplayOptions extends SettingsOption {
  readonly id?: number;
  readonly endpoint?: string;
  readonly state?: "dead" | "delivered";
}

/** `guanlan deliveries replay|enable`; a running hub takes them up within a second or so. */
export function deliveriesCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const replay = new Command("replay")
    .description(say("help.deliveries.replay"))
    .option(settingsFlag, say("help.settings"))
    .option("--id <id>", say("help.deliveries.id"), wholeNumber)
    .option("--endpoint <id>", say("help.deliveries.endpoint"))
    .addOption(new Option("--state <state>", say("help.deliveries.state")).choices(["dead", "delivered"]))
    .action(async ({ id, endpoint, state, ...options }: DeliveryReplayOptions) => {
      await withStore(options, terminal, async (store) => {
        const count = await store.replay({
          ...(id === undefined ? {} : { deliveryId: id }),
          ...(endpoint === undefined ? {} : { endpointId: endpoint as EndpointId }),
          ...(state === undefined ? {} : { state }),
        });
        print(say("deliveries.replayed", { count }));
      });
    });
  const enable = new Command("enable")
    .description(say("help.deliveries.enable"))
    .argument("<endpoint>")
    .option(settingsFlag, say("help.settings"))
    .action(async (endpoint: string, options: SettingsOption) => {
      await withStore(options, terminal, (store) => {
        store.enableEndpoint(endpoint as EndpointId);
        print(say("deliveries.enabled", { id: endpoint }));
      });
    });
  return new Command("deliveries").description(say("help.deliveries")).addCommand(replay).addCommand(enable);
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError("wanted a whole number");
  return Number(text);
}
