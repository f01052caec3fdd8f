import { afterEach, describe, expect, it } from "vitest";
import { checkCity } from "../../city/check-city.ts";
import { loadCity } from "../../city/load-city.ts";
import { colourPolicy } from "../../domain/city/policies/warning-policy.ts";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import { type CityFolder, cityFolder } from "./small-city.ts";

const folders: CityFolder[] = [];
afterEach(() => {
  for (const each of folders.splice(0)) each.remove();
});

function folderWith(policy: string | null): string {
  const made = cityFolder({ "warning-policy.yaml": policy });
  folders.push(made);
  return made.folder;
}

const sound = `colours:
  blue: {}
  yellow: { expires: 12h }
  orange: { approve: [commander], unattended: { after: 10min, do: escalate } }
  red: { approve: [commander], secondPerson: true, unattended: { after: 5min, do: issue }, expires: 6h }
modes:
  emergency:
    red: { approve: [duty-officer, commander], unattended: nothing }
sender: { id: flood.example }
responses: { red: I }
texts:
  - { hazard: river-flood, level: red, impact: { zh: "{area}危险", en: "{area} is in danger" } }
`;

describe("warning-policy.yaml", () => {
  it("may be left out: then no colour wants anybody's approval", () => {
    expect(loadCity(folderWith(null)).city.warningPolicy).toBeUndefined();
  });

  it("says who decides on which colour in which mode, what is said and who speaks", () => {
    const { warningPolicy } = loadCity(folderWith(sound)).city;
    if (warningPolicy === undefined) throw new Error("the policy was not read");
    expect(colourPolicy(warningPolicy, "blue", "daily")).toEqual({
      approve: [],
      issue: ["duty-officer", "commander"],
      secondPerson: false,
      unattended: null,
      expiresAfterMs: null,
    });
    expect(colourPolicy(warningPolicy, "red", "daily")).toMatchObject({
      approve: ["commander"],
      secondPerson: true,
      unattended: { afterMs: 5 * minuteMs, do: "issue" },
      expiresAfterMs: 6 * hourMs,
    });
    expect(colourPolicy(warningPolicy, "red", "emergency")).toMatchObject({
      approve: ["duty-officer", "commander"],
      secondPerson: true,
      unattended: null,
      expiresAfterMs: 6 * hourMs,
    });
    expect(warningPolicy.texts["river-flood"]?.red?.advice).toBeNull();
    expect(warningPolicy).toMatchObject({ sender: { id: "flood.example", name: null }, suggests: { red: "I" } });
  });

  it.each([
    ["a colour that is missing", sound.replace("  blue: {}\n", ""), /warning-policy\.yaml:\d+:\d+.*blue/],
    ["a part that is none", sound.replace("[commander], secondPerson", "[mayor], secondPerson"), /mayor/],
    ["a mode that is none", sound.replace("emergency:", "panic:"), /panic/],
    ["a sender that would break a reference", sound.replace("flood.example", '"flood, example"'), /flood, example/],
    ["a time of nothing", sound.replace("5min", "0min"), /warning-policy\.yaml:5/],
    [
      "two texts for one hazard and level",
      `${sound}  - { hazard: river-flood, level: red, impact: { zh: 再说, en: again } }\n`,
      /river-flood red again \(first at warning-policy\.yaml:12/,
    ],
  ])("is refused with its place for %s", (_, policy, told) => {
    const { isSound, problems } = checkCity(folderWith(policy));
    const lines = problems.map(({ where, path, wanted, got }) =>
      [where, path, wanted.en, typeof got === "string" ? got : got.en].join(" "),
    );
    expect([isSound, lines.length]).toEqual([false, 1]);
    expect(lines[0]).toMatch(told);
  });
});
