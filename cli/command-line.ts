import { Command, CommanderError } from "commander";
import { HubError } from "../domain/errors.ts";
import { version } from "../hub/version.ts";
import { programTexts } from "../locales/terminal/program.ts";
import { auditCommand } from "./commands/audit.ts";
import { backupCommand } from "./commands/backup.ts";
import { checkCommand } from "./commands/check.ts";
import { deliveriesCommand } from "./commands/deliveries.ts";
import { certificateCommand } from "./commands/devices/certificate.ts";
import { deviceCommand } from "./commands/devices/device.ts";
import { payloadCommand } from "./commands/devices/payload.ts";
import { influxCommand } from "./commands/influx.ts";
import { maintenanceCommand } from "./commands/maintenance.ts";
import { backtestCommand } from "./commands/recordings/backtest.ts";
import { exportCommand } from "./commands/recordings/export.ts";
import { importCommand } from "./commands/recordings/import.ts";
import { replayCommand } from "./commands/recordings/replay.ts";
import { restoreCommand } from "./commands/restore.ts";
import { rulesCommand } from "./commands/rules.ts";
import { silenceCommand } from "./commands/silence.ts";
import { startCommand } from "./commands/start.ts";
import { tokenCommand } from "./commands/token.ts";
import { openTerminal } from "./terminal.ts";

/** What the process ends with. */
const exitCodes = { done: 0, failed: 1, badInput: 2 } as const;

const badInputCodes: readonly string[] = [
  "hub.bad_settings",
  "hub.bad_city",
  "hub.bad_endpoints",
  "hub.bad_arguments",
  "hub.bad_stories",
  "hub.bad_backtest",
  "hub.bad_import",
];

/**
 * Runs one command to its end.
 *
 * @param args what follows `guanlan`
 * @returns exit code: 0 done, 1 failed, 2 when arguments, settings or city are wrong
 */
export async function runCommandLine(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const terminal = openTerminal(env);
  const { say } = terminal;
  const program = new Command("guanlan")
    .description(say(programTexts.help))
    .version(version)
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) });
  const add = [
    startCommand,
    checkCommand,
    replayCommand,
    rulesCommand,
    backtestCommand,
    importCommand,
    exportCommand,
    deviceCommand,
    tokenCommand,
    payloadCommand,
    certificateCommand,
    deliveriesCommand,
    silenceCommand,
    maintenanceCommand,
    auditCommand,
    backupCommand,
    restoreCommand,
    influxCommand,
  ];
  for (const make of add) program.addCommand(make(terminal).exitOverride());
  for (const group of program.commands) for (const command of group.commands) command.exitOverride();
  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCodes.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.badInput;
    if (!(error instanceof HubError)) throw error;
    terminal.printError(`${say(programTexts.error)} ${error.code}: ${say(error.words)}`);
    return badInputCodes.includes(error.code) ? exitCodes.badInput : exitCodes.failed;
  }
}
