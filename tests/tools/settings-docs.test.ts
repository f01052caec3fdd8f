import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { settingsSchema } from "../../hub/settings/settings.ts";
import { leavesOf, readEnvironment, variableName } from "../../hub/settings/settings-environment.ts";
import { settingsMarkdown } from "../../tools/docs/settings-docs.ts";
import { shapeOf } from "../../yaml/shape.ts";

describe("settingsMarkdown()", () => {
  it("is what docs/settings.md says; `npm run docs` writes it anew", () => {
    const written = readFileSync(join(import.meta.dirname, "..", "..", "docs", "settings.md"), "utf8");
    expect(written).toBe(settingsMarkdown());
  });

  /** Where nothing said has a meaning of its own, which the description gives. */
  const withoutDefault = [
    "hub.language",
    "hub.publicUrl",
    "people.oidc.issuer",
    "people.oidc.name",
    "record.anchorFolder",
    "record.reportFolder",
    "tls.folder",
  ];

  it("describes every setting and gives it a default", () => {
    for (const { path, shape } of leavesOf(shapeOf(settingsSchema))) {
      expect(shape.description, path.join(".")).toBeTruthy();
      if (withoutDefault.includes(path.join("."))) expect(shape.default, path.join(".")).toBeUndefined();
      else expect(shape.default, path.join(".")).not.toBeUndefined();
    }
  });

  it("names a variable for each setting that reads back as that setting", () => {
    const shape = shapeOf(settingsSchema);
    for (const { path } of leavesOf(shape)) {
      const { entries } = readEnvironment({ [variableName(path)]: "x" }, shape);
      expect(entries.map((entry) => entry.path)).toEqual([path]);
    }
  });
});
