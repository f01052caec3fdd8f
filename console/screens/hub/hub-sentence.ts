import { type BilingualText, sameInBoth } from "../../../domain/text.ts";
import { hubTexts } from "../../../locales/console/operations/hub.ts";
import { fill } from "../../../locales/fill.ts";
import type { HubStatus } from "../../api/wire.ts";
import { wholeNumber } from "../../parts/numbers.ts";
import { shortSpan } from "../../parts/times.tsx";

/** What is behind and by how much, in one sentence; trouble goes before what is behind. @param now the hub's clock */
export function hubSentence(hub: HubStatus, now: number): { readonly words: BilingualText; readonly isWell: boolean } {
  const failing = hub.checks.find(({ isOk }) => !isOk);
  if (failing !== undefined) return { words: failing.words, isWell: false };
  const rows = hub.flow?.lagRows ?? Math.max(0, hub.journalSeq - hub.rulesSeq);
  if (rows > 0) return { words: rulesBehind(hub, rows), isWell: false };
  const oldest = hub.endpoints.flatMap(({ oldestQueuedAt }) =>
    oldestQueuedAt === null ? [] : [Date.parse(oldestQueuedAt)],
  );
  if (oldest.length > 0) {
    const count = hub.endpoints.reduce((sum, { pending }) => sum + pending, 0);
    const age = sameInBoth(shortSpan(now - Math.min(...oldest)));
    return { words: fill(hubTexts["pending-behind"], { count, age }), isWell: true };
  }
  const seq = wholeNumber(hub.journalSeq);
  return { words: fill(hubTexts.level, { seq, rules: wholeNumber(hub.rulesSeq) }), isWell: true };
}

function rulesBehind({ checks }: HubStatus, rows: number): BilingualText {
  const behindMs = checks.find(({ name }) => name === "rules")?.behindMs ?? null;
  const time =
    behindMs === null ? sameInBoth("") : fill(hubTexts["rules-time"], { span: sameInBoth(shortSpan(behindMs)) });
  return fill(hubTexts["rules-behind"], { rows: wholeNumber(rows), time });
}
