import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { isDoneOnce } from "../../console/acts/done-once.ts";

interface Operation {
  readonly parameters?: readonly { readonly name: string }[];
}

it("an act is sent again only where the hub makes one act of two calls", () => {
  const { paths } = JSON.parse(readFileSync(join(import.meta.dirname, "..", "..", "docs", "openapi.json"), "utf8")) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  };
  const sent = Object.entries(paths).flatMap(([path, { post, put }]) =>
    [post, put].filter((each) => each !== undefined).map((each) => ({ path, parameters: each.parameters ?? [] })),
  );
  // Questions that are asked by POST are no acts.
  const again = sent
    .map(({ path }) => path)
    .filter((path) => isDoneOnce(path.replace("/api/v1", "")) && !path.endsWith("/preview"));
  const keyed = sent.filter(({ parameters }) => parameters.some(({ name }) => name === "idempotency-key"));
  const keyedPaths = keyed.map(({ path }) => path);
  expect(again.length).toBeGreaterThan(5);
  for (const path of again) expect(keyedPaths).toContain(path);
});
