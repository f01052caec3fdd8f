import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { runCommandLine } from "../../cli/command-line.ts";

/** What the command line writes to the error stream, without a process of its own. */
async function errorOf(args: readonly string[], locale: string): Promise<string> {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    await runCommandLine(args, { LC_ALL: locale });
    return write.mock.calls.map(([text]) => String(text)).join("");
  } finally {
    write.mockRestore();
  }
}

const folder = mkdtempSync(join(tmpdir(), "guanlan-language-"));
const recording = join(folder, "recording.csv");
writeFileSync(recording, "time,b\n2026-07-20T08:00:00Z,1\n");
afterAll(() => rmSync(folder, { recursive: true }));

const replay = ["replay", "gone.csv", "--device", "d", "--column", "a=b"];
const backtest = ["backtest", "gone.csv", "--value", "depth", "--zone", "Z", "--mark", "1"];

/** What `guanlan <args>` prints, in which the language is to be seen. */
async function outputOf(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    await runCommandLine(args, env);
    return write.mock.calls.map(([text]) => String(text)).join("");
  } finally {
    write.mockRestore();
  }
}

describe("one rule for the language: --lang, else hub.language, else the locale, else Chinese", () => {
  const rows: readonly (readonly [string, readonly string[], NodeJS.ProcessEnv, "zh" | "en"])[] = [
    ["nothing names one", [], {}, "zh"],
    ["a locale that names no language", [], { LANG: "C.UTF-8" }, "zh"],
    ["an English locale", [], { LANG: "en_US.UTF-8" }, "en"],
    ["a locale of a third language", [], { LANG: "de_DE.UTF-8" }, "en"],
    ["LC_ALL before LANG", [], { LC_ALL: "zh_CN.UTF-8", LANG: "en_US.UTF-8" }, "zh"],
    ["an empty LC_ALL counts for nothing", [], { LC_ALL: "", LANG: "en_US.UTF-8" }, "en"],
    ["the setting before the locale", [], { LANG: "en_US.UTF-8", GUANLAN_HUB__LANGUAGE: "zh" }, "zh"],
    ["--lang before the setting", ["--lang", "en"], { GUANLAN_HUB__LANGUAGE: "zh" }, "en"],
    ["--lang= written as one", ["--lang=en"], {}, "en"],
  ];

  it.each(rows)("%s", async (_name, args, env, language) => {
    const help = language === "zh" ? "检查配置与城市数据" : "check settings and city data";
    expect(await outputOf(["check", "--help", ...args], env)).toContain(help);
    expect(await outputOf([...args, "check", "--help"], env)).toContain(help);
  });

  it("a settings file is asked for it before it is checked, so that what is wrong in it is said in it", async () => {
    const file = join(folder, "wrong.yaml");
    writeFileSync(file, "hub: { language: en }\nbroker: { tcp: { prot: 1 } }\n");
    expect(await errorOf(["check", "--settings", file], "zh_CN.UTF-8")).toMatch(
      /^error hub\.bad_settings: Cannot read the settings/,
    );
  });

  it("--lang takes Chinese and English alone", async () => {
    expect(await errorOf(["check", "--lang", "fr"], "zh_CN.UTF-8")).toContain("--lang 须为 zh 或 en，实为 fr");
    expect(await errorOf(["check", "--lang"], "en_US.UTF-8")).toContain("--lang must be zh or en: got nothing");
  });
});

/** Each kind of mistake that commander finds, with what it says in Chinese; none of it is English beside names. */
const mistakes: readonly (readonly [string, readonly string[], string])[] = [
  ["unknown command", ["fly"], "没有名为 fly 的命令"],
  ["unknown command with a hint", ["chek"], "是否想写 check？"],
  ["unknown option", ["check", "--nope"], "没有名为 --nope 的选项"],
  ["missing argument", ["token", "create"], "须给出参数 <name>"],
  ["missing option", ["silence", "add"], "须给出选项 --owner <name>"],
  ["missing value", ["check", "--settings"], "选项 -s, --settings <file> 后须有值"],
  ["value that is none of the choices", ["token", "create", "x", "--role", "boss"], "须为 reader、operator 之一"],
  ["value of an option", ["rules", "diff", "--days", "0"], "--days <days> 的值 0 无效"],
  ["too many arguments", ["check", "a", "b"], "至多 0 个参数，实为 2 个：a, b"],
];

describe("what commander finds wrong is said as all else is", () => {
  it.each(mistakes)("%s", async (_name, args, zh) => {
    const chinese = await errorOf(args, "zh_CN.UTF-8");
    expect(chinese).toMatch(/^错误 hub\.bad_arguments: 无法执行命令：/);
    expect(chinese).toContain(zh);
    expect(chinese).not.toMatch(/error: |Did you mean|is invalid|required|Allowed/);
    expect(await errorOf(args, "en_US.UTF-8")).toMatch(/^error hub\.bad_arguments: Cannot run the command as /);
  });
});

describe("what the system says no with is said in Chinese behind 错误", () => {
  it.each([
    ["a file that is not there", ["replay", "gone.csv", "--device", "d", "--column", "a=b", "--token", "t"]],
    ["a settings file that is not there", ["check", "--settings", "gone.yaml"]],
  ])("%s", async (_name, args) => {
    const said = await errorOf(args, "zh_CN.UTF-8");
    expect(said).toMatch(/^错误 /);
    expect(said).not.toMatch(/no such file|ENOENT: |connect ECONNREFUSED/);
  });
});

describe("a mistake on the command line is named in the language of the terminal", () => {
  it.each([
    ["option value", ["rules", "diff", "--days", "0"], "须为大于 0 的天数", "wanted a number of days above 0"],
    [
      "duration",
      ["silence", "add", "--for", "soon"],
      "须为时长，例如 30min 或 2h",
      "wanted a duration such as 30min or 2h",
    ],
    ["word or number", [...replay, "--shift", "x"], "须为数字或 none, now", "wanted a number or none, now"],
    ["pair", [...replay, "--column", "a="], "须为 名称=数值", "wanted name=value"],
    ["token", replay, "--token 与 GUANLAN_DEVICE_TOKEN 都没有", "got neither --token nor GUANLAN_DEVICE_TOKEN"],
    ["blank in both languages", ["backtest"], "；实为 两者都没有。", "; got neither. See --help"],
    ["mark", ["backtest", "--mark", "?"], "或阈值（如 warningStage-0.5）", "must be a number, median+1 or a threshold"],
    ["file", backtest, "须为 CSV 或 CSV.gz，实为没有此文件", "must be a CSV or CSV.gz: got nothing there"],
    ["file of a replay", [...replay, "--token", "t"], "无法读取 gone.csv：须为 CSV", "Cannot read gone.csv"],
    [
      "simulator option",
      [
        "replay",
        recording,
        "--device",
        "d",
        "--column",
        "a=b",
        "--gauge-unit",
        "cm",
        "--unit",
        "cm",
        "--token",
        "t",
        "--batch",
        "0",
      ],
      "batch 须为 1 起的整数",
      "batch a whole number from 1",
    ],
  ])("%s", async (_name, args, zh, en) => {
    expect(await errorOf(args, "zh_CN.UTF-8")).toContain(zh);
    const english = await errorOf(args, "en_US.UTF-8");
    expect(english).toContain(en);
    expect(english).not.toMatch(/\p{Script=Han}/u);
  });
});
