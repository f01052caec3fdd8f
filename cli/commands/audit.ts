import { Command } from "commander";
import { HubError } from "../../domain/errors.ts";
import { type ChainFault, chainFault } from "../../domain/governance/audit-chain.ts";
import { isoInstant } from "../../domain/time/iso-instant.ts";
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
      await withStore(options, terminal, (store) => {
        const { last, hasChain } = verifyTrail(store, contains);
        if (last === null) return print(say(auditTexts.empty));
        if (!hasChain) throw broken(fill(auditTexts["chain-missing"], { chain: contains ?? "" }));
        const { auditSeq, at, chain } = last;
        print(say(fill(auditTexts.sound, { count: auditSeq, at: isoInstant(at), chain })));
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
  chain: string | undefined,
): { readonly last: AuditRecord | null; readonly hasChain: boolean } {
  let last: AuditRecord | null = null;
  let hasChain = chain === undefined;
  for (;;) {
    const page = store.auditAfter(last?.auditSeq ?? 0, pageSize);
    for (const line of page) {
      const fault = chainFault(last, line);
      if (fault !== null) throw faulty(fault, line);
      hasChain ||= line.chain === chain;
      last = line;
    }
    if (page.length < pageSize) return { last, hasChain };
  }
}

function faulty(fault: ChainFault, { auditSeq, at, kind, subject }: AuditRecord): HubError {
  return broken(fill(auditTexts[fault], { seq: auditSeq, at: isoInstant(at), kind, subject }));
}

function broken(words: HubError["words"]): HubError {
  return new HubError("hub.audit_broken", words);
}
