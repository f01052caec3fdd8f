import { auditKindTexts, auditTexts } from "../../../locales/console/audit.ts";
import type { AuditLine } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { type AuditFilter, auditFields } from "./audit-filter.ts";

/** Fields that narrow the trail; those who did something lately are offered by name. */
export function AuditFilters({
  filter,
  setFilter,
  lines,
}: {
  readonly filter: AuditFilter;
  readonly setFilter: (next: AuditFilter) => void;
  readonly lines: readonly AuditLine[];
}) {
  const say = useSay();
  const people = [...new Set(lines.flatMap(({ by }) => by ?? []))].sort();
  return (
    <search class="audit-filters">
      {auditFields.map((field) => (
        <label key={field} class="field" htmlFor={`audit-${field}`}>
          {say(auditTexts[field])}
          {field === "what" ? (
            <select
              id="audit-what"
              value={filter.what}
              onChange={(event) => setFilter({ ...filter, what: event.currentTarget.value })}
            >
              <option value="">{say(auditTexts.anything)}</option>
              {Object.entries(auditKindTexts).map(([kind, words]) => (
                <option key={kind} value={kind}>
                  {words === undefined ? kind : say(words)}
                </option>
              ))}
            </select>
          ) : (
            <input
              id={`audit-${field}`}
              type={field === "from" || field === "to" ? "datetime-local" : "text"}
              list={field === "who" ? "audit-people" : undefined}
              placeholder={field === "who" ? say(auditTexts.anyone) : undefined}
              value={filter[field]}
              onChange={(event) => setFilter({ ...filter, [field]: event.currentTarget.value })}
            />
          )}
        </label>
      ))}
      <datalist id="audit-people">
        {people.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </search>
  );
}
