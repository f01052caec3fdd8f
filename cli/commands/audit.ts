import { Command } from "commander";
import { timeZoneOf } from "../../city/load-city.ts";
import { HubError } from "../../domain/errors.ts";
import { type ChainFault, chainFault } from "../../domain/governance/audit-chain.ts";
import { zonedInstants } from "../../domain/time/zoned-instant.ts";
import { fill } from "../../locales/fill.ts";
import { auditTexts } from "../../locales/terminal/audit.ts";
import { programTexts } from "../../locales/terminal/program.ts";
import type { AuditRecord } from "../../store/ports.ts";
import type { CommandStore } from "../../store/sqlite/command-store.ts";
import type { Terminal } from "../terminal.ts";
import { type SettingsOption, settingsFlag } from "./command.ts";
import { withStore } from "./with-store.ts";

interface VerifyOptions extends SettingsOption {
  readonly contains?: string;
}

/** Lines read at once. */
const pageSize = 1_000;

/** `guanlan audit verify`: whether every line of the trail is what was written behind the line before it. */
export function auditCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const verify = new Command("verify")
    .description(say(auditTexts["help-verify"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .option("--contains <chain>", say(auditTexts["help-contains"]))
    .action(async ({ contains, ...options }: VerifyOptions) => {
      await withStore(options, terminal, (store, { hub }) => {
        const timeOf = zonedInstants(timeZoneOf(hub.city));
        const { last, hasChain } = verifyTrail(store, { contains, timeOf });
        if (last === null) return print(say(auditTexts.empty));
        if (!hasChain) throw broken(fill(auditTexts["chain-missing"], { chain: contains ?? "" }));
        const { auditSeq, at, chain } = last;
        print(say(fill(auditTexts.sound, { count: auditSeq, at: timeOf(at), chain })));
      });
    });
  return new Command("audit").description(say(auditTexts.help)).addCommand(verify);
}

/**
 * @returns the newest line, and whether `chain` is the chain value of one; true where none is looked for
 * @throws {HubError} `hub.audit_broken` at the first line that does not follow
 */
function verifyTrail(
  store: Pick<CommandStore, "auditAfter">,
  { contains: chain, timeOf }: { readonly contains: string | undefined; readonly timeOf: (ms: number) => string },
): { readonly last: AuditRecord | null; readonly hasChain: boolean } {
  let last: AuditRecord | null = null;
  let hasChain = chain === undefined;
  for (;;) {
    const page = store.auditAfter(last?.auditSeq ?? 0, pageSize);
    for (const line of page) {
      const fault = chainFault(last, line);
      if (fault !== null) throw faulty(fault, line, timeOf);
      hasChain ||= line.chain === chain;
      last = line;
    }
    if (page.length < pageSize) return { last, hasChain };
  }
}

function faulty(
  fault: ChainFault,
  { auditSeq, at, kind, subject }: AuditRecord,
  timeOf: (ms: number) => string,
): HubError {
  return broken(fill(auditTexts[fault], { seq: auditSeq, at: timeOf(at), kind, subject }));
}

function broken(words: HubError["words"]): HubError {
  return new HubError("hub.audit_broken", words);
}
