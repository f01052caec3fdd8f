import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deviceIdOf, gaugeIdOf, stationIdOf } from "../support/city-folder.ts";

/** Districts of the city that is walked, by a name that nothing else in it has. */
export const districts = ["north", "south", "west"] as const;

export type District = (typeof districts)[number];

export const areaCodes: Readonly<Record<District, string>> = { north: "410105", south: "410108", west: "410103" };

export const cityCode = "410100";

/** Stations of the city, a third of them in each district. */
export const stationCount = 12;

const policy = {
  registration: "officer",
  dispatch: "at-once",
  closing: "evidence",
  holdClear: "1s",
  reopenWithin: "3s",
};
const classes = { limits: { handle: "0.001紧急工作时", verify: "0.001紧急工作时" }, overdue: { supervise: true } };
const oneDecides = { issue: ["duty-officer", "commander"] };
const twoDecide = { ...oneDecides, approve: ["duty-officer", "commander"], secondPerson: true };
const warningPolicy = {
  colours: {
    blue: { ...oneDecides, unattended: { after: "2s", do: "issue" } },
    yellow: { ...oneDecides, expires: "2s" },
    orange: twoDecide,
    red: twoDecide,
  },
  sender: { id: "flood.example", name: { zh: "防汛办", en: "Flood office" } },
};

function districtOf(station: number): District {
  return districts[station % districts.length] ?? "north";
}

/** Makes a generated city one of three districts, each with a post, a ladder, and names that give it away. */
export function writeThreeDistricts(folder: string): void {
  const write = (file: string, content: object): void => writeFileSync(join(folder, file), JSON.stringify(content));
  const name = (text: string) => ({ zh: text, en: text });
  write("areas.yaml", {
    areas: districts.map((each) => ({ code: areaCodes[each], kind: "district", name: name(each), parent: cityCode })),
  });
  write("units.yaml", { units: ["drainage", "roads"].map((id) => ({ id, name: name(id), isDemonstration: true })) });
  const { stations } = JSON.parse(readFileSync(join(folder, "stations.yaml"), "utf8")) as { stations: object[] };
  write("stations.yaml", {
    stations: stations.map((station, index) => {
      const district = districtOf(index);
      return { ...station, area: areaCodes[district], name: name(`${district} road ${index}`) };
    }),
  });
  write("posts.yaml", { posts: districts.map((district) => postOf(district)) });
  const ladder = (district: District) => {
    const rungs = [{ post: `${district}-post`, answerWithin: "2s" }];
    return { id: `${district}-ladder`, area: areaCodes[district], levels: ["orange", "red"], rungs };
  };
  write("ladders.yaml", { ladders: districts.map(ladder) });
  write("case-policy.yaml", policy);
  write("case-classes.yaml", classes);
  write("warning-policy.yaml", warningPolicy);
}

function postOf(district: District): object {
  const person = (id: string) => ({
    ...{ id: `${district}-${id}`, name: { zh: `${district} ${id}`, en: `${district} ${id}` }, phone: "0371-00000009" },
    ...{ account: id === "duty" ? `officer-${district}` : "commander", channels: ["collector"] },
  });
  const roster = [{ from: "00:00", to: "24:00", people: [`${district}-duty`], deputies: [`${district}-lead`] }];
  const name = { zh: `${district} post`, en: `${district} post` };
  return {
    id: `${district}-post`,
    name,
    area: areaCodes[district],
    people: [person("duty"), person("lead")],
    roster,
  };
}

/** What gives away in an answer that it tells of another district than its caller's; four letters of an id are no name. */
export function signsOfOthers(district: District): RegExp {
  const others = districts.filter((each) => each !== district);
  const stations = Array.from({ length: stationCount }, (_, station) => station);
  const foreign = stations.filter((station) => districtOf(station) !== district);
  const ids = foreign.flatMap((each) => [stationIdOf(each), deviceIdOf(each), gaugeIdOf(each, 0)]);
  return new RegExp(
    `"(?:${[...ids, ...others.map((each) => areaCodes[each])].join("|")})"|\\b(?:${others.join("|")})\\b`,
  );
}
