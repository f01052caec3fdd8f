import type { OutgoingHttpHeaders } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { City } from "../../domain/city/city.ts";
import { zonedInstants } from "../../domain/time/zoned-instant.ts";
import type { Page, PageRequest } from "../../store/ports.ts";
import { contentLanguageOf } from "../content-language.ts";
import { compressorOf, encodingFor } from "../http/compress.ts";
import type { Scope } from "../scope/scope.ts";
import { withoutFields } from "../scope/withhold-fields.ts";
import { type CsvContext, type CsvTable, csvPieces } from "./csv-table.ts";

/** Whether a call asks for CSV: by `format`, or by an Accept header that names it where `format` says nothing. */
export function wantsCsv({ headers }: Pick<FastifyRequest, "headers">, format: "json" | "csv" | undefined): boolean {
  if (format !== undefined) return format === "csv";
  return /(^|[\s,])text\/csv\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))/i.test(headers.accept ?? "");
}

/** Rows in one read of the store. */
const pageRows = 1000;

/** All rows of a list, newest first, `limit` at most. */
export async function* pagesOf<Row>(
  list: (page: PageRequest) => Promise<Page<Row>>,
  {
    before = null,
    limit = Number.POSITIVE_INFINITY,
  }: { readonly before?: string | null; readonly limit?: number | undefined },
): AsyncGenerator<readonly Row[]> {
  let left = limit;
  let mark: string | null = before;
  do {
    const page: Page<Row> = await list({ limit: Math.min(left, pageRows), before: mark });
    yield page.rows;
    left -= page.rows.length;
    mark = page.next;
  } while (mark !== null && left > 0);
}

/** A list that is at hand whole. */
export async function* onePage<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield rows;
}

interface CsvAnswer<Row> {
  readonly table: CsvTable<Row>;
  readonly pages: AsyncIterable<readonly Row[]>;
  readonly city: City;
  readonly bom: boolean | undefined;
}

/**
 * Answers with CSV, a page of rows at a time and no quicker than the client reads. What goes wrong before the first page is a
 * problem answer; later the connection is cut, so that a file that is not whole is seen to be.
 */
export async function sendCsv<Row>(
  request: Pick<FastifyRequest, "headers" | "scope">,
  reply: Pick<FastifyReply, "getHeaders" | "hijack" | "raw">,
  { table, pages, city, bom }: CsvAnswer<Row>,
): Promise<void> {
  const language = contentLanguageOf(request.headers["accept-language"]);
  const context = csvContext(city, language);
  const pieces = csvPieces(table, shownPages(table, pages, request.scope), { context, hasMark: bom === true });
  const first = await pieces.next();
  const headers: OutgoingHttpHeaders = {
    ...(reply.getHeaders() as OutgoingHttpHeaders),
    "content-type": "text/csv; charset=utf-8; header=present",
    "content-disposition": `attachment; filename="${table.name}.csv"`,
    "content-language": language,
    vary: "Accept, Accept-Language, Accept-Encoding",
  };
  const rows = Readable.from(withFirst(first, pieces));
  const encoding = encodingFor(request.headers["accept-encoding"]);
  reply.hijack();
  reply.raw.writeHead(200, encoding === null ? headers : { ...headers, "content-encoding": encoding });
  const sent = encoding === null ? pipeline(rows, reply.raw) : pipeline(rows, compressorOf(encoding), reply.raw);
  await sent.catch(() => {});
}

async function* shownPages<Row>(
  { row: shape }: CsvTable<Row>,
  pages: AsyncIterable<readonly Row[]>,
  { fields }: Pick<Scope, "fields">,
): AsyncGenerator<readonly Row[]> {
  for await (const rows of pages) {
    yield shape === undefined ? rows : rows.map((row) => withoutFields(shape, row, fields));
  }
}

async function* withFirst(first: IteratorResult<string, void>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (first.done !== true) yield first.value;
  yield* rest;
}

function csvContext(city: City, language: CsvContext["language"]): CsvContext {
  const instant = zonedInstants(city.timeZone);
  return { city, language, instant: (ms) => (ms === null ? null : instant(ms)) };
}
