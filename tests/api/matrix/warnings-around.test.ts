import { afterAll, beforeAll, expect, it } from "vitest";
import type { AreaCode, EventId } from "../../../domain/ids.ts";
import { type Role, roles } from "../../../domain/people/role.ts";
import { warningEvent } from "../../../warnings/warning-event.ts";
import { aWarning, effects } from "../../support/effects.ts";
import { until } from "../../support/until.ts";
import { SseClient } from "../sse-client.ts";
import { aroundIds, idsIn, type MatrixApi, signOfSouth, startMatrixApi, tokenWith } from "./two-districts.ts";

let running: MatrixApi;
beforeAll(async () => {
  running = await startMatrixApi();
});
afterAll(() => running.api.stop());

const { street } = idsIn("north");

/** A token of one street, which lies in the north, which lies in the city. */
function streetToken(role: Role): string {
  return tokenWith(running, `${role}-of-street`, { roles: [role], areaCodes: [street], deviceIds: [] });
}

async function asked(token: string, path: string, body?: object) {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const response = await fetch(`${running.url}/api/v1${path}`, { headers, ...init });
  return { status: response.status, text: await response.text() };
}

it("whoever sees a street is told, in every role that reads, of issued warnings for what holds it, and of no other", async () => {
  for (const role of roles) {
    const token = streetToken(role);
    const { status, text } = await asked(token, "/warnings?isOpen=true");
    if (status === 403) continue;
    const { rows } = JSON.parse(text) as { rows: { id: string }[] };
    expect(rows.map(({ id }) => id).toSorted(), role).toEqual([aroundIds.issued, idsIn("north").warning]);
    for (const [id, is] of Object.entries({
      [aroundIds.issued]: 200,
      [aroundIds.draft]: 404,
      [aroundIds.drill]: 404,
    })) {
      for (const path of ["", "/bulletins"]) {
        expect((await asked(token, `/warnings/${id}${path}`)).status, `${role} ${id}${path}`).toBe(is);
      }
    }
    expect((await asked(token, `/warnings/${aroundIds.issued}/cap`)).text).toContain("<alert>");
  }
});

it("of it they see what the public was told: neither reasons nor persons nor what is proposed", async () => {
  for (const path of ["/warnings", "/warnings?format=csv", `/warnings/${aroundIds.issued}`]) {
    const { text } = await asked(streetToken("commander"), path);
    expect(text).toContain(aroundIds.issued);
    const own = text.split("\n").filter((line) => !line.includes(idsIn("north").warning));
    expect(own.join(), path).not.toMatch(signOfSouth);
  }
  const one = JSON.parse((await asked(streetToken("commander"), `/warnings/${aroundIds.issued}`)).text);
  expect(Object.keys(one).toSorted()).toEqual([
    ...["advice", "areaCode", "bulletins", "cases", "draftedAt", "hazard", "id", "level"],
    ...["liftedAt", "revision", "state", "title", "updatedAt"],
  ]);
  expect([one.cases, one.revision]).toEqual([{}, 1]);
});

it("nobody of a street acts on it, looks at its next words or asks for what may be done", async () => {
  for (const role of roles) {
    const token = streetToken(role);
    const { issued } = aroundIds;
    const answers = [
      await asked(token, `/warnings/${issued}/actions`, { do: "lift", reason: "gone" }),
      await asked(token, "/warnings/preview", { warningId: issued }),
      await asked(token, `/warnings/${issued}/moves`),
      await asked(token, `/warnings/${issued}/pack`),
    ];
    for (const { status } of answers) expect([403, 404], role).toContain(status);
  }
});

it("the stream tells of it when the public is told, and of neither drafts nor proposals", async () => {
  const client = new SseClient(running, "?topics=warnings", undefined, streetToken("duty-officer"));
  await until("the stream to be ready", () => client.of("ready").length > 0);
  const city = { areaCode: "410100" as AreaCode, id: aroundIds.issued, approved: { at: 1, by: "Wang 4712" } } as const;
  const draft = aWarning({ ...city, revision: 1 });
  const ref = { revision: 2, kind: "Alert", sentAt: 1_000 } as const;
  const issued = aWarning({ ...city, state: "issued", revision: 2, bulletins: [ref] });
  const proposed = aWarning({ ...issued, revision: 3, proposal: { level: "red", at: 1 } });
  const lifted = aWarning({ ...issued, state: "lifted", liftedAt: 2_000, revision: 4 });
  const drill = aWarning({ ...issued, isExercise: true });
  const pairs = [
    [null, draft],
    [draft, issued],
    [issued, proposed],
    [draft, drill],
    [proposed, lifted],
  ] as const;
  const person = { by: "Wang 4712", at: 1, reason: "private 4712" };
  const events = pairs.map(([before, after], n) => ({
    ...warningEvent({ before, after, isGraverLive: false, person, occasion: "followed" }, running.city),
    id: `event-around-${n}` as EventId,
  }));
  running.live.publishEvents((await running.store.state.commit(1, effects({ events }))).events);
  await until("the last to be there", () => client.of("event").length >= 2);
  const heard = client.of("event").map(({ data }) => data as { id: string });
  expect(heard.map(({ id }) => id)).toEqual(["event-around-1", "event-around-4"]);
  expect(JSON.stringify(heard)).not.toMatch(/4712|proposal/);
  client.drop();
});
