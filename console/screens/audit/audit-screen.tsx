import { useState } from "preact/hooks";
import { auditTexts } from "../../../locales/console/audit.ts";
import { useSay } from "../../app/language.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { Loaded } from "../../parts/states.tsx";
import { AuditChain, useChain } from "./audit-chain.tsx";
import { type AuditFilter, noAuditFilter, queryOf } from "./audit-filter.ts";
import { AuditFilters } from "./audit-filters.tsx";
import { AuditTable } from "./audit-table.tsx";
import { useAudit } from "./use-audit.ts";
import "../../parts/pane.css";
import "./audit.css";

/** The audit trail, newest first, with the state of its chain. */
export function AuditScreen() {
  const say = useSay();
  const [filter, setFilter] = useState<AuditFilter>(noAuditFilter);
  const query = queryOf(filter);
  const { newest, lines, hasMore, more } = useAudit(query);
  const chain = useChain();
  const commands: readonly Command[] = [
    { id: "audit-verify", key: "v", title: auditTexts.verify, right: "audit.read", run: () => void chain.verify() },
    { id: "audit-export", key: "e", title: auditTexts.export, right: "audit.read", run: () => exportCsv(query) },
    {
      id: "audit-clear",
      key: "x",
      title: auditTexts.clear,
      ...(query === "" ? { disabledBecause: auditTexts["no-filter"] } : {}),
      run: () => setFilter(noAuditFilter),
    },
    {
      id: "audit-older",
      key: "n",
      title: auditTexts.older,
      ...(hasMore ? {} : { disabledBecause: auditTexts["no-older"] }),
      run: () => void more(),
    },
  ];
  useCommands(commands);
  return (
    <div class="pane-list">
      <header class="pane-head">
        <h1>{say(auditTexts.title)}</h1>
        <p class="muted">{say(auditTexts.about)}</p>
      </header>
      <AuditChain chain={chain} newest={newest.body?.rows[0]?.auditSeq ?? null} isFiltered={query !== ""} />
      <div class="pane-acts">
        {commands.slice(0, 3).map((command) => (
          <CommandButton key={command.id} command={command} />
        ))}
      </div>
      <AuditFilters filter={filter} setFilter={setFilter} lines={lines} />
      <Loaded resource={newest} isEmpty={({ rows }) => rows.length === 0} empty={say(auditTexts.none)}>
        {() => <AuditTable lines={lines} />}
      </Loaded>
      <div class="pane-acts">
        {commands.slice(3).map((command) => (
          <CommandButton key={command.id} command={command} />
        ))}
      </div>
    </div>
  );
}

/** Saves the lines that fit, all of them, as the hub writes them. */
function exportCsv(query: string): void {
  const link = document.createElement("a");
  link.href = `/api/v1/audit?format=csv&bom=true${query === "" ? "" : `&${query}`}`;
  link.download = "audit.csv";
  link.click();
}
