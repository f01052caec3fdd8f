import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { stationIdOf } from "../../support/city-folder.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

let hub: RunningHub;

afterEach(async () => {
  await hub.close();
});

const sources = [
  {
    id: "gates",
    name: { zh: "闸门监控", en: "Gate control" },
    token: "gate-control",
    station: { otherwise: stationIdOf(0) },
    hazard: { otherwise: "pump-failure" },
    level: { otherwise: "red" },
  },
  {
    id: "pumps",
    name: { zh: "泵站监控", en: "Pump control" },
    token: "test",
    station: { label: "instance", values: { "pump-7:9100": stationIdOf(0) } },
    hazard: { label: "alertname", values: { PumpDown: "pump-failure" } },
    level: { label: "severity", values: { critical: "red", warning: "yellow" } },
  },
];

async function startHub(): Promise<void> {
  hub = await runHub({
    rewriteCity: (folder) =>
      writeFileSync(join(folder, "alert-sources.yaml"), JSON.stringify({ "alert-sources": sources })),
  });
}

const send = (body: unknown, path = "/api/v1/alerts") =>
  hub.fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", "accept-language": "en" },
    body: JSON.stringify(body),
  });

/** As Alertmanager posts to a webhook. */
function webhook(status: "firing" | "resolved", labels: object, summary = "pump 7 does not turn") {
  const [startsAt, endsAt] = ["2026-07-20T08:00:00.123456789+08:00", "0001-01-01T00:00:00Z"];
  const alert = { status, labels, annotations: { summary }, startsAt, endsAt, generatorURL: "", fingerprint: "aa11" };
  return { version: "4", groupKey: "{}", status, receiver: "guanlan", externalURL: "", alerts: [alert] };
}

const pumpDown = { alertname: "PumpDown", instance: "pump-7:9100", severity: "critical" };

interface CaseView {
  readonly id: string;
  readonly state: string;
  readonly level: string | null;
  readonly hazard: string;
  readonly revision: number;
  readonly title: { readonly zh: string };
}

async function cases(): Promise<readonly CaseView[]> {
  return (await hub.get<{ rows: readonly CaseView[] }>("/api/v1/cases")).rows;
}

it("an alert of Alertmanager opens a case that names its source, repeats do nothing, and its end closes it", async () => {
  await startHub();
  const hostile = "pump\u202E 7 <script>\r\nstopped";
  const taken = await send(webhook("firing", pumpDown, hostile));
  expect([taken.status, await taken.json()]).toEqual([200, { taken: 1, refused: [] }]);
  const [opened] = await cases();
  expect(opened).toMatchObject({ state: "reported", level: "red", hazard: "pump-failure", revision: 1 });
  expect(opened?.title.zh).toContain("泵站监控");
  await send(webhook("firing", pumpDown, hostile));
  await send(webhook("firing", pumpDown, hostile));
  expect(await cases()).toMatchObject([{ revision: 1 }]);
  const { timeline } = await hub.get<{ timeline: readonly { words: { en: string } }[] }>(`/api/v1/cases/${opened?.id}`);
  expect(timeline[0]?.words.en).toContain("Pump control says (red");
  expect(timeline[0]?.words.en).toContain("pump 7 <script> stopped");
  await hub.process.kill();
  await hub.process.start();
  await send(webhook("resolved", pumpDown));
  expect(await cases()).toMatchObject([{ id: opened?.id, state: "closed", level: null, revision: 2 }]);
  await send(webhook("resolved", pumpDown));
  expect(await cases()).toMatchObject([{ revision: 2 }]);
});

it("a client of Alertmanager's API v2 is understood too: an alert that it does not repeat ends by itself", async () => {
  await startHub();
  const endsAt = new Date(Date.now() + 2_000).toISOString();
  const v2 = [{ labels: { ...pumpDown, severity: "warning" }, annotations: {}, startsAt: endsAt, endsAt }];
  expect((await send(v2, "/api/v1/alerts/api/v2/alerts")).status).toBe(200);
  expect(await cases()).toMatchObject([{ state: "reported", level: "yellow" }]);
  await until("it to be over", async () => (await cases())[0]?.state === "closed");
});

it("what names no station of the city is refused with what was wanted, and others beside it are taken", async () => {
  await startHub();
  const stray = { ...pumpDown, instance: "pump-8:9100" };
  const refused = await send(webhook("firing", stray));
  expect([refused.status, await refused.json()]).toMatchObject([
    400,
    {
      code: "api.bad_request",
      errors: [
        { field: "0.labels.instance", wanted: "label instance with a station of this city", got: "pump-8:9100" },
      ],
    },
  ]);
  const both = webhook("firing", pumpDown);
  const mixed = await send({ ...both, alerts: [...both.alerts, { ...both.alerts[0], labels: stray }] });
  expect(await mixed.json()).toMatchObject({
    taken: 1,
    refused: [{ index: 1, label: "instance", got: "pump-8:9100" }],
  });
  expect(await cases()).toHaveLength(1);
  const nobody = await send(both, "/api/v1/alerts?source=nobody");
  expect(await nobody.json()).toMatchObject({ errors: [{ in: "query", field: "source", got: "nobody" }] });
});

it("a source that names its token speaks under that token alone, and nobody else ends its alarms", async () => {
  await startHub();
  expect((await send(webhook("firing", pumpDown), "/api/v1/alerts?source=pumps")).status).toBe(200);
  for (const status of ["firing", "resolved"] as const) {
    const refused = await send(webhook(status, pumpDown), "/api/v1/alerts?source=gates");
    expect([refused.status, await refused.json()]).toMatchObject([
      400,
      { errors: [{ field: "source", wanted: expect.stringMatching(/this token may speak as: pumps$/), got: "gates" }] },
    ]);
  }
  expect(await cases()).toMatchObject([{ revision: 1, level: "red" }]);
});
