import { Command } from "commander";
import { timeZoneOf } from "../../city/load-city.ts";
import type { Silence, SilenceMatch } from "../../domain/alarms/order.ts";
import type { Hazard } from "../../domain/city/hazard.ts";
import { systemClock } from "../../domain/clock.ts";
import { HubError } from "../../domain/errors.ts";
import type { AreaCode, GaugeId, RuleId, StationId } from "../../domain/ids.ts";
import type { BilingualText } from "../../domain/text.ts";
import { loadRunningCity } from "../../hub/rule-sets/load-running-city.ts";
import { enumerated, fill, joined } from "../../locales/fill.ts";
import { namedBy } from "../../locales/format/entered-by.ts";
import { localTimeWithZone } from "../../locales/format/times.ts";
import { marks } from "../../locales/shared.ts";
import { silenceTexts } from "../../locales/terminal/orders.ts";
import { programTexts } from "../../locales/terminal/program.ts";
import { draftSilence } from "../../suppression/draft-order.ts";
import { type OperatorOrders, type OrderRecord, orderStatusAt } from "../../suppression/operator-orders.ts";
import type { Terminal } from "../terminal.ts";
import { type SettingsOption, settingsFlag } from "./command.ts";
import { optionValues } from "./option-values.ts";
import { draftProblemsError, operatorOrdersFrom, ruleIdsOf } from "./order-arguments.ts";
import { withStore } from "./with-store.ts";

interface AddSilenceOptions extends SettingsOption {
  readonly owner: string;
  readonly reason: string;
  readonly for: number;
  readonly station?: readonly string[];
  readonly area?: readonly string[];
  readonly hazard?: readonly string[];
  readonly rule?: readonly string[];
  readonly gauge?: readonly string[];
  readonly includesRed?: true;
}

/** `guanlan silence add|list|end`; a running hub takes them up within a second or so. */
export function silenceCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const clock = systemClock;
  const add = new Command("add")
    .description(say(silenceTexts["help-add"]))
    .requiredOption("--owner <name>", say(silenceTexts["help-owner"]))
    .requiredOption("--reason <words>", say(silenceTexts["help-reason"]))
    .requiredOption("--for <duration>", say(silenceTexts["help-for"]), optionValues(terminal).duration)
    .option("--station <id...>", say(silenceTexts["help-station"]))
    .option("--area <code...>", say(silenceTexts["help-area"]))
    .option("--hazard <hazard...>", say(silenceTexts["help-hazard"]))
    .option("--rule <id...>", say(silenceTexts["help-rule"]))
    .option("--gauge <id...>", say(silenceTexts["help-gauge"]))
    .option("--includes-red", say(silenceTexts["help-red"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action(async (options: AddSilenceOptions) => {
      await withStore(options, terminal, (store, settings) => {
        const city = loadRunningCity(settings).city;
        const now = clock();
        const ground = { city: city.city, ruleIds: ruleIdsOf(city), now, maxMs: settings.rules.noise.maxSilenceMs };
        const { owner, reason } = options;
        const draft = {
          owner,
          reason,
          match: matchOf(options),
          untilAt: now + options.for,
          includesRed: options.includesRed === true,
        };
        const drafted = draftSilence(draft, ground);
        if (!drafted.ok) throw draftProblemsError(silenceTexts["cannot-add"], drafted.problems);
        store.orders.add({ kind: "silence", silence: drafted.value });
        const { id, untilAt } = drafted.value;
        print(say(fill(silenceTexts.added, { id, until: localTimeWithZone(untilAt, city.city.timeZone) })));
      });
    });
  const list = new Command("list")
    .description(say(silenceTexts["help-list"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action(async (options: SettingsOption) => {
      await withStore(options, terminal, (store, { hub }) => {
        const current = currentSilences(operatorOrdersFrom(store.orders.all(), clock()), clock());
        if (current.length === 0) print(say(silenceTexts.none));
        const timeZone = timeZoneOf(hub.city);
        for (const { what } of current) print(say(fill(silenceTexts.line, lineOf(what, timeZone))));
      });
    });
  const end = new Command("end")
    .description(say(silenceTexts["help-end"]))
    .argument("<id>")
    .option(settingsFlag, say(programTexts["settings-option"]))
    .option("--by <name>", say(silenceTexts["help-by"]), "command line")
    .action(async (id: string, options: SettingsOption & { readonly by: string }) => {
      await withStore(options, terminal, (store) => {
        const isThere = currentSilences(operatorOrdersFrom(store.orders.all(), clock()), clock()).some(
          ({ what }) => what.id === id,
        );
        if (!isThere) throw unknownSilence(id);
        store.orders.add({ kind: "end", end: { id, endedBy: options.by, createdAt: clock() } });
        print(say(fill(silenceTexts.ended, { id })));
      });
    });
  return new Command("silence").description(say(silenceTexts.help)).addCommand(add).addCommand(list).addCommand(end);
}

function matchOf({ station, area, hazard, rule, gauge }: AddSilenceOptions): SilenceMatch {
  return {
    ...(station === undefined ? {} : { stationIds: station as readonly StationId[] }),
    ...(area === undefined ? {} : { areaCodes: area as readonly AreaCode[] }),
    ...(hazard === undefined ? {} : { hazards: hazard as readonly Hazard[] }),
    ...(rule === undefined ? {} : { ruleIds: rule as readonly RuleId[] }),
    ...(gauge === undefined ? {} : { gaugeIds: gauge as readonly GaugeId[] }),
  };
}

function currentSilences(orders: OperatorOrders, now: number): readonly OrderRecord<Silence>[] {
  return orders.silences().filter((each) => ["in-force", "scheduled"].includes(orderStatusAt(each, now)));
}

function lineOf({ id, owner, caller, reason, untilAt, match, includesRed }: Silence, timeZone: string) {
  return {
    id,
    owner: namedBy(owner, caller),
    reason,
    until: localTimeWithZone(untilAt, timeZone),
    match: matchWords(match),
    red: includesRed ? silenceTexts["includes-red"] : "",
  };
}

/** What it matches, kind by kind; all that is given must fit. */
function matchWords({ stationIds, areaCodes, hazards, ruleIds, gaugeIds }: SilenceMatch): BilingualText {
  const given = [
    [silenceTexts["match-station"], stationIds],
    [silenceTexts["match-area"], areaCodes],
    [silenceTexts["match-hazard"], hazards],
    [silenceTexts["match-rule"], ruleIds],
    [silenceTexts["match-gauge"], gaugeIds],
  ] as const;
  const parts = given.flatMap(([text, ids]) => (ids === undefined ? [] : [fill(text, { ids: enumerated(ids) })]));
  return joined(parts, marks.comma);
}

function unknownSilence(id: string): HubError {
  return new HubError("hub.bad_arguments", fill(silenceTexts["not-there"], { id }));
}
