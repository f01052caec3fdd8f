import type { Texts } from "../../fill.ts";

/** Commands that speak to a running hub. */
export const hubClientTexts = {
  "help-api": {
    zh: "感知中枢接口地址，如 http://127.0.0.1:8080；不写时按配置 api.host 和 api.port",
    en: "address of the hub's API, such as http://127.0.0.1:8080; as api.host and api.port say where left out",
  },
  "help-token": {
    zh: "接口令牌；建议写在环境变量 GUANLAN_API_TOKEN 中",
    en: "API token; better in the environment, as GUANLAN_API_TOKEN",
  },
  "no-token": {
    zh: "无法访问感知中枢：须有接口令牌，实际没有。请设置 GUANLAN_API_TOKEN；令牌由 guanlan token create 签发。",
    en: "Cannot speak to the hub as it takes an API token: got none. Set GUANLAN_API_TOKEN; guanlan token create issues one.",
  },
  "bad-address": {
    zh: "无法访问感知中枢：地址须形如 http://127.0.0.1:8080，实为 {got}。请更正 --api。",
    en: "Cannot speak to the hub as its address must be like http://127.0.0.1:8080: got {got}. Correct --api.",
  },
  "not-reached": {
    zh: "无法访问感知中枢：{url} 须有应答，实际没有（{words}）。请确认它在运行、地址正确。",
    en: "Cannot speak to the hub as {url} must answer: got none ({words}). See that it runs and the address is right.",
  },
  refused: { zh: "感知中枢拒绝（{status}）：{words}", en: "The hub refused ({status}): {words}" },
  "odd-answer": {
    zh: "无法读取 {url} 的应答：须为本版感知中枢的应答，实际不是（{status}）。请核对地址与版本。",
    en: "Cannot read what {url} answered as it must be a hub of this version: got something else ({status}). Check address and version.",
  },
} as const satisfies Texts;
