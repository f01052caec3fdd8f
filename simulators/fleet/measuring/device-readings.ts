import { chance, seedOf } from "../chance.ts";
import { nodeId } from "../drawn-fault.ts";
import { type FaultKind, isOfClass } from "../fault.ts";
import type { Reading } from "../sending/reading.ts";
import { claimUnder, writtenClaim } from "./clock-claim.ts";
import { Instruments, type InstrumentsOptions, type Look } from "./instruments.ts";

/** Of readings that are sent twice or late while the fault is in force. */
const duplicateShare = 1 / 3;

/** What devices make of a look at their gauges: text to send, and the truth about it. */
export class DeviceReadings {
  readonly instruments: Instruments;
  readonly #options: InstrumentsOptions;
  readonly #clockSeed: number;

  constructor(options: InstrumentsOptions) {
    this.#options = options;
    this.#clockSeed = seedOf(options.seed, "clock");
    this.instruments = new Instruments(options);
  }

  /** A look of a device that says nothing of it. */
  passBy(node: number, values: Float64Array): void {
    const { firstGauge } = this.#options.layout;
    for (let gauge = firstGauge[node]!; gauge < firstGauge[node + 1]!; gauge++) this.instruments.passBy(gauge, values);
  }

  read(node: number, look: Look): Reading {
    const { firstGauge, gauges } = this.#options.layout;
    const said: Record<string, number | null> = {};
    const isTrue: Record<string, number> = {};
    const faults = new Set<FaultKind>();
    let values = "";
    for (let gauge = firstGauge[node]!; gauge < firstGauge[node + 1]!; gauge++) {
      // The first reading has them all.
      if ((look.seq - 1) % gauges.every[gauge]! !== 0) continue;
      const reading = this.instruments.read(gauge, look);
      const { channel } = gauges.sources[gauge]!;
      values += `${values === "" ? "" : ","}${gauges.keys[gauge]}${reading.text}`;
      said[channel] = reading.said;
      isTrue[channel] = reading.true;
      for (const fault of reading.faults) faults.add(fault);
    }
    const claims = this.#claim(look, faults);
    const isDouble = this.#isDouble(look, faults);
    const time = writtenClaim(claims, chance(this.#clockSeed, node, 0));
    return {
      ...{
        node,
        deviceId: nodeId(this.#options.layout, node),
        measuredAt: look.at,
        seq: look.seq,
        claims,
        said,
        true: isTrue,
      },
      text: `{${time}"values":{${values}},"seq":${look.seq}}`,
      faults: [...faults],
      copies: isDouble ? 2 : 1,
    };
  }

  #claim({ at, faults }: Look, met: Set<FaultKind>): number | null {
    let clock: number | null = at;
    for (const drawn of faults) {
      if (!isOfClass(drawn.fault, "clock")) continue;
      met.add(drawn.fault);
      clock = clock === null ? null : claimUnder(drawn.fault, drawn, { measuredAt: at, clock });
    }
    return clock;
  }

  #isDouble({ seq, faults }: Look, met: Set<FaultKind>): boolean {
    const drawn = faults.find(({ fault }) => fault === "duplicate");
    if (drawn === undefined || chance(drawn.seed, seq, 5) >= duplicateShare) return false;
    met.add("duplicate");
    return true;
  }
}
