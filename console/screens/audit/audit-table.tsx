import { type BilingualText, sameInBoth } from "../../../domain/text.ts";
import { auditKindTexts, auditTexts } from "../../../locales/console/operations/audit.ts";
import { fill } from "../../../locales/fill.ts";
import { namedBy } from "../../../locales/format/entered-by.ts";
import type { AuditLine } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { pathOf } from "../../app/screens.ts";
import { Age, shortTime, timeOfDay, useHubClock } from "../../parts/times.tsx";

const refusedEnd = ".refused";

/** What happened, in words; that it had no effect is said with it. */
function kindInWords(kind: string): BilingualText {
  const isRefused = kind.endsWith(refusedEnd);
  const name = isRefused ? kind.slice(0, -refusedEnd.length) : kind;
  const words = auditKindTexts[name] ?? sameInBoth(name);
  return isRefused ? fill(auditTexts.refused, { what: words }) : words;
}

export function AuditTable({ lines }: { readonly lines: readonly AuditLine[] }) {
  const say = useSay();
  const now = useHubClock(30_000);
  return (
    <table class="audit-table">
      <thead>
        <tr>
          <th scope="col">{say(auditTexts.time)}</th>
          <th scope="col">{say(auditTexts.who)}</th>
          <th scope="col">{say(auditTexts.what)}</th>
          <th scope="col">{say(auditTexts.subject)}</th>
          <th scope="col" class="wide number">
            {say(auditTexts.line)}
          </th>
          <th scope="col" class="wide">
            {say(auditTexts.ref)}
          </th>
          <th scope="col" class="wide">
            {say(auditTexts.chain)}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <AuditRow key={line.auditSeq} line={line} now={now} />
        ))}
      </tbody>
    </table>
  );
}

function AuditRow({ line, now }: { readonly line: AuditLine; readonly now: number }) {
  const say = useSay();
  const { at, by, caller, kind, subject, auditSeq, ref, chain } = line;
  const ms = Date.parse(at);
  const isToday = shortTime(ms, now).length <= 5;
  return (
    <tr>
      <td>
        {isToday ? timeOfDay(ms) : shortTime(ms, now)}{" "}
        <span class="small muted">
          <Age at={ms} />
        </span>
      </td>
      <td title={caller === undefined ? undefined : `${caller.kind}:${caller.id}`}>
        {by === null ? <span class="muted">{say(auditTexts.hub)}</span> : <strong>{say(namedBy(by, caller))}</strong>}
      </td>
      <td>
        <span class={kind.endsWith(refusedEnd) ? "tone-orange" : ""}>{say(kindInWords(kind))}</span>{" "}
        <span class="small muted wide">{kind}</span>
      </td>
      <td class="subject">
        {subject.startsWith("case-") ? <a href={pathOf("cases", subject)}>{subject}</a> : subject}
      </td>
      <td class="wide number">{auditSeq}</td>
      <td class="wide small muted ref">{ref ?? ""}</td>
      <td class="wide small muted" title={chain}>
        {chain.slice(0, 10)}…
      </td>
    </tr>
  );
}
