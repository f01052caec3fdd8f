import type { TargetJson } from "./board-shape.ts";

/** Where InfluxQL is answered. */
export interface InfluxSource {
  /** User and password may stand in it. */
  readonly url: string;
  readonly database: string;
  /** Of 2.x; null for none. */
  readonly token: string | null;
}

export type FrameValue = number | string | boolean | null;

/** What one query gave, as Grafana's data source hands it to a panel. */
export interface Frame {
  readonly refId: string;
  /** Name of the series; empty for a table. */
  readonly name: string;
  /** `Time` first, ms since 1970. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly FrameValue[])[];
}

interface ResultSeries {
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly values: readonly (readonly FrameValue[])[];
}

interface QueryAnswer {
  readonly error?: string;
  readonly results?: readonly { readonly error?: string; readonly series?: readonly ResultSeries[] }[];
}

/**
 * Runs one filled query. Errors come with status 200 inside the body, so the body is what is looked at.
 *
 * @throws {Error} with the server's words and the query, or where nobody answers
 */
export async function queryInflux(source: InfluxSource, target: TargetJson, query: string): Promise<readonly Frame[]> {
  const address = new URL("/query", source.url);
  const signIn = authorization(address, source.token);
  address.username = "";
  address.password = "";
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...signIn },
    body: new URLSearchParams({ db: source.database, epoch: "ms", q: query }),
  }).catch((error: Error) => {
    const why = error.cause instanceof Error ? error.cause.message : error.message;
    throw new Error(`Cannot read InfluxDB at ${address.origin}: ${why}. Start it, or name where it runs with --influx`);
  });
  const text = await response.text();
  const answer = parsed(text);
  const error = answer?.error ?? answer?.results?.find((result) => result.error !== undefined)?.error;
  if (!response.ok || answer === null || error !== undefined) {
    throw new Error(`InfluxDB refused a query: ${response.status} ${error ?? text.slice(0, 200)}: ${query}`);
  }
  const series = (answer.results ?? []).flatMap((result) => result.series ?? []);
  return target.resultFormat === "table" ? tableOf(target, series) : series.flatMap((one) => seriesFrames(target, one));
}

function authorization(address: URL, token: string | null): Readonly<Record<string, string>> {
  if (token !== null) return { authorization: `Token ${token}` };
  if (address.username === "") return {};
  const pair = `${decodeURIComponent(address.username)}:${decodeURIComponent(address.password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
}

function parsed(text: string): QueryAnswer | null {
  try {
    return JSON.parse(text) as QueryAnswer;
  } catch {
    return null;
  }
}

/** One frame of all series, tags as columns before the fields. */
function tableOf(target: TargetJson, series: readonly ResultSeries[]): readonly Frame[] {
  const [first] = series;
  if (first === undefined) return [];
  const tags = Object.keys(first.tags ?? {});
  const columns = ["Time", ...tags, ...first.columns.slice(1)];
  const rows = series.flatMap(({ tags: own = {}, values }) =>
    values.map(([time = null, ...fields]) => [time, ...tags.map((tag) => own[tag] ?? ""), ...fields]),
  );
  return [{ refId: target.refId, name: "", columns, rows }];
}

function seriesFrames(target: TargetJson, { name, tags = {}, columns, values }: ResultSeries): readonly Frame[] {
  return columns.slice(1).map((column, index) => ({
    refId: target.refId,
    name: (target.alias ?? `${name}.${column}`).replaceAll(/\$tag_(\w+)/g, (gap, tag: string) => tags[tag] ?? gap),
    columns: ["Time", column],
    rows: values.map((row) => [row[0] ?? null, row[index + 1] ?? null]),
  }));
}
