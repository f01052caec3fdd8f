import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemClock } from "../../../domain/clock.ts";
import type { AreaCode } from "../../../domain/ids.ts";
import type { Role } from "../../../domain/people/role.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { channelOf, deviceIdOf } from "../../support/city-folder.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

interface ShownCase {
  readonly id: string;
  readonly areaCode: string;
  readonly traceId: string;
}

interface ShownHandover {
  readonly sheetId: string;
  readonly digest: string;
  readonly sheet: {
    readonly openCases: { readonly count: number; readonly lines: readonly { readonly caseId: string }[] };
  };
}

let hub: RunningHub;
let east: ShownCase;
let west: ShownCase;
const tokens = new Map<string, string>();

/** Two districts with a flooded station each, and a post of each and of the city. */
beforeAll(async () => {
  hub = await runHub({
    rewriteCity(folder) {
      const write = (name: string, content: object) => writeFileSync(join(folder, name), JSON.stringify(content));
      const name = (text: string) => ({ zh: text, en: text });
      const areas = ["410105", "410102"].map((code) => ({
        code,
        kind: "district",
        name: name(`d${code}`),
        parent: "410100",
      }));
      write("areas.yaml", { areas });
      const stations = readFileSync(join(folder, "stations.yaml"), "utf8");
      const last = stations.lastIndexOf('"410105"');
      writeFileSync(join(folder, "stations.yaml"), `${stations.slice(0, last)}"410102"${stations.slice(last + 8)}`);
      const posts = ["410105", "410102", "410100"].map((area) => {
        const id = `li-${area}`;
        const people = [{ id, name: name(id), phone: "0371-00000009", account: `officer-${area}`, channels: [] }];
        const roster = [{ from: "00:00", to: "24:00", people: [id] }];
        return { id: `post-${area}`, name: name(`post ${area}`), area, people, roster };
      });
      write("posts.yaml", { posts });
    },
  });
  const store = openCommandStore(join(hub.folder, "data"), systemClock);
  const grant = (holder: string, roles: readonly Role[], area: string) => {
    const areaCodes = [area as AreaCode];
    tokens.set(holder, store.tokens.create(holder, { roles, areaCodes, deviceIds: [] }).token);
  };
  for (const area of ["410105", "410102"]) {
    grant(`officer-${area}`, ["duty-officer"], area);
    grant(`commander-${area}`, ["commander"], area);
  }
  store.close();
  for (const station of [0, 1]) {
    const device = await hub.device(station);
    for (const depth of [0.05, 0.3]) {
      const reading = { t: Date.now(), values: { [channelOf(0)]: depth } };
      await device.publishAsync(`v1/devices/${deviceIdOf(station)}/readings`, JSON.stringify(reading), { qos: 1 });
    }
  }
  const cases = await until("a case of each district", async () => {
    const { rows } = await hub.get<{ rows: readonly ShownCase[] }>("/api/v1/cases");
    return rows.length === 2 ? rows : null;
  });
  east = cases.find(({ areaCode }) => areaCode === "410105")!;
  west = cases.find(({ areaCode }) => areaCode === "410102")!;
});

afterAll(() => hub.close());

const as = (who: string, path: string, body?: object): Promise<Response> =>
  hub.fetch(path, {
    headers: { authorization: `Bearer ${tokens.get(who)}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
  });

const casesOn = ({ sheet }: ShownHandover): readonly string[] => sheet.openCases.lines.map(({ caseId }) => caseId);

it("an officer of a district hands over and signs the post of that district, on a sheet of nothing outside it", async () => {
  const handed = await as("officer-410105", "/api/v1/shift/handover", { postId: "post-410105", to: "li-410105" });
  expect(handed.status).toBe(200);
  const handover = (await handed.json()) as ShownHandover;
  expect(casesOn(handover)).toEqual([east.id]);
  expect(JSON.stringify(handover)).not.toMatch(/410102|s1\b/);
  const { sheetId, digest } = handover;
  const signed = await as("officer-410105", "/api/v1/shift/sign", { postId: "post-410105", sheetId, digest });
  expect(await signed.json()).toMatchObject({ signed: { by: "officer-410105" } });
  const { rows } = (await (await as("officer-410105", "/api/v1/shift")).json()) as { rows: readonly object[] };
  expect(rows).toMatchObject([{ postId: "post-410105", isUnsigned: false, handovers: [{ sheetId }] }]);
});

it("to whom a post of another district, and of the city, is as unknown as none", async () => {
  for (const postId of ["post-410102", "post-410100", "post-none"]) {
    const asked = await as("officer-410105", "/api/v1/shift/handover", { postId, to: "li-410102" });
    expect([postId, asked.status]).toEqual([postId, 404]);
    const digest = "0".repeat(64);
    const signed = await as("officer-410105", "/api/v1/shift/sign", { postId, sheetId: "sheet-1", digest });
    expect([postId, signed.status]).toEqual([postId, 404]);
  }
});

it("a post of the city has all of it on its sheet", async () => {
  const handed = await hub.fetch("/api/v1/shift/handover", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ postId: "post-410100", to: "li-410100" }),
  });
  expect(casesOn((await handed.json()) as ShownHandover).toSorted()).toEqual([east.id, west.id].toSorted());
});

it("a commander of a district exports packs of its matters, with nothing of another in them", async () => {
  const span = `from=${new Date(Date.now() - 3_600_000).toISOString()}&to=${new Date(Date.now() + 1_000).toISOString()}`;
  for (const path of [`/api/v1/cases/${east.id}/pack`, `/api/v1/packs?${span}`]) {
    const answer = await as("commander-410105", path);
    expect(answer.status).toBe(200);
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const whole = Object.entries(files).map(([name, bytes]) => `${name}\n${strFromU8(bytes)}`);
    expect(whole.join("\n")).toContain(east.id);
    expect(strFromU8(files["data/audit.json"]!)).toContain(east.id);
    const foreign = Object.entries(files).filter(([name, bytes]) =>
      [west.id, "410102", "s1-c0", "post 410102"].some((text) => `${name}\n${strFromU8(bytes)}`.includes(text)),
    );
    expect(foreign.map(([name]) => name)).toEqual([]);
  }
  expect((await as("commander-410105", `/api/v1/traces/${east.traceId}`)).status).toBe(200);
  for (const path of [`/api/v1/cases/${west.id}/pack`, `/api/v1/traces/${west.traceId}`])
    expect([path, (await as("commander-410105", path)).status]).toEqual([path, 404]);
  expect((await as("officer-410105", `/api/v1/cases/${east.id}/pack`)).status).toBe(403);
});
