import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { rights } from "../people/rights.ts";
import { errorsByComponent } from "../tools/docs/errors-docs.ts";
import { generatedDocs } from "../tools/docs/write-docs.ts";
import { pictures } from "../tools/pictures/picture-list.ts";
import { rooms, root, sourcesOf, textOf } from "./support/architecture/rooms.ts";

const ignored = /(^|\/)(node_modules|data|\.git)(\/|$)/;

function filesWith(ending: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending) && !ignored.test(file))
    .map((file) => join(root, file));
}

it("pages made from code say what the code says; `npm run docs` writes them", async () => {
  for (const [name, text] of Object.entries(await generatedDocs())) {
    expect(readFileSync(join(root, "docs", name), "utf8"), `docs/${name}`).toBe(text);
  }
});

it("every error code in the sources is listed by its room, and every listed code is used", () => {
  const withErrors = rooms.filter((room) => room !== "domain" && existsSync(join(root, room, "errors.ts")));
  expect(Object.keys(errorsByComponent).toSorted()).toEqual(withErrors.toSorted());
  const listed = new Set(Object.values(errorsByComponent).flatMap((errors) => Object.keys(errors)));
  const timesWritten = new Map<string, number>();
  const looksLikeCode = new RegExp(`"((?:${rooms.join("|")})\\.[a-z0-9_]+)"`, "g");
  for (const source of rooms.flatMap(sourcesOf)) {
    for (const [, found] of textOf(source).matchAll(looksLikeCode)) {
      const code = found as string;
      if (!isFileName(code)) timesWritten.set(code, (timesWritten.get(code) ?? 0) + 1);
    }
  }
  // Rights are written as codes are.
  const known = listed.union(new Set<string>(rights));
  expect([...timesWritten.keys()].filter((code) => !known.has(code))).toEqual([]);
  // Once in the list of its room, and once more where it is thrown or mapped to.
  expect([...listed].filter((code) => (timesWritten.get(code) ?? 0) < 2)).toEqual([]);
});

function isFileName(text: string): boolean {
  return /\.(?:db|md|pid|yaml)$/.test(text);
}

it("paths of sources and tests that pages and READMEs name are there", () => {
  const missing = filesWith(".md")
    .filter((file) => !file.endsWith("CHANGELOG.md"))
    .flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/`((?:[a-z0-9-]+\/)+[a-z0-9.-]+\.tsx?)`/g)]
        .map(([, path]) => path as string)
        .filter((path) => !existsSync(join(root, path)) && !existsSync(join(dirname(file), path)))
        .map((path) => `${file}: ${path}`),
    );
  expect(missing).toEqual([]);
});

it("links in the docs lead somewhere", () => {
  const broken = filesWith(".md").flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map(([, target]) => target as string)
      .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(dirname(file), target)))
      .map((target) => `${file.slice(root.length + 1)} -> ${target}`),
  );
  expect(broken).toEqual([]);
});

it("documents that code, data and docs name in capitals are in the repository", () => {
  const files = [".ts", ".md", ".yaml", ".json"].flatMap(filesWith);
  const here = new Set(filesWith(".md").map((file) => basename(file)));
  const strays = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/(?<![\w.-])[A-Z][A-Z0-9_-]+\.md\b/g)]
      .filter(([name]) => !here.has(name))
      .map(([name]) => `${file.slice(root.length + 1)} -> ${name}`),
  );
  expect(here).toContain("README.md");
  expect(strays).toEqual([]);
});

it("README.md and README.zh-CN.md have the same sections, commands and links", () => {
  const shape = (name: string) => {
    const text = readFileSync(join(root, name), "utf8");
    return {
      sections: [...text.matchAll(/^#+ /gm)].length,
      code: [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, code]) => code),
      links: [...text.matchAll(/\]\((docs\/[^)]+|cities\/[^)]+)\)/g)].map(([, target]) => picturesInOwn(name, target)),
      commands: [...text.matchAll(/^\| `([^`]+)`/gm)].map(([, command]) => command),
    };
  };
  expect(shape("README.md").links).toContain("docs/pictures/own/map.webp");
  expect(shape("README.zh-CN.md")).toEqual(shape("README.md"));
});

/** A picture of the console speaks the language of the document that shows it. */
function picturesInOwn(name: string, target = ""): string {
  return target.replace(`docs/pictures/${name === "README.md" ? "en" : "zh"}/`, "docs/pictures/own/");
}

it("pictures of the console are of both languages, small, and as many as `npm run pictures` takes", () => {
  const of = (language: string) => readdirSync(join(root, "docs", "pictures", language)).toSorted();
  expect(of("en")).toEqual(pictures.map(({ name }) => `${name}.webp`).toSorted());
  expect(of("zh")).toEqual(of("en"));
  const sizes = ["en", "zh"].flatMap((language) =>
    of(language).map((file) => statSync(join(root, "docs", "pictures", language, file)).size),
  );
  expect(Math.max(...sizes)).toBeLessThan(130_000);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_000_000);
});

it("every `npm run` named in the docs is a script", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object };
  const named = filesWith(".md").flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/npm run (?:-s )?([a-z]+)/g)].map(([, script]) => script as string),
  );
  expect(named.length).toBeGreaterThan(3);
  expect([...new Set(named)].filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
});

it("docs/asyncapi.yaml is AsyncAPI 3 and its references lead somewhere", () => {
  const text = readFileSync(join(root, "docs", "asyncapi.yaml"), "utf8");
  const document = parse(text) as Record<string, unknown>;
  expect(document.asyncapi).toBe("3.0.0");
  const references = [...text.matchAll(/\$ref: "#\/([^"]+)"/g)].map(([, path]) => path as string);
  expect(references.length).toBeGreaterThan(10);
  for (const path of references) {
    const target = path.split("/").reduce<unknown>((at, part) => (at as Record<string, unknown>)?.[part], document);
    expect(target, path).toBeDefined();
  }
  const files = [...text.matchAll(/\$ref: "\.\/([^"]+)"/g)].map(([, file]) => file as string);
  expect(files).toEqual(["webhooks.schema.json"]);
  for (const file of files) expect(existsSync(join(root, "docs", file)), file).toBe(true);
});

it("nothing in the repository names a path of one machine", () => {
  const machinePath = /(^|[^A-Za-z0-9_.])\/(work|root|home)\//m;
  const named = [".ts", ".md", ".yaml", ".json"]
    .flatMap(filesWith)
    .filter((file) => !file.endsWith("package-lock.json") && !file.endsWith("docs.test.ts"))
    .filter((file) => machinePath.test(readFileSync(file, "utf8")));
  expect(named).toEqual([]);
});
