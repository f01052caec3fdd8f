import type { Texts } from "../fill.ts";

/** `guanlan start`. */
export const startTexts = {
  help: { zh: "启动感知中枢", en: "start the hub" },
  "help-demo": {
    zh: "同时启动演示城市：模拟设备、一场暴雨和演示派遣平台",
    en: "with a demonstration: simulated devices, a storm, and a dispatch platform that checks signatures",
  },
  "help-full": {
    zh: "与 --demo 同用：3000 个站点、10000 个监测项的整座示例城市，首次启动时生成",
    en: "with --demo: the whole city for demonstration, 3,000 stations and 10,000 gauges, generated at its first start",
  },
  generating: {
    zh: "正在生成 {stations} 个站点的示例城市（示意，非测绘成果）：{folder}",
    en: "Generating a city of {stations} {stations|station|stations} for demonstration (schematic, not surveyed) in {folder}",
  },
  ready: { zh: "观澜已启动", en: "Guanlan is up" },
  listener: { zh: "设备接入        {url}", en: "devices             {url}" },
  console: {
    zh: "值班台          {address}（十分钟内打开一次即登录）",
    en: "Duty console        {address} (signs you in once, within ten minutes)",
  },
  api: { zh: "接口            {address}", en: "API                 {address}" },
  authority: {
    zh: "演示证书机构    {path}（客户端以此校验 TLS 证书）",
    en: "demo authority      {path} (clients check TLS certificates against it)",
  },
  "cleartext-refused": {
    zh: "未加密          {url} 只接受本机的令牌；其他机器请走 TLS（docs/tls.md），或设 tls.allowCleartextTokens",
    en: "not encrypted       {url} takes tokens from this machine only; others use TLS (docs/tls.md), or set tls.allowCleartextTokens",
  },
  "cleartext-allowed": {
    zh: "警告            {url} 未加密却接受其他机器的令牌（tls.allowCleartextTokens）；链路须另有加密",
    en: "warning             {url} takes tokens from other machines without encryption (tls.allowCleartextTokens); something else must encrypt the way",
  },
  city: {
    zh: "城市            {name}：{stations} 个站点，{gauges} 个监测项，{rules} 条规则",
    en: "city                {name}: {stations} {stations|station|stations}, {gauges} {gauges|gauge|gauges}, {rules} {rules|rule|rules}",
  },
  pinned: {
    zh: "规则            已由 {by} 回退到 {digest}，规则文件暂不生效；恢复请执行 guanlan rules release",
    en: "rules               rolled back to {digest} by {by}, the rule files wait; guanlan rules release returns to them",
  },
  stopping: { zh: "正在停止，已确认的读数均已落盘", en: "stopping; everything acknowledged is on disk" },
  stopped: { zh: "已停止", en: "stopped" },
  "stopped-late": {
    zh: "已停止，未等待仍未结束的部分；已确认的读数均已落盘",
    en: "stopped without waiting for what did not end; everything acknowledged is on disk",
  },
  token: { zh: "演示令牌（只读，仅此一次）  {token}", en: "demonstration token (reader, shown once)  {token}" },
  try: { zh: "试一试：{command}", en: "try: {command}" },
} as const satisfies Texts;
