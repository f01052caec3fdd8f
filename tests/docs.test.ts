import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { terminalTextTable } from "../locales/terminal-texts.ts";
import { errorsByComponent } from "../tools/docs/errors-docs.ts";
import { generatedDocs } from "../tools/docs/write-docs.ts";

const root = resolve(import.meta.dirname, "..");
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
  const listed = new Set(Object.values(errorsByComponent).flatMap((errors) => Object.keys(errors)));
  const used = new Set<string>();
  const codes = new RegExp(`"((?:${Object.keys(errorsByComponent).join("|")})\\.[a-z0-9_]+)"`, "g");
  for (const file of filesWith(".ts")) {
    if (/\/tests\/|\/dashboards\/|\/errors\.ts$|errors-docs\.ts$|words\.ts$/.test(file)) continue;
    const text = readFileSync(file, "utf8");
    for (const [, code] of text.matchAll(codes)) {
      // Keys of words look like codes; so does the file a hub's process id stands in.
      if (!Object.hasOwn(terminalTextTable, code as string) && code !== "hub.pid") used.add(code as string);
    }
  }
  const inErrorFiles = filesWith("/errors.ts")
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  expect([...used].filter((code) => !listed.has(code))).toEqual([]);
  // A code may be used in its errors.ts alone, where a table there maps to it.
  const unused = [...listed].filter((code) => !used.has(code) && inErrorFiles.split(`"${code}"`).length < 3);
  expect(unused).toEqual([]);
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

it("README.md and README.zh-CN.md have the same sections, commands and links", () => {
  const shape = (name: string) => {
    const text = readFileSync(join(root, name), "utf8");
    return {
      sections: [...text.matchAll(/^#+ /gm)].length,
      code: [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, code]) => code),
      links: [...text.matchAll(/\]\((docs\/[^)]+|cities\/[^)]+)\)/g)].map(([, target]) => target),
      commands: [...text.matchAll(/^\| `([^`]+)`/gm)].map(([, command]) => command),
    };
  };
  expect(shape("README.zh-CN.md")).toEqual(shape("README.md"));
});

it("every `npm run` named in the docs is a script", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object };
  const named = filesWith(".md").flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/npm run (?:-s )?([a-z]+)/g)].map(([, script]) => script as string),
  );
  expect(named.length).toBeGreaterThan(3);
  expect([...new Set(named)].filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
});

it("the terminal says the same in both languages: same blanks, nothing left empty", () => {
  const blanks = (text: string): readonly string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([blank]) => blank).sort();
  for (const [key, { zh, en }] of Object.entries(terminalTextTable)) {
    expect([zh.trim(), en.trim()], key).not.toContain("");
    expect(blanks(zh), key).toEqual(blanks(en));
  }
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
});

it("nothing in the repository names a path of one machine", () => {
  const machinePath = /(^|[^A-Za-z0-9_.])\/(work|root|home)\//m;
  const named = [".ts", ".md", ".yaml", ".json"]
    .flatMap(filesWith)
    .filter((file) => !file.endsWith("package-lock.json") && !file.endsWith("docs.test.ts"))
    .filter((file) => machinePath.test(readFileSync(file, "utf8")));
  expect(named).toEqual([]);
});
