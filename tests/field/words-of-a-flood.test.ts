import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BilingualText } from "../../domain/text.ts";
import { cloudEventSchema } from "../../tools/docs/cloud-event-schema.ts";
import { cloudEventType } from "../../webhooks/formats/cloudevents.ts";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";
import { until } from "../support/until.ts";

interface CaseBody {
  readonly type: string;
  readonly level?: string;
  readonly data: {
    readonly url?: string;
    readonly message: BilingualText;
    readonly change: {
      readonly entry: { readonly kind: string; readonly words: BilingualText };
      readonly measured?: { readonly value: number; readonly words: { readonly value: BilingualText } };
    };
    readonly case: Readonly<Record<string, unknown>> & {
      readonly title: BilingualText;
      readonly advice: BilingualText;
    };
  };
}

interface WarningBody {
  readonly type: string;
  readonly data: { readonly message: BilingualText; readonly warning: Readonly<Record<string, unknown>> };
}

const heightAdvice = { zh: "立即封闭两端入口。", en: "Seal both entrances now." };

const levels = {
  blue: { raise: 0.15, reset: 0.12, advice: { zh: "派人查看。", en: "Send someone." } },
  yellow: { raise: 0.2, reset: 0.16, advice: { zh: "设置警示牌。", en: "Put up signs." } },
  orange: { raise: 0.27, reset: 0.22, advice: { zh: "关闭下穿道路。", en: "Close the underpass." } },
  red: { raise: 0.4, reset: 0.32, advice: heightAdvice },
};

/** A tunnel with a gauge at each end, a unit with a telephone, and a rule that says what to do level by level. */
function writeTunnel(folder: string): void {
  const write = (name: string, content: object) => writeFileSync(join(folder, name), JSON.stringify(content));
  write("city.yaml", {
    code: "410100",
    name: { zh: "郑州市", en: "Zhengzhou" },
    unit: "headquarters",
    phone: "0371-00000000",
  });
  write("areas.yaml", {
    areas: [{ code: "410105", kind: "district", name: { zh: "金水区", en: "Jinshui" }, parent: "410100" }],
  });
  write("units.yaml", {
    units: [
      { id: "tunnels", name: { zh: "隧道养护", en: "Tunnel operations" }, phone: "0371-00000001" },
      { id: "headquarters", name: { zh: "防指", en: "Headquarters" }, phone: "0371-00000009" },
    ],
  });
  const gauge = (channel: string) => ({
    id: `tunnel.${channel}`,
    channel,
    property: "depth",
    unit: "cm",
    range: { min: -1, max: 8 },
    expectedInterval: "1min",
    quality: "off",
  });
  write("stations.yaml", {
    stations: [
      {
        id: "tunnel",
        kind: "waterlogging",
        name: { zh: "京广北路隧道", en: "Jingguang tunnel" },
        area: "410105",
        position: { longitude: 113.637, latitude: 34.788 },
        unit: "tunnels",
        devices: [{ id: "d0", gauges: [gauge("north"), gauge("south")] }],
      },
    ],
  });
  write("rules.yaml", {
    rules: [
      {
        id: "depth",
        hazard: "waterlogging",
        title: { zh: "{station}积水{level}预警", en: "{station}: water, {level}" },
        applies: { kind: "waterlogging", property: "depth" },
        condition: { kind: "threshold" },
        unit: "m",
        levels: Object.fromEntries(
          Object.entries(levels).map(([level, { raise, reset }]) => [level, { raise, reset }]),
        ),
        advice: Object.fromEntries(Object.entries(levels).map(([level, { advice }]) => [level, advice])),
        source: "made for a test",
      },
    ],
  });
}

describe("a tunnel fills and drains: what an SMS gateway would send, and what the terminal says", () => {
  let hub: RunningHub;
  let device: MqttClient;
  let bodies: readonly CaseBody[] = [];
  let warnings: readonly WarningBody[] = [];

  const received = () => hub.platform.received.map(({ event }) => event as unknown as CaseBody & WarningBody);

  async function say(values: Readonly<Record<string, number>>, kind: string): Promise<void> {
    const before = received().filter(({ type }) => type.includes(".case.")).length;
    await device.publishAsync("v1/devices/d0/readings", JSON.stringify({ t: Date.now(), values }), { qos: 1 });
    await until(kind, () => received().filter(({ type }) => type.includes(".case.")).length > before);
  }

  beforeAll(async () => {
    hub = await runHub({
      city: { stations: 1 },
      settings: { hub: { publicUrl: "https://flood.example.cn/", logLevel: "info" } },
      rewriteCity: writeTunnel,
    });
    device = await hub.device(0);
    await say({ north: 41 }, "a red case");
    await say({ south: 30 }, "the other end to join");
    await say({ south: 13 }, "the other end to fall");
    await say({ north: 21 }, "the case to fall");
    await say({ south: 1 }, "the other end to clear");
    await say({ north: 0 }, "the case to close");
    await until("the warning to be lifted", () => received().some(({ type }) => type.includes("warning.lifted")));
    bodies = received().filter(({ type }) => type.includes(".case."));
    warnings = received().filter(({ type }) => type.includes(".warning."));
  });
  afterAll(() => hub.close());

  it("names the place first, what, how much in centimetres, which way, since when, and what to do at the level now", () => {
    expect(
      bodies.map(({ data }) => [data.change.entry.kind, data.message.zh.replaceAll(/\d\d:\d\d/g, "时刻")]),
    ).toEqual(
      [
        ["opened", "京广北路隧道：积水深度41厘米，上涨，达到红色（限值40厘米），时刻起。立即封闭两端入口。"],
        [
          "alarm-joined",
          "京广北路隧道（tunnel.south）：积水深度30厘米，上涨，达到橙色（限值27厘米），时刻起；本案现为红色。立即封闭两端入口。",
        ],
        [
          "alarm-fell",
          "京广北路隧道（tunnel.south）：积水深度13厘米，回落，由橙色降为蓝色（低于22厘米），报警始于时刻；本案现为红色。立即封闭两端入口。",
        ],
        [
          "stepped-down",
          "京广北路隧道（tunnel.north）：积水深度21厘米，回落，由红色降为黄色（低于32厘米），报警始于时刻。设置警示牌。",
        ],
        [
          "alarm-left",
          "京广北路隧道（tunnel.south）：积水深度1厘米，已低于12厘米，报警解除，历时0秒，最深30厘米；本案现为黄色。设置警示牌。",
        ],
        [
          "closed",
          "京广北路隧道：积水深度0厘米，已低于16厘米，报警解除，历时0秒，最深41厘米。结案（最高红色）。积水报警已全部解除，道路先不要放行：现场确认路面无积水淤泥、井盖齐全、无滞留人员车辆、排水照明正常，由责任单位解除管控。",
        ],
      ].map(([kind, text]) => [kind, expect.stringMatching(new RegExp(`^${text?.replace("历时0秒", "历时\\d+秒")}$`))]),
    );
  });

  it("never gives advice of the height below it, and keeps the peak in the title", () => {
    const fallen = bodies.filter(({ level }) => level !== "red");
    expect(fallen.length).toBe(3);
    for (const { data } of fallen) {
      expect(JSON.stringify([data.message, data.case.advice])).not.toContain(heightAdvice.zh);
      expect(JSON.stringify([data.message, data.case.advice])).not.toContain(heightAdvice.en);
    }
    expect(new Set(bodies.map(({ data }) => data.case.title.zh))).toEqual(new Set(["京广北路隧道积水红色预警"]));
    for (const { data } of bodies) expect(data.message.en).not.toMatch(/\bALARM\b|\b0 m\b|\d Z\b|\d{2}:\d{2}:\d{2}/);
  });

  it("carries names, place, coordinates, unit, telephone, values with units and a link, so that nothing need be looked up", () => {
    const { data } = bodies[0] as CaseBody;
    expect(data.case).toMatchObject({
      hazardName: { zh: "积水内涝", en: "waterlogging" },
      levelName: { zh: "红色", en: "red" },
      stationName: { zh: "京广北路隧道" },
      place: { longitude: 113.637, latitude: 34.788, crs: "EPSG:4326" },
      areaPath: [{ zh: "郑州市" }, { zh: "金水区" }],
      unitName: { zh: "隧道养护" },
      unitPhone: "0371-00000001",
    });
    expect(data.change.measured).toMatchObject({
      name: { zh: "积水深度" },
      value: 0.41,
      limit: 0.4,
      unit: "m",
      words: { value: { zh: "41厘米", en: "41 cm" }, limit: { zh: "40厘米" } },
      gaugeId: "tunnel.north",
      property: "depth",
    });
    expect(data.url).toBe(`https://flood.example.cn${String(data.case.link)}`);
    expect(warnings[0]?.data.warning).toMatchObject({ unitName: { zh: "防指" }, unitPhone: "0371-00000000" });
  });

  it("sends what docs/webhooks.schema.json says, field by field", () => {
    const schema = cloudEventSchema(cloudEventType);
    for (const body of received()) expect(() => schema.parse(body)).not.toThrow();
  });

  it("drafts, lowers and withdraws the warning in words of its own", () => {
    expect(warnings.map(({ data }) => data.message.zh)).toEqual([
      "金水区：积水内涝红色预警已起草，待签发。立即封闭两端入口。",
      "金水区：积水内涝预警草稿由红色降为黄色，待签发。设置警示牌。",
      expect.stringMatching(/^金水区：积水内涝预警草稿撤销，未曾发布（最高红色）。积水报警已全部解除，道路先不要放行/),
    ]);
  });

  it("says each of them in the terminal and in the log, without --demo", async () => {
    await until("the closed case in the terminal", () => hub.process.output.includes("CASE CLOSED"));
    const lines = hub.process.output.split("\n");
    for (const head of ["CASE OPENED ", "CASE DOWN ", "CASE CLOSED ", "WARNING "]) {
      expect(lines.filter((line) => line.startsWith(head)).length, head).toBeGreaterThan(0);
    }
    expect(hub.process.output).toMatch(
      /CASE OPENED +Jingguang tunnel: water depth 41 cm, rising, red \(limit 40 cm\), since \d\d:\d\d/,
    );
    const logged = lines
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as { event?: string; level?: string });
    expect(logged.map(({ event }) => event)).toContain("case.opened");
    expect(logged.map(({ event }) => event)).toContain("case.closed");
  });
});
