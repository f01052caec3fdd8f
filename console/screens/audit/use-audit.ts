import { useState } from "preact/hooks";
import { callApi } from "../../api/client.ts";
import type { AuditLine, AuditPage } from "../../api/wire.ts";
import { useEvery } from "../../live/use-every.ts";
import { useResource } from "../../live/use-resource.ts";

const pageSize = 100;

/** Lines of the trail, newest first, with older ones behind them as they were asked for. */
export function useAudit(query: string) {
  const path = `/audit?limit=${pageSize}${query === "" ? "" : `&${query}`}`;
  const newest = useResource<AuditPage>(path);
  useEvery(15_000, newest.reload);
  const [older, setOlder] = useState<{ readonly path: string; readonly pages: readonly AuditPage[] }>({
    path,
    pages: [],
  });
  const pages = older.path === path ? older.pages : [];
  const lines = withoutTwice([...(newest.body?.rows ?? []), ...pages.flatMap(({ rows }) => rows)]);
  const last = pages.at(-1) ?? newest.body;
  const more = async () => {
    if (last === null || last.next === null) return;
    const answer = await callApi<AuditPage>(`${path}&before=${encodeURIComponent(last.next)}`);
    if (answer.kind !== "ok") return;
    setOlder({ path, pages: [...pages, answer.body] });
  };
  return { newest, lines, hasMore: last !== null && last.next !== null, more };
}

function withoutTwice(lines: readonly AuditLine[]): readonly AuditLine[] {
  return [...new Map(lines.map((line) => [line.auditSeq, line])).values()];
}
