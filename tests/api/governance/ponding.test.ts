import { afterEach, expect, it } from "vitest";
import { catalogue } from "../../../api/schemas/console/catalogue.ts";
import { pondingPlaces, pondingPlaceWithHistory } from "../../../api/schemas/governance/ponding.ts";
import type { PondingListing } from "../../../domain/city/ponding-listing.ts";
import type { StationId } from "../../../domain/ids.ts";
import { smallCity, station } from "../../support/alarm-builders.ts";
import { InMemoryApiPorts, operatorToken, readerToken } from "../../support/in-memory-api-ports.ts";
import { type RunningApi, startApi } from "../start-api.ts";

const started: RunningApi[] = [];
afterEach(async () => {
  for (const { api } of started.splice(0)) await api.stop();
});

const listing: PondingListing = {
  ...{ listedOn: "2021-08-15", deepestM: null, cause: null, measures: null, reviewedOn: null },
  ...{ reviewDueOn: "", source: "a test", isDemonstration: true },
};

/** The day of the tests is 20 July 2026. */
const due = { tunnel: "2026-07-20", road: "2026-07-19", dry: "2027-01-01" };

async function start(): Promise<RunningApi> {
  const ports = new InMemoryApiPorts();
  const listed = Object.entries(due).map(([id, reviewDueOn]) => {
    const at = station({ id: id as StationId, ponding: { ...listing, reviewDueOn } });
    return [at.id, at] as const;
  });
  const bare = station({ id: "bare" as StationId });
  ports.city = smallCity({ stations: new Map([...listed, [bare.id, bare]]) });
  const running = await startApi({}, ports);
  started.push(running);
  return running;
}

async function act({ url }: RunningApi, id: string, more: Call = {}): Promise<Response> {
  const { body = review, token = operatorToken, headers = {} } = more;
  return fetch(`${url}/api/v1/ponding/${id}/actions`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

interface Call {
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const review = { do: "review", reason: "looked at", reviewDueOn: "2027-05-15", cause: "low road" };

async function listOf(running: RunningApi, query = "") {
  return pondingPlaces.parse(await (await running.get(`/api/v1/ponding${query}`)).json());
}

it("GET /ponding has the review that is overdue the longest in front, and counts those", async () => {
  const running = await start();
  const { rows, overdue, today } = await listOf(running);
  expect([today, overdue]).toEqual(["2026-07-20", 1]);
  expect(rows.map(({ stationId, isReviewOverdue }) => [stationId, isReviewOverdue])).toEqual([
    ["road", true],
    ["tunnel", false],
    ["dry", false],
  ]);
  expect((await listOf(running, "?overdue=true")).rows.map(({ stationId }) => stationId)).toEqual(["road"]);
  expect((await listOf(running, "?areaCode=410105")).rows).toHaveLength(3);
  expect((await running.get("/api/v1/ponding?areaCode=999999")).status).toBe(404);
});

it("a review is in effect when it is answered: in the list, in the history, in the catalogue and its tag", async () => {
  const running = await start();
  const before = catalogue.parse(await (await running.get("/api/v1/catalogue")).json());
  const answer = await act(running, "road");
  expect([answer.status, answer.headers.get("etag")]).toEqual([200, '"1"']);
  const place = pondingPlaceWithHistory.parse(await answer.json());
  expect(place).toMatchObject({
    ponding: { reviewedOn: "2026-07-20", reviewDueOn: "2027-05-15", cause: { zh: "low road", en: "low road" } },
    changes: [{ do: "review", by: "test operator", reason: "looked at", before: { reviewedOn: null } }],
    isReviewOverdue: false,
  });
  const shown = await running.get("/api/v1/ponding/road");
  expect(shown.headers.get("etag")).toBe('"1"');
  expect(await shown.json()).toEqual(place);
  expect((await listOf(running)).overdue).toBe(0);
  const after = catalogue.parse(await (await running.get("/api/v1/catalogue")).json());
  expect(after.digest).not.toBe(before.digest);
  expect(after.stations.find(({ stationId }) => stationId === "road")?.ponding).toEqual(place.ponding);
});

it("refuses an older revision, a reader, a place that is none, and a station nobody has", async () => {
  const running = await start();
  expect((await act(running, "road", { headers: { "if-match": '"3"' } })).status).toBe(412);
  expect((await act(running, "road", { token: readerToken })).status).toBe(403);
  expect((await act(running, "bare")).status).toBe(409);
  expect((await act(running, "nowhere")).status).toBe(404);
  expect(await (await running.get("/api/v1/ponding/bare")).json()).toMatchObject({ state: "unlisted", revision: 0 });
  expect((await act(running, "road", { headers: { "if-match": '"0"' } })).status).toBe(200);
});

it("a place that is taken off is in the list of those alone, with its history", async () => {
  const running = await start();
  await act(running, "dry", { body: { do: "delist", reason: "new drains" } });
  expect((await listOf(running)).rows).toHaveLength(2);
  const { rows } = await listOf(running, "?state=delisted");
  expect(rows).toMatchObject([{ stationId: "dry", ponding: null, revision: 1 }]);
});
