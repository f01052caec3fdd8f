import { expect, it } from "vitest";
import { warningsToRead } from "../../../api/scope/public-warning.ts";
import { warningTexts } from "../../../locales/messages/warnings.ts";
import { reachOf } from "../../../people/reach.ts";
import { smallCity } from "../../support/alarm-builders.ts";
import { aWarning } from "../../support/effects.ts";

it("a lifted warning for an area around says what the public is to mind, and nothing to those who work on the spot", async () => {
  const city = smallCity();
  const root = [...city.areas.values()].find(({ parent }) => parent === null);
  const inner = [...city.areas.values()].find(({ parent }) => parent === root?.code);
  if (root === undefined || inner === undefined) throw new Error("the city has an area within another");
  const staff = { zh: "尚有案件", en: "1 case is still open" };
  const sent = { identifier: "w.1", revision: 1, sentAt: 1 } as never;
  const lifted = aWarning({ areaCode: root.code, state: "lifted", liftedAt: 2, advice: staff, bulletins: [sent] });
  const reads = { warnings: async () => ({ rows: [lifted], next: null }), warningById: async () => lifted };
  const none = { ...reads, warningById: async () => null };
  const reach = reachOf(city, { roles: ["viewer"], areaCodes: [inner.code], deviceIds: [] });
  const shown = warningsToRead(reads, none, reach);
  const { rows } = await shown.warnings({}, { limit: 10, before: null });
  for (const each of [...rows, await shown.warningById(lifted.id)]) {
    expect(each?.advice).toEqual(warningTexts["over-advice"]);
  }
  expect(rows).toHaveLength(1);
});
