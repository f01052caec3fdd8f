import { afterEach, expect, it } from "vitest";
import { checkCity } from "../../../city/check-city.ts";
import { dutyNotes } from "../../../city/duty/duty-notes.ts";
import { loadCity } from "../../../city/load-city.ts";
import { minuteMs } from "../../../domain/clock.ts";
import { problemText } from "../../../yaml/problem.ts";
import { type CityFolder, changed, cityFolder } from "../small-city.ts";

const written: CityFolder[] = [];
afterEach(() => {
  for (const city of written.splice(0)) city.remove();
});

const posts = `posts:
  - id: east
    name: { zh: 东区值班室, en: East }
    area: 990101
    people:
      - { id: li, name: { zh: 李, en: Li }, phone: "0371-1", account: li.wei, channels: [dispatch] }
      - { id: wang, name: { zh: 王, en: Wang } }
    roster:
      - { from: "08:00", to: "20:00", days: [mon, tue, wed, thu, fri], people: [li], deputies: [wang] }
      - { from: "20:00", to: "08:00", first: "2026-01-01", rotation: [[li], [wang]] }
`;

const ladders = `ladders:
  - id: east
    area: 990101
    levels: [red]
    modes: [emergency]
    rungs:
      - { post: east, answerWithin: 3min, repeats: 1 }
      - { person: wang, channel: dispatch, answerWithin: 90s }
`;

const sources = `alert-sources:
  - id: pumps
    name: { zh: 泵站, en: Pumps }
    station: { label: instance, values: { p7: weir } }
    hazard: { otherwise: pump-failure }
    level: { label: severity, values: { critical: red } }
    expiresAfter: 1h
`;

const whole = { "posts.yaml": posts, "ladders.yaml": ladders, "alert-sources.yaml": sources };

function writeCity(changes: Readonly<Record<string, string>> = {}): string {
  const city = cityFolder({ ...whole, ...changes });
  written.push(city);
  return city.folder;
}

function complaints(changes: Readonly<Record<string, string>>): readonly string[] {
  return checkCity(writeCity(changes)).problems.map((problem) => problemText(problem, "en"));
}

it("posts, ladders and alert sources become the plan of the city; a city without them has none", () => {
  const { duty } = loadCity(writeCity()).city;
  expect([...(duty?.people.keys() ?? [])]).toEqual(["li", "wang"]);
  expect(duty?.posts.get("east" as never)?.shifts).toMatchObject([
    { from: 480, to: 1_200, days: [1, 2, 3, 4, 5], dates: null, rotation: [["li"]], deputies: ["wang"] },
    { from: 1_200, to: 480, days: [1, 2, 3, 4, 5, 6, 7], first: "2026-01-01", rotation: [["li"], ["wang"]] },
  ]);
  expect(duty?.ladders).toMatchObject([
    {
      levels: ["red"],
      modes: ["emergency"],
      rounds: 1,
      rungs: [
        { to: { kind: "post", postId: "east" }, channel: null, answerWithinMs: 3 * minuteMs, times: 2 },
        { to: { kind: "person", personId: "wang" }, channel: "dispatch", answerWithinMs: 90_000, times: 1 },
      ],
    },
  ]);
  const [pumps] = duty?.alertSources ?? [];
  expect(pumps?.station.values.get("p7")).toBe("weir");
  expect(pumps?.hazard).toMatchObject({ label: null, otherwise: "pump-failure" });
  const bare = cityFolder();
  written.push(bare);
  expect(loadCity(bare.folder).city).not.toHaveProperty("duty");
});

it.each([
  [
    "a person of no post",
    { "posts.yaml": posts.replace("people: [li]", "people: [lee]") },
    "posts.yaml:9:81 posts[0].roster[0].people[0]: wanted the id of a person of this city, got lee",
  ],
  [
    "an endpoint that is none",
    { "posts.yaml": posts.replace("[dispatch]", "[dispach]") },
    "got dispach, which is none; did you mean dispatch",
  ],
  ["a person twice", { "posts.yaml": posts.replace("id: wang", "id: li") }, "wanted each id once, got li again"],
  ["an area that is none", { "posts.yaml": posts.replace("990101", "990109") }, "got 990109, which is none"],
  [
    "a post that is none",
    { "ladders.yaml": ladders.replace("post: east", "post: west") },
    "ladders.yaml:7:17 ladders[0].rungs[0].post",
  ],
  [
    "both a post and a person",
    { "ladders.yaml": ladders.replace("person: wang", "post: east, person: wang") },
    "wanted post or person, not both",
  ],
  [
    "a time of day that is none",
    { "posts.yaml": posts.replace('to: "20:00"', 'to: "25:00"') },
    'wanted a time of day in quotes, such as "08:00" or "24:00", got "25:00"',
  ],
  [
    "a rotation from no day on",
    { "posts.yaml": posts.replace('first: "2026-01-01", ', "") },
    "wanted first, from which the rotation is counted",
  ],
  [
    "a station that is none",
    { "alert-sources.yaml": sources.replace("p7: weir", "p7: wier") },
    "got wier, which is none; did you mean weir",
  ],
])("names %s with its place", (_what, changes: Readonly<Record<string, string>>, wanted) => {
  expect(complaints(changes).join("\n")).toContain(wanted);
});

it("says when nobody is on duty within two weeks, and who cannot be reached", () => {
  const now = Date.parse("2026-07-20T08:00:00+08:00");
  const { city } = loadCity(writeCity());
  expect(dutyNotes(city, now).map(({ en }) => en)).toEqual([
    "nobody is on duty at post east for 4 stretches of the next two weeks, the first from 2026-07-25 08:00 to 2026-07-25 20:00",
    "no endpoint reaches wang",
    "nobody is called about red cases in 990101001",
  ]);
});

it.each([
  [
    false,
    true,
    ["ladders that call in drills (callsInDrills) while no endpoint of theirs takes drills (drills: true): east"],
  ],
  [true, true, []],
  [false, false, []],
])("says that a ladder calls in drills by none that takes them: %s %s", (takesDrills, callsInDrills, wanted) => {
  const { city } = loadCity(
    writeCity({
      "ladders.yaml": ladders.replace("levels:", `callsInDrills: ${callsInDrills}\n    levels:`),
      ...changed("endpoints.yaml", "    secretEnv", `    drills: ${takesDrills}\n    secretEnv`),
    }),
  );
  const notes = dutyNotes(city, Date.parse("2026-07-20T08:00:00+08:00")).map(({ en }) => en);
  expect(notes.filter((note) => note.includes("drills"))).toEqual(wanted);
});
