import { parseArgs } from "node:util";
import { benchBacktest } from "./backtest.ts";
import { benchCity } from "./city/city.ts";
import { benchConsolePage } from "./console/page.ts";
import { benchConsoleState } from "./console/state-answer.ts";
import { benchConsoleFrames } from "./console/state-frames.ts";
import { benchCityFlood } from "./flood.ts";
import { benchInfluxDrain, benchInfluxOutage } from "./influx.ts";
import { benchIngest } from "./ingest.ts";
import { benchLatency } from "./latency.ts";
import { benchLoop, benchLoopAge } from "./loop/loop.ts";
import { benchPayloads } from "./payloads.ts";
import { benchQuality, qualityTables } from "./quality.ts";
import { benchFlood, benchKinds, benchLate, benchRules, benchSteps } from "./rules-step.ts";
import { benchPhysics, benchRises } from "./simulators/physics.ts";

const help = `npm run bench -- <what> [options]   prints JSON lines

  ingest    readings kept a second, beside bare Aedes and Mosquitto   [--devices 500,2000] [--seconds 10] [--window 10]
  latency   publish to webhook received, under load                   [--rate 5000] [--seconds 20]
  loop      steps of people and platform beside readings, and what a step costs by age of its case and by closed cases
                                                                      [--steps 1000] [--rate 20000] [--seconds 10] [--closed 10000]
  flood     every station of a district goes under at once: until all of it is notified  [--stations 500,1500]
  city      a generated city over real connections, hub in one process, all devices in one other, at its own rates and faster
                                                                      [--stations 3000] [--rate 1,10] [--seconds 60]
  rules     cost of judging a reading, by gauges, by rules that apply to it, by kind of condition, late, in a flood
                                                                      [--gauges 100,1000,10000] [--rules 1,10,100]
  physics   how many times faster than real time the water of Zhengzhou, and of generated cities, moves on, and how fast underpasses fill
                                                                      [--cities 300,3000]
  payloads  what the dearest packets of 64 KB cost before they are kept
  console   the first state of a page: bytes, compressed and not, and what it costs to make  [--gauges 100,1000,10000]; the last
            hour by minutes, moment by moment and in one answer; then the page itself in Chromium without a graphics card, 10,000
            gauges and 1,000 changes a second: first view, frames steady and dragged, heap (of the console for so many minutes),
            bytes, as ratios to a bare canvas of the same points, and OpenLayers' own points  [--minutes 1]
  quality   precision and recall of the quality checks on labelled stages, and what a reading costs
  backtest  observations a second of reading a CSV, and of judging it
  influx    points a second into InfluxDB from a full spool, then a hub through an outage  [--points 1000000] [--live 2000] [--outage 20]`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    devices: { type: "string", default: "500,2000" },
    seconds: { type: "string" },
    window: { type: "string", default: "10" },
    rate: { type: "string" },
    steps: { type: "string", default: "1000" },
    closed: { type: "string", default: "10000" },
    stations: { type: "string" },
    gauges: { type: "string", default: "100,1000,10000" },
    rules: { type: "string", default: "1,10,100" },
    cities: { type: "string", default: "300,3000" },
    minutes: { type: "string", default: "1" },
    points: { type: "string", default: "1000000" },
    live: { type: "string", default: "2000" },
    outage: { type: "string", default: "20" },
    help: { type: "boolean", default: false },
  },
});

const numbers = (list: string): readonly number[] => list.split(",").map(Number);
const print = (figures: object): void => console.log(JSON.stringify(figures));

switch (values.help ? "help" : positionals[0]) {
  case "ingest":
    for (const devices of numbers(values.devices)) {
      print(await benchIngest(devices, Number(values.seconds ?? 10), Number(values.window)));
    }
    break;
  case "latency":
    print(await benchLatency(Number(values.rate ?? 5_000), Number(values.seconds ?? 20)));
    break;
  case "loop":
    print(
      await benchLoop({
        stepsPerSecond: Number(values.steps),
        readingsPerSecond: Number(values.rate ?? 20_000),
        seconds: Number(values.seconds ?? 10),
      }),
    );
    print(await benchLoopAge(Number(values.closed)));
    break;
  case "flood":
    for (const stations of numbers(values.stations ?? "500,1500")) print(await benchCityFlood(stations));
    break;
  case "city":
    for (const stations of numbers(values.stations ?? "3000")) {
      for (const ratio of numbers(values.rate ?? "1,10")) {
        print(await benchCity({ stations, ratio, seconds: Number(values.seconds ?? 60) }));
      }
    }
    break;
  case "rules":
    for (const rulesPerKind of numbers(values.rules)) {
      for (const gauges of numbers(values.gauges)) print(benchRules({ gauges, rulesPerKind }));
    }
    for (const gauges of numbers(values.gauges)) print(benchSteps(gauges));
    for (const figures of benchKinds()) print(figures);
    for (const lateReadings of [1, 5, 9]) print(benchLate(lateReadings));
    for (const stations of [100, 1_000, 3_000]) print(benchFlood(stations));
    break;
  case "console":
    for (const gauges of numbers(values.gauges)) print(await benchConsoleState(gauges));
    for (const gauges of numbers(values.gauges)) print(await benchConsoleFrames(gauges));
    for await (const figures of benchConsolePage({
      gauges: 10_000,
      changesPerSecond: 1_000,
      minutes: Number(values.minutes),
    }))
      print(figures);
    break;
  case "physics":
    print(benchPhysics("as it is"));
    for (const stations of numbers(values.cities)) print(benchPhysics(stations));
    print(benchRises(300));
    break;
  case "payloads":
    for (const figures of benchPayloads()) print(figures);
    break;
  case "quality":
    console.log(qualityTables().join("\n"));
    for (const water of ["dry", "still", "moving"] as const) print(benchQuality({ water }));
    break;
  case "backtest":
    for (const figures of await benchBacktest()) print(figures);
    break;
  case "influx":
    print(await benchInfluxDrain(Number(values.points)));
    print(await benchInfluxOutage(Number(values.live), Number(values.outage)));
    break;
  default:
    console.log(help);
    process.exitCode = values.help ? 0 : 2;
}
