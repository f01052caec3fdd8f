import { afterAll, beforeAll, expect, it } from "vitest";
import type { StationId } from "../../../domain/ids.ts";
import { type RunningApi, startApi } from "../../api/start-api.ts";
import { smallCity, station } from "../../support/alarm-builders.ts";
import { InMemoryApiPorts, operatorToken } from "../../support/in-memory-api-ports.ts";
import { runGuanlan } from "../../support/processes/run-guanlan.ts";

let running: RunningApi;

beforeAll(async () => {
  const ports = new InMemoryApiPorts();
  const tunnel = station({ id: "tunnel" as StationId });
  ports.city = smallCity({ stations: new Map([[tunnel.id, tunnel]]) });
  running = await startApi({}, ports);
});
afterAll(() => running.api.stop());

const guanlan = (...args: readonly string[]) =>
  runGuanlan(["ponding", ...args, "--api", running.url], { GUANLAN_API_TOKEN: operatorToken });

it("guanlan ponding puts a place on the list, reviews it, takes it off, and shows who did what and why", async () => {
  expect((await guanlan("list")).out).toContain("no such places");
  const facts = ["--source", "notice 12", "--deepest", "0.6", "--cause", "low road"];
  const added = await guanlan("add", "tunnel", "--reason", "water stood", "--due", "2027-05-15", ...facts);
  expect(added.out).toContain("tunnel  revision 1");
  expect(added.out).toContain("cause: low road");
  const stale = await guanlan("review", "tunnel", "--reason", "looked", "--due", "2027-06-01", "--revision", "0");
  expect([stale.code, stale.err]).toEqual([1, expect.stringContaining("(412)")]);
  expect((await guanlan("review", "tunnel", "--reason", "looked", "--due", "2027-06-01")).out).toContain(
    "due 2027-06-01",
  );
  expect((await guanlan("list")).out).toContain("1 place, 0 with an overdue review (2026-07-20)");
  expect((await guanlan("delist", "tunnel", "--reason", "new drains")).out).toContain("not on the list");
  expect((await guanlan("show", "tunnel")).out).toMatch(
    /put on the list by .*: water stood[\s\S]*taken off .*: new drains/,
  );
});
