import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { testSecretVariable } from "../../support/city-folder.ts";

/** Districts of the night, each with the first of its stations. */
const districts = [
  { code: "410105", zh: "金水区", en: "Jinshui", from: 1 },
  { code: "410103", zh: "二七区", en: "Erqi", from: 15 },
  { code: "410102", zh: "中原区", en: "Zhongyuan", from: 28 },
] as const;

export const stationCount = 40;

/** Endpoints of the city: the dispatch platform, which hears everything, and a gateway for text messages. */
export interface NightEndpoints {
  readonly platform: string;
  readonly sms: string;
}

const both = (zh: string, en: string) => ({ zh, en });

/** Writes the city of the night: 40 gauges in three districts, two units, a post, a ladder, limits, warnings, modes. */
export function writeNightCity(folder: string, endpoints: NightEndpoints): void {
  mkdirSync(folder, { recursive: true });
  const files = { ...places(), ...rulesAndEndpoints(endpoints), ...policies, ...duty, ...modes };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, `${name}.yaml`), JSON.stringify(content, null, 1));
  }
}

function places() {
  const areas = districts.map(({ code, zh, en }) => ({ code, kind: "district", name: both(zh, en), parent: "410100" }));
  const unit = (id: string, zh: string, en: string) => ({ id, name: both(zh, en), isDemonstration: true });
  return {
    city: { code: "410100", name: both("夜雨市", "Night City"), warningAreaKind: "district" },
    areas: { areas },
    units: { units: [unit("drainage", "市政排水", "Drainage"), unit("tunnels", "隧道养护", "Tunnel operations")] },
    stations: { stations: Array.from({ length: stationCount }, (_, index) => station(index + 1)) },
  };
}

function station(at: number) {
  const { code, zh, en } = districts.findLast(({ from }) => from <= at) ?? districts[0];
  const gauge = {
    id: `g${at}`,
    channel: "depth",
    property: "depth",
    unit: "m",
    datum: "local zero",
    range: { min: -1, max: 20 },
    expectedInterval: "1min",
    quality: "off",
  };
  return {
    id: `s${at}`,
    kind: "waterlogging",
    name: both(`${zh}${at}号低洼点`, `${en} low spot ${at}`),
    area: code,
    position: { longitude: 113.6 + (at % 8) * 0.012, latitude: 34.7 + Math.floor(at / 8) * 0.012 },
    unit: "drainage",
    devices: [{ id: `d${at}`, gauges: [gauge] }],
  };
}

function rulesAndEndpoints({ platform, sms }: NightEndpoints) {
  const common = { source: "made up for a test", isDemonstration: true };
  const applies = { kind: "waterlogging", property: "depth" };
  const depth = {
    id: "depth",
    hazard: "waterlogging",
    title: both("{station}积水", "Water at {station}"),
    advice: both("绕行", "Detour"),
    applies,
    condition: { kind: "threshold" },
    unit: "m",
    deadband: 0.02,
    levels: { blue: { raise: 0.15 }, yellow: { raise: 0.2 }, orange: { raise: 0.27 }, red: { raise: 0.4 } },
    ...common,
  };
  const silence = {
    id: "silence",
    hazard: "blind-spot",
    title: both("{station}监测数据中断", "{station}: no usable reading"),
    advice: both("查看设备供电与通信", "Check power and link"),
    applies,
    condition: { kind: "silence" },
    levels: { blue: { raise: 10 } },
    draftsWarning: false,
    ...common,
  };
  const endpoint = (id: string, url: string, events: readonly string[]) => {
    return { id, url, events, secretEnv: testSecretVariable };
  };
  return {
    rules: { rules: [depth, silence] },
    endpoints: { endpoints: [endpoint("platform", platform, ["*"]), endpoint("sms", sms, ["delivery.overdue"])] },
  };
}

const decidedBy = { issue: ["duty-officer", "commander"] };
const twoPersons = { ...decidedBy, approve: ["commander"], secondPerson: true };

const policies = {
  "case-policy": {
    registration: "at-once",
    dispatch: "at-once",
    closing: "evidence",
    holdClear: "30min",
    verification: "sensor",
    reopenWithin: "2h",
    incidents: { area: "district", within: "6h" },
    isDemonstration: true,
  },
  "case-classes": {
    limits: {
      register: "0.5紧急工作时",
      dispatch: "0.5紧急工作时",
      handle: { limit: "4紧急工作时", modes: { emergency: "1紧急工作时" } },
      verify: "4紧急工作时",
    },
    warnAfter: 75,
    overdue: { supervise: true },
  },
  "warning-policy": {
    colours: { blue: decidedBy, yellow: decidedBy, orange: twoPersons, red: twoPersons },
    sender: { id: "flood.example", name: both("防汛办", "Flood office") },
    responses: { orange: "II", red: "I" },
    isDemonstration: true,
  },
};

const modes = {
  modes: { isDemonstration: true, daily: {}, emergency: { secondPerson: true, freezesRules: true, longest: "6h" } },
};

const person = (id: string, zh: string, en: string, phone: string) => {
  return { id, name: both(zh, en), phone, account: id, channels: ["platform", "sms"] };
};

const duty = {
  posts: {
    posts: [
      {
        id: "jinshui-duty",
        name: both("金水区值班室", "Jinshui duty office"),
        area: "410105",
        people: [person("li", "李伟", "Li Wei", "0371-00000111"), person("wang", "王芳", "Wang Fang", "0371-00000112")],
        roster: [
          { from: "12:00", to: "00:00", people: ["li"], deputies: ["wang"] },
          { from: "00:00", to: "12:00", people: ["wang"], deputies: ["li"] },
        ],
      },
    ],
  },
  ladders: {
    ladders: [
      {
        id: "jinshui",
        area: "410105",
        levels: ["orange", "red"],
        rungs: [{ post: "jinshui-duty", answerWithin: "3min" }],
      },
    ],
  },
};
