import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openApiDocument, openApiText } from "../../api/openapi/openapi-document.ts";
import { startApi } from "./start-api.ts";

const root = join(import.meta.dirname, "..", "..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly responses: Record<string, unknown>;
}

describe("openApiDocument()", () => {
  it("is what docs/openapi.json holds; `npm run docs` writes it", async () => {
    expect(readFileSync(join(root, "docs", "openapi.json"), "utf8")).toBe(await openApiText(version));
  });

  it("names every operation once, with a summary and its problem answers", async () => {
    const { paths, openapi } = (await openApiDocument(version)) as {
      openapi: string;
      paths: Record<string, Record<string, Operation>>;
    };
    expect(openapi).toBe("3.1.0");
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { summary, responses } of operations) {
      expect(summary.length).toBeGreaterThan(3);
      expect(Object.keys(responses)).toContain("default");
    }
  });

  it("refers only to component schemas it has", async () => {
    const document = (await openApiDocument(version)) as { components: { schemas: object } };
    const referred = JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g);
    const names = new Set([...referred].map(([, name]) => name));
    expect([...names].sort()).toEqual(Object.keys(document.components.schemas).sort());
  });

  it("is what the running API gives out", async () => {
    const running = await startApi();
    const given = await (await running.get("/api/v1/openapi.json")).json();
    await running.api.stop();
    expect(given).toEqual(JSON.parse(await openApiText("0.0.0-test")));
  });

  it("describes every resource in docs/api.md", async () => {
    const { paths } = (await openApiDocument(version)) as { paths: Record<string, unknown> };
    const words = readFileSync(join(root, "docs", "api.md"), "utf8");
    const missing = Object.keys(paths).filter((path) => !words.includes(path.replace(/\{id\}.*/, "")));
    expect(missing).toEqual([]);
  });
});
