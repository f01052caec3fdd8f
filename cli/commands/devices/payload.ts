import { readFileSync } from "node:fs";
import { Command } from "commander";
import { loadCity } from "../../../city/load-city.ts";
import type { City, Gauge } from "../../../domain/city/city.ts";
import { propertyUnits } from "../../../domain/city/property.ts";
import { HubError } from "../../../domain/errors.ts";
import type { GaugeId, GaugeKey } from "../../../domain/ids.ts";
import type { Observation } from "../../../domain/observations/observation.ts";
import { checksIn } from "../../../domain/observations/quality.ts";
import type { ReadingRejectReason, Reject, RejectReason } from "../../../domain/observations/reject.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { isoInstant } from "../../../domain/time/iso-instant.ts";
import { loadSettings } from "../../../hub/settings/load-settings.ts";
import { createIngest, type Ingest, type IngestResult } from "../../../ingest/ingest.ts";
import { hintTexts, payloadTexts, rejectReasonTexts } from "../../../locales/devices/payloads.ts";
import { fill } from "../../../locales/fill.ts";
import { programTexts } from "../../../locales/terminal/program.ts";
import { readNamedFile } from "../../named-file.ts";
import type { Terminal } from "../../terminal.ts";
import { type SettingsOption, settingsFlag, settingsSources } from "../command.ts";

interface PayloadTestOptions extends SettingsOption {
  readonly codec: string;
  readonly city?: string;
}

/** `guanlan payload test`: what the hub would make of a payload, without a hub. */
export function payloadCommand(terminal: Terminal): Command {
  const { say, env } = terminal;
  const test = new Command("test")
    .description(say(payloadTexts["help-test"]))
    .argument("<device>")
    .argument("[file]", "", "-")
    .option(settingsFlag, say(programTexts["settings-option"]))
    .option("--city <folder>", say(programTexts["city-option"]))
    .option("--codec <name>", say(payloadTexts["help-codec"]), "json")
    .action((deviceId: string, file: string, options: PayloadTestOptions) => {
      const settings = loadSettings(settingsSources(options, env));
      const { city } = loadCity(options.city ?? settings.hub.city);
      const gauges = [...city.gauges.values()];
      const ingest = createIngest(city, keysOf(city), settings.ingest);
      const topic = `v1/devices/${deviceId}/readings`;
      const message = {
        deviceId,
        codec: options.codec,
        topic,
        payload: file === "-" ? readFileSync(0) : readNamedFile(file),
        receivedAt: Date.now(),
      };
      printResult(ingest.decode(message), { gauges, hints: ingest.hints(deviceId) }, terminal);
    });
  return new Command("payload").description(say(payloadTexts.help)).addCommand(test);
}

/** Keys 1, 2, 3 in the order of the gauges: nothing is kept under them. */
function keysOf(city: City): ReadonlyMap<GaugeId, GaugeKey> {
  return new Map([...city.gauges.keys()].map((id, index) => [id, (index + 1) as GaugeKey]));
}

/** @throws {HubError} `hub.payload_refused` where anything is refused */
function printResult(
  { observations, rejects }: IngestResult,
  { gauges, hints }: { readonly gauges: readonly Gauge[]; readonly hints: ReturnType<Ingest["hints"]> },
  { print }: Terminal,
): void {
  const printBoth = ({ zh, en }: BilingualText): void => {
    print(zh);
    print(en);
  };
  for (const observation of observations) printBoth(keptWords(observation, gauges[observation.gauge - 1]!));
  for (const reject of rejects) printBoth(refusedWords(reject));
  for (const { hint } of hints) printBoth(fill(payloadTexts.hint, { hint, words: hintTexts[hint] }));
  const refused = rejects.reduce((sum, { count }) => sum + count, 0);
  const flagged = observations.filter(({ checks }) => checks !== 0).length;
  printBoth(fill(payloadTexts.summary, { kept: observations.length, flagged, refused }));
  if (refused > 0) throw new HubError("hub.payload_refused", fill(payloadTexts.failed, { refused }));
}

function keptWords({ value, observedAt, flag, checks }: Observation, gauge: Gauge): BilingualText {
  const failed = checksIn(checks);
  return fill(payloadTexts.kept, {
    gauge: gauge.id,
    value,
    unit: propertyUnits[gauge.property],
    at: isoInstant(observedAt),
    flag,
    checks: failed.length === 0 ? "" : ` (${failed.join(", ")})`,
  });
}

function refusedWords({ reason, count, reading, detail }: Reject): BilingualText {
  const place = reading === null ? "" : fill(payloadTexts.place, { reading });
  const words = isOfReadings(reason) ? rejectReasonTexts[reason] : reason;
  return fill(payloadTexts.refused, { count, place, words, reason, detail });
}

/** Of the reasons only readings' own can come of a payload. */
function isOfReadings(reason: RejectReason): reason is ReadingRejectReason {
  return reason in rejectReasonTexts;
}
