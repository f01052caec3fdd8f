import { describe, expect, it, vi } from "vitest";
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

const replay = ["replay", "gone.csv", "--device", "d", "--column", "a=b"];
const backtest = ["backtest", "gone.csv", "--value", "depth", "--zone", "Z", "--mark", "1"];

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
    [
      "file of a replay",
      [...replay, "--token", "t"],
      "无法读取 gone.csv：须为 CSV",
      "Cannot read gone.csv as it must be a CSV",
    ],
    [
      "simulator option",
      [...replay, "--token", "t", "--batch", "0"],
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
