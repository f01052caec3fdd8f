import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  changedSince,
  othersSignature,
  readSettledRules,
  rulesSignature,
  watchRuleFiles,
} from "../../city/city-on-disk.ts";
import { until } from "../support/until.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "guanlan-city-"));
  mkdirSync(join(folder, "rules"));
  write("rules/a.yaml", "rules: [] # a");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

describe("rulesAtRest()", () => {
  it("waits until a change of several files is over", async () => {
    const read = readSettledRules(folder);
    for (const name of ["b", "c", "d"]) {
      // Somebody copies slowly. Both timers are of one loop, so that a stall keeps their order.
      await new Promise((resolve) => setTimeout(resolve, 20));
      write(`rules/${name}.yaml`, `rules: [] # ${name}`);
    }
    const { files, signature } = await read;
    expect(files.map(({ name }) => name)).toEqual(["rules/a.yaml", "rules/b.yaml", "rules/c.yaml", "rules/d.yaml"]);
    expect(signature).toBe(rulesSignature(folder));
  });

  it("reads both rules.yaml and the folder, and tells of files nobody would read", async () => {
    write("rules.yaml", "rules: []");
    write("rules/old.yml", "rules: []");
    const { files, problems } = await readSettledRules(folder);
    expect(files.map(({ name }) => name)).toEqual(["rules.yaml", "rules/a.yaml"]);
    expect(problems.map(({ where }) => where)).toEqual(["rules/old.yml"]);
  });
});

describe("rulesSignature()", () => {
  const changes: readonly (readonly [string, () => void])[] = [
    ["a file of the same length written anew", () => write("rules/a.yaml", "rules: [] # b")],
    ["a file replaced by renaming another over it", () => replaceByRename()],
    ["a file added", () => write("rules/b.yaml", "")],
    ["a file gone", () => rmSync(join(folder, "rules", "a.yaml"))],
    ["the folder gone", () => rmSync(join(folder, "rules"), { recursive: true })],
  ];

  function replaceByRename(): void {
    write("next.tmp", "rules: [] # a");
    renameSync(join(folder, "next.tmp"), join(folder, "rules", "a.yaml"));
  }

  it.each(changes)("changes with %s", (_what, change) => {
    const before = rulesSignature(folder);
    expect(rulesSignature(folder)).toBe(before);
    change();
    expect(rulesSignature(folder)).not.toBe(before);
  });
});

describe("changedSince()", () => {
  it("names what differs, came and went, and nothing that is as it was", () => {
    write("city.yaml", "code: 1");
    write("areas.yaml", "areas: []");
    const then = [
      { name: "city.yaml", text: "code: 1" },
      { name: "areas.yaml", text: "areas: []" },
      { name: "units.yaml", text: "units: []" },
    ];
    const before = othersSignature(folder);
    write("areas.yaml", "areas: [1]");
    mkdirSync(join(folder, "stations"));
    write("stations/north.yaml", "stations: []");
    expect(changedSince(folder, then)).toEqual(["areas.yaml", "stations/north.yaml", "units.yaml"]);
    expect(othersSignature(folder)).not.toBe(before);
  });
});

describe("watchRules()", () => {
  it("tells of a change in the folder and in its rules, and of none once closed", async () => {
    let told = 0;
    const watcher = watchRuleFiles(folder, () => {
      told += 1;
    });
    write("rules/a.yaml", "rules: [] # changed");
    await until("word of the change", () => told > 0);
    told = 0;
    write("rules.yaml", "rules: []");
    await until("word of the new file", () => told > 0);
    watcher.close();
  });

  it("does without where there is nothing to watch", () => {
    expect(() => watchRuleFiles(join(folder, "nowhere"), () => {}).close()).not.toThrow();
  });
});
