import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { timeZoneOf } from "../../city/load-city.ts";
import { HubError } from "../../domain/errors.ts";
import type { AuditAnchor } from "../../domain/governance/audit-anchor.ts";
import { zonedInstants } from "../../domain/time/zoned-instant.ts";
import type { Settings } from "../../hub/settings/settings.ts";
import { fill } from "../../locales/fill.ts";
import { auditTexts } from "../../locales/terminal/audit.ts";
import { programTexts } from "../../locales/terminal/program.ts";
import { readAnchors } from "../../record/audit/anchors.ts";
import { checkTrail } from "../../record/audit/check-trail.ts";
import { faultWords } from "../../record/audit/trail-words.ts";
import type { TrailOutcome } from "../../record/ports.ts";
import { recordFolders } from "../../record/settings.ts";
import { keyFiles } from "../../record/signing-key.ts";
import type { CommandStore } from "../../store/sqlite/command-store.ts";
import { readNamedKey } from "../named-file.ts";
import type { Terminal } from "../terminal.ts";
import { type SettingsOption, settingsFlag } from "./command.ts";
import { withStore } from "./with-store.ts";

interface VerifyOptions extends SettingsOption {
  readonly contains?: string;
  readonly anchors?: string;
  readonly key?: string;
}

/** `guanlan audit verify`: whether the trail, what it records and the anchors of it agree. */
export function auditCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const verify = new Command("verify")
    .description(say(auditTexts["help-verify"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .option("--contains <chain>", say(auditTexts["help-contains"]))
    .option("--anchors <path>", say(auditTexts["help-anchors"]))
    .option("--key <file>", say(auditTexts["help-key"]))
    .action((options: VerifyOptions) =>
      withStore(options, terminal, (store, settings) => verifyAndSay(store, { settings, options, terminal })),
    );
  return new Command("audit").description(say(auditTexts.help)).addCommand(verify);
}

/** @throws {HubError} `hub.audit_broken` at the first fault, `hub.bad_arguments`, `record.bad_anchor` */
async function verifyAndSay(
  store: CommandStore,
  { settings, options, terminal }: Said & { readonly settings: Settings; readonly options: VerifyOptions },
): Promise<void> {
  const { contains } = options;
  const { folder, keepDeliveredDays } = settings.store;
  const timeOf = zonedInstants(timeZoneOf(settings.hub.city));
  let hasChain = contains === undefined;
  const anchors =
    options.anchors === undefined
      ? readAnchors(recordFolders(settings.record, folder).anchors)
      : readNamedAnchors(options.anchors);
  const outcome = await checkTrail({
    reader: store.trail,
    anchors,
    publicPem: publicKeyOf(options.key, { folder, isNeeded: anchors.length > 0 }),
    keepDeliveredDays,
    now: Date.now(),
    onLine: ({ chain }) => {
      hasChain ||= chain === contains;
    },
  });
  if (outcome.fault !== null) throw broken(faultWords(outcome.fault, timeOf));
  if (outcome.last !== null && !hasChain) {
    throw broken(fill(auditTexts["chain-missing"], { chain: contains ?? "" }));
  }
  saySound(outcome, timeOf, { terminal });
}

/** Whoever names anchors wants the trail held against them. @throws {HubError} `hub.bad_arguments` where there are none */
function readNamedAnchors(path: string): readonly AuditAnchor[] {
  const anchors = readAnchors(path);
  if (anchors.length > 0) return anchors;
  const text = existsSync(path) ? auditTexts["anchors-empty"] : auditTexts["anchors-missing"];
  throw new HubError("hub.bad_arguments", fill(text, { path }));
}

/** @throws {HubError} `hub.bad_arguments` where none is named and the data folder has none, as after a restore */
function publicKeyOf(
  named: string | undefined,
  { folder, isNeeded }: { readonly folder: string; readonly isNeeded: boolean },
): string | null {
  if (named !== undefined) return readNamedKey(named);
  if (!isNeeded) return null;
  const path = join(folder, keyFiles.public);
  if (existsSync(path)) return readNamedKey(path);
  throw new HubError("hub.bad_arguments", fill(auditTexts["key-missing"], { path }));
}

interface Said {
  readonly terminal: Terminal;
}

function saySound(outcome: TrailOutcome, timeOf: (ms: number) => string, { terminal: { say, print } }: Said): void {
  const { last, compared, newestAnchor, anchors } = outcome;
  if (last === null) {
    print(say(auditTexts.empty));
    return;
  }
  const { auditSeq, at, chain } = last;
  print(say(fill(auditTexts.sound, { count: auditSeq, at: timeOf(at), chain })));
  print(say(fill(auditTexts.compared, { ...compared, expired: outcome.expiredEvents })));
  if (newestAnchor === null) {
    print(say(auditTexts["no-anchor"]));
    return;
  }
  const behind = auditSeq - newestAnchor.auditSeq;
  print(say(fill(auditTexts.anchored, { anchors, seq: newestAnchor.auditSeq, at: timeOf(newestAnchor.at), behind })));
}

function broken(words: HubError["words"]): HubError {
  return new HubError("hub.audit_broken", words);
}
