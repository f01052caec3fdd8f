import { Command, CommanderError } from "commander";
import { HubError } from "../domain/errors.ts";
import { version } from "../hub/version.ts";
import { fill } from "../locales/fill.ts";
import { errorWords } from "../locales/format/error-words.ts";
import { argumentTexts, helpTexts } from "../locales/terminal/arguments.ts";
import { programTexts } from "../locales/terminal/program.ts";
import { argumentError } from "./argument-error.ts";
import { auditCommand } from "./commands/audit.ts";
import { backupCommand } from "./commands/backup.ts";
import { evaluationCommand } from "./commands/cases/evaluation.ts";
import { checkCommand } from "./commands/check.ts";
import { cityCommand } from "./commands/city/city.ts";
import { deliveriesCommand } from "./commands/deliveries.ts";
import { certificateCommand } from "./commands/devices/certificate.ts";
import { deviceCommand } from "./commands/devices/device.ts";
import { payloadCommand } from "./commands/devices/payload.ts";
import { drillCommand } from "./commands/drill/drill.ts";
import { answerCommand, callsCommand } from "./commands/duty/calls.ts";
import { caseCommand } from "./commands/duty/case.ts";
import { shiftCommand } from "./commands/duty/shift.ts";
import { influxCommand } from "./commands/influx.ts";
import { maintenanceCommand } from "./commands/maintenance.ts";
import { modeCommand } from "./commands/mode.ts";
import { accountCommand } from "./commands/people/account.ts";
import { tokenCommand } from "./commands/people/token.ts";
import { pondingCommand } from "./commands/ponding/ponding.ts";
import { backtestCommand } from "./commands/recordings/backtest.ts";
import { exportCommand } from "./commands/recordings/export.ts";
import { importCommand } from "./commands/recordings/import.ts";
import { replayCommand } from "./commands/recordings/replay.ts";
import { restoreCommand } from "./commands/restore.ts";
import { rulesCommand } from "./commands/rules/rules.ts";
import { silenceCommand } from "./commands/silence.ts";
import { scoreCommand } from "./commands/simulate/score.ts";
import { simulateCommand } from "./commands/simulate/simulate.ts";
import { startCommand } from "./commands/start.ts";
import { responseCommand } from "./commands/warnings/response.ts";
import { warningCommand } from "./commands/warnings/warning.ts";
import { chooseLanguage, languageWithout } from "./language.ts";
import { localizeHelp } from "./localize-help.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

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
  "record.bad_drill_script",
  "city-builder.no_plan",
  "city-builder.bad_plan",
  "city-builder.folder_taken",
  "city-builder.too_small",
  "city-builder.no_map",
  "score.bad_truth",
  "simulators.bad_scenario",
  "simulators.folder_taken",
  "simulators.scenario_unknown",
];

/**
 * Runs one command to its end.
 *
 * @param args what follows `guanlan`
 * @returns exit code: 0 done, 1 failed, 2 when arguments, settings or city are wrong
 */
export async function runCommandLine(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  let terminal = openTerminal(env, languageWithout(args, env));
  try {
    const chosen = chooseLanguage(args, env);
    terminal = openTerminal(env, chosen.language);
    await programFor(terminal).parseAsync([...chosen.args], { from: "user" });
    return exitCodes.done;
  } catch (error) {
    if (error instanceof CommanderError && isHelp(error)) {
      return error.exitCode === 0 ? exitCodes.done : exitCodes.badInput;
    }
    return reportFailure(error instanceof CommanderError ? argumentError(error) : error, terminal);
  }
}

/** Every command of `guanlan`, with its options. */
export function programFor(terminal: Terminal): Command {
  const { say } = terminal;
  const program = new Command("guanlan")
    .description(say(programTexts.help))
    .version(version, "-V, --version", say(helpTexts.version))
    .option("--lang <language>", say(helpTexts.lang));
  const add = [
    startCommand,
    checkCommand,
    replayCommand,
    simulateCommand,
    scoreCommand,
    rulesCommand,
    backtestCommand,
    importCommand,
    exportCommand,
    deviceCommand,
    accountCommand,
    tokenCommand,
    payloadCommand,
    certificateCommand,
    cityCommand,
    deliveriesCommand,
    caseCommand,
    modeCommand,
    evaluationCommand,
    callsCommand,
    answerCommand,
    shiftCommand,
    silenceCommand,
    warningCommand,
    responseCommand,
    pondingCommand,
    maintenanceCommand,
    auditCommand,
    drillCommand,
    backupCommand,
    restoreCommand,
    influxCommand,
  ];
  for (const make of add) program.addCommand(make(terminal));
  localizeHelp(program, terminal);
  return program;
}

/** Help or the version was shown, asked for or not. */
function isHelp({ code }: CommanderError): boolean {
  return code === "commander.help" || code === "commander.helpDisplayed" || code === "commander.version";
}

/** @returns exit code */
function reportFailure(error: unknown, { say, printError }: Terminal): number {
  if (error instanceof HubError) {
    printError(`${say(programTexts.error)} ${error.code}: ${say(error.words)}`);
    return badInputCodes.includes(error.code) ? exitCodes.badInput : exitCodes.failed;
  }
  const words = fill(argumentTexts.unexpected, { words: errorWords(error) });
  const unexpected = new HubError("hub.unexpected", words, { cause: error });
  printError(`${say(programTexts.error)} ${unexpected.code}: ${say(unexpected.words)}`);
  printError(error instanceof Error ? String(error.stack) : String(error));
  return exitCodes.failed;
}
