import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { stationIdOf } from "../../support/city-folder.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";

let hub: RunningHub;

beforeAll(async () => {
  hub = await runHub({
    rewriteCity(folder) {
      const name = { zh: "值班室", en: "office" };
      const post = (id: string, person: string) => ({
        ...{ id, name, area: "410105", roster: [{ from: "00:00", to: "24:00", people: [person] }] },
        people: [{ id: person, name, phone: "0371-00000009", account: person, channels: [] }],
      });
      const posts = [post("office", "li"), post("depot", "wang")];
      writeFileSync(join(folder, "posts.yaml"), JSON.stringify({ posts }));
      const about = { station: { otherwise: stationIdOf(0) }, hazard: { otherwise: "pump-failure" } };
      const source = { id: "pumps", name, token: "test", ...about, level: { otherwise: "red" } };
      writeFileSync(join(folder, "alert-sources.yaml"), JSON.stringify({ "alert-sources": [source] }));
    },
  });
});
afterAll(() => hub.close());

async function post(path: string, body: object, key: string) {
  const headers = { "content-type": "application/json", "idempotency-key": key, "accept-language": "en" };
  const answer = await hub.fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  const { trace: _, instance: __, ...told } = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, told };
}

it("an act that was refused is refused in the same words when it is sent again with its key, after a restart too", async () => {
  const draft = { hazard: "waterlogging", areaCode: "410105", level: "yellow" };
  const { id } = (await post("/api/v1/warnings", draft, "draft")).told;
  await post("/api/v1/alerts", [{ labels: {}, annotations: {} }], "alert");
  const { rows } = await hub.get<{ rows: readonly { id: string }[] }>("/api/v1/cases");
  const answer = { by: "li", channel: "voice" };
  const acts = [
    [`/api/v1/warnings/${id}/actions`, { do: "withdraw", reason: "no water" }],
    [`/api/v1/warnings/${id}/actions`, { do: "approve" }],
    ["/api/v1/shift/sign", { postId: "office", sheetId: "sheet-none", digest: "0".repeat(64) }],
    ["/api/v1/shift/handover", { postId: "office", to: "nobody" }],
    ["/api/v1/shift/handover", { postId: "office", to: "li" }],
    [`/api/v1/cases/${rows[0]?.id}/calls`, answer],
  ] as const;
  const first = [];
  for (const [index, [path, body]] of acts.entries()) first.push(await post(path, body, `key-${index}`));
  expect(first.map(({ status }) => status)).toEqual([200, 409, 409, 409, 200, 200]);
  const again = async () => {
    const answers = [];
    for (const [index, [path, body]] of acts.entries()) answers.push(await post(path, body, `key-${index}`));
    return answers;
  };
  expect(await again()).toEqual(first);
  await hub.process.kill();
  await hub.process.start();
  expect(await again()).toEqual(first);
  expect(await post("/api/v1/shift/handover", { postId: "office", to: "li", notes: "other" }, "key-4")).toMatchObject({
    status: 409,
    told: { refusal: "processor.key_used" },
  });
  expect(await post(acts[5][0], { ...answer, by: "wang" }, "key-5")).toMatchObject({
    status: 409,
    told: { refusal: "processor.key_used" },
  });
  // The same call about something else is another act.
  const start = { areaCode: "410105", do: "start", level: "IV", reason: "heavy rain", warningIds: [] };
  expect((await post("/api/v1/responses", start, "start")).status).toBe(200);
  for (const [path, body, key] of [
    ["/api/v1/responses", { ...start, areaCode: "410100" }, "start"],
    ["/api/v1/shift/handover", { postId: "depot", to: "li" }, "key-4"],
  ] as const) {
    expect(await post(path, body, key)).toMatchObject({ status: 409, told: { refusal: "processor.key_used" } });
  }
});
