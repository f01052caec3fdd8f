import { Command, Option } from "commander";
import type { EndpointId } from "../../domain/ids.ts";
import { fill } from "../../locales/fill.ts";
import { programTexts } from "../../locales/terminal/program.ts";
import { deliveriesTexts } from "../../locales/terminal/stored-data.ts";
import type { AcknowledgeFilter } from "../../store/ports.ts";
import type { Terminal } from "../terminal.ts";
import { commandLine, type SettingsOption, settingsFlag } from "./command.ts";
import { optionValues } from "./option-values.ts";
import { withStore } from "./with-store.ts";

interface DeliveryReplayOptions extends SettingsOption {
  readonly id?: number;
  readonly endpoint?: string;
  readonly state?: "dead" | "delivered";
}

/** `guanlan deliveries replay|acknowledge|enable`; a running hub takes them up within a second or so. */
export function deliveriesCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const replay = new Command("replay")
    .description(say(deliveriesTexts["help-replay"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .option("--id <id>", say(deliveriesTexts["help-id"]), optionValues(terminal).wholeNumber(0))
    .option("--endpoint <id>", say(deliveriesTexts["help-endpoint"]))
    .addOption(new Option("--state <state>", say(deliveriesTexts["help-state"])).choices(["dead", "delivered"]))
    .action(async ({ id, endpoint, state, ...options }: DeliveryReplayOptions) => {
      await withStore(options, terminal, (store) => {
        const which = { ...filterOf({ id, endpoint }), ...(state === undefined ? {} : { state }) };
        const count = store.replay(which, commandLine);
        print(say(fill(deliveriesTexts.replayed, { count })));
      });
    });
  const acknowledge = new Command("acknowledge")
    .description(say(deliveriesTexts["help-acknowledge"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .option("--id <id>", say(deliveriesTexts["help-id"]), optionValues(terminal).wholeNumber(0))
    .option("--endpoint <id>", say(deliveriesTexts["help-endpoint"]))
    .requiredOption("--by <name>", say(deliveriesTexts["help-by"]))
    .action(async ({ id, endpoint, by, ...options }: DeliveryReplayOptions & { readonly by: string }) => {
      await withStore(options, terminal, (store) => {
        print(say(fill(deliveriesTexts.acknowledged, { count: store.acknowledge(filterOf({ id, endpoint }), by) })));
      });
    });
  const enable = new Command("enable")
    .description(say(deliveriesTexts["help-enable"]))
    .argument("<endpoint>")
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action(async (endpoint: string, options: SettingsOption) => {
      await withStore(options, terminal, (store) => {
        store.enableEndpoint(endpoint as EndpointId, commandLine);
        print(say(fill(deliveriesTexts.enabled, { id: endpoint })));
      });
    });
  return new Command("deliveries")
    .description(say(deliveriesTexts.help))
    .addCommand(replay)
    .addCommand(acknowledge)
    .addCommand(enable);
}

function filterOf({
  id,
  endpoint,
}: {
  readonly id: number | undefined;
  readonly endpoint: string | undefined;
}): AcknowledgeFilter {
  return {
    ...(id === undefined ? {} : { deliveryId: id }),
    ...(endpoint === undefined ? {} : { endpointId: endpoint as EndpointId }),
  };
}
