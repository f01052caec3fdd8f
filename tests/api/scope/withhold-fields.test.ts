import { expect, it } from "vitest";
import { alarmTransition } from "../../../api/schemas/alarms/alarm.ts";
import { caseEntry } from "../../../api/schemas/case.ts";
import { city as citySchema } from "../../../api/schemas/city.ts";
import { endpointList } from "../../../api/schemas/endpoint.ts";
import { stationList } from "../../../api/schemas/station.ts";
import { eventWithoutFields } from "../../../api/scope/event-within.ts";
import { stateWithoutFields } from "../../../api/scope/state-without-fields.ts";
import { withoutFields, wordsWithout } from "../../../api/scope/withhold-fields.ts";
import type { FieldClasses } from "../../../domain/city/data-class.ts";
import type { HubEvent } from "../../../domain/governance/event.ts";
import type { EndpointId, StationId } from "../../../domain/ids.ts";
import { withheldFields } from "../../../domain/people/withheld-fields.ts";
import { openMemoryStore } from "../../../store/memory/open-memory-store.ts";
import { smallCity, station } from "../../support/alarm-builders.ts";
import { anEvent, aTransition, aWarning, effects } from "../../support/effects.ts";

/** What staff is not given where a city restricts fields, and the station `tunnel` its own. */
function forStaff(fieldClasses: FieldClasses, ofTunnel: FieldClasses = {}) {
  const tunnel = station({ fieldClasses: ofTunnel });
  const road = station({ id: "road" as StationId });
  return withheldFields(
    smallCity({ fieldClasses, stations: new Map([tunnel, road].map((each) => [each.id, each])) }),
    "internal",
  );
}

const rows = ["tunnel", "road"].map((stationId) => ({ stationId, longitude: 113.6, latitude: 34.7, phone: "12345" }));

it("a station may have a class of its own, above the city's or below it", () => {
  const shown = (city: FieldClasses, own: FieldClasses) =>
    withoutFields(stationList, { rows }, forStaff(city, own)).rows;
  const [tunnel, road] = rows;
  const bare = { stationId: "tunnel", longitude: null, latitude: null };
  expect(shown({}, { position: "restricted", phone: "restricted" })).toEqual([bare, road]);
  expect(shown({ position: "restricted" }, { position: "internal" })).toEqual([
    tunnel,
    { ...road, longitude: null, latitude: null },
  ]);
});

it("a telephone is as if there were none, and *** where there has to be one", () => {
  const fields = forStaff({ phone: "restricted" });
  const city = { areas: [], units: [{ id: "drainage", phone: "12345" }] };
  expect(withoutFields(citySchema, city, fields)).toEqual({ areas: [], units: [{ id: "drainage" }] });
  const overdue = { rows: [{ phoneInstead: [{ name: { zh: "处", en: "office" }, phone: "12345" }] }] };
  expect(withoutFields(endpointList, overdue, fields)).toEqual({
    rows: [{ phoneInstead: [{ name: { zh: "处", en: "office" }, phone: "***" }] }],
  });
});

it("a line of an alarm keeps its words, one of a person loses who and what; what was given stays as it was", () => {
  const words = { zh: "水深 0.3 米", en: "water 0.3 m" };
  const fields = forStaff({ person: "restricted" });
  const ofAlarm = { kind: "opened", at: 0, alarmKey: "a|b", level: "red", signal: 1, unit: "m", words };
  expect(withoutFields(caseEntry, ofAlarm, fields)).toEqual(ofAlarm);
  const ofPerson = { kind: "commented", at: 0, by: "Wang", words, photos: ["https://x/1"] };
  const shown = withoutFields(caseEntry, ofPerson, fields);
  expect(shown).toMatchObject({ kind: "commented", by: "***", words: { en: "(not shown)" }, photos: [] });
  expect(ofPerson.by).toBe("Wang");
});

it("why an alarm is kept back is left out where a person keeps it, and told where none does", () => {
  const words = { zh: "检修", en: "works" };
  const held = (owner: string | null) => {
    const hold = {
      kind: "silence",
      id: "s1",
      owner,
      words,
      explainedBy: null,
      untilAt: null,
      includesRed: false,
    } as const;
    const transition = aTransition({ noise: { outcome: "held", hold } });
    return withoutFields(alarmTransition, transition, forStaff({ person: "restricted" })).noise?.hold;
  };
  expect(held("Wang")).toMatchObject({ owner: "***", words: { en: "(not shown)" } });
  expect(held(null)).toMatchObject({ owner: null, words });
});

it("a message says what happened without the name and the words that it repeats", () => {
  const event = anEvent();
  const words = { zh: "王五：请带泵", en: "Wang: bring the pump" };
  const entry = { kind: "commented", at: 0, by: "Wang", words } as const;
  const message = { zh: "京广隧道：王五：请带泵", en: "Jingguang tunnel: Wang: bring the pump, said Wang" };
  const said: HubEvent = { ...event, data: { ...event.data, message, change: { ...event.data.change, entry } } };
  expect(eventWithoutFields(said, forStaff({ person: "restricted" })).data).toMatchObject({
    message: { zh: "京广隧道：***", en: "Jingguang tunnel: ***, said ***" },
  });
  expect(eventWithoutFields(said, forStaff({}))).toBe(said);
});

it("a message that names whom to phone says so without names and telephones, each by its own class", () => {
  const phones = [{ name: { zh: "王五", en: "Wang" }, phone: "0371-1234" }];
  const waiting: readonly string[] = [];
  const said = { zh: "请电话通知：王五 0371-1234。", en: "Phone them: Wang 0371-1234. " };
  const data = { endpointId: "sms" as EndpointId, phones, waiting, title: said, message: said };
  const event: HubEvent = { ...anEvent(), type: "delivery.overdue", data };
  const shown = (classes: FieldClasses) => eventWithoutFields(event, forStaff(classes)).data.message.en;
  expect(shown({ phone: "restricted" })).toBe("Phone them: Wang ***. ");
  expect(shown({ person: "restricted" })).toBe("Phone them: *** 0371-1234. ");
  expect(shown({ phone: "restricted", person: "restricted" })).toBe("Phone them: *** ***. ");
});

it("a short name is taken out where it stands by itself, and not out of other words; a Chinese one wherever it stands", () => {
  const texts = new Set(["D", "王五"]);
  const words = { zh: "王五发布金水区 D 级预警", en: "Jinshui District: issued by D, D's second" };
  expect(wordsWithout(words, texts)).toEqual({
    zh: "***发布金水区 *** 级预警",
    en: "Jinshui District: issued by ***, ***'s second",
  });
});

it("a warning that is handed on names its persons by no account either", async () => {
  const person = { by: "Wang", accountId: "wang" };
  const store = openMemoryStore({ clock: () => 0 });
  await store.state.commit(0, effects({ warnings: [aWarning({ approved: { at: 0, ...person }, authors: [person] })] }));
  const shownTo = async (fieldClasses: FieldClasses) =>
    await stateWithoutFields(store.queries, forStaff(fieldClasses)).warningById("warning-1");
  expect(await shownTo({ person: "restricted" })).toMatchObject({ approved: { at: 0, by: "***" }, authors: ["***"] });
  expect(JSON.stringify(await shownTo({ person: "restricted" }))).not.toContain("wang");
  expect(await shownTo({})).toMatchObject({ approved: { at: 0, ...person }, authors: [person] });
});
