import type { DrawnFault } from "./drawn-fault.ts";
import { classOf, type FaultKind } from "./fault.ts";

const none: readonly DrawnFault[] = [];

/** Which faults each node has now, in the order they began. */
export class FaultsInForce {
  readonly #byNode = new Map<number, readonly DrawnFault[]>();

  of(node: number): readonly DrawnFault[] {
    return this.#byNode.get(node) ?? none;
  }

  begin(drawn: DrawnFault): void {
    this.#byNode.set(drawn.node, [...this.of(drawn.node), drawn]);
  }

  end(drawn: DrawnFault): void {
    this.#byNode.set(
      drawn.node,
      this.of(drawn.node).filter((other) => other !== drawn),
    );
  }

  /** Those that keep readings from leaving. */
  ofLink(node: number): readonly FaultKind[] {
    return this.of(node)
      .map(({ fault }) => fault)
      .filter((fault) => classOf(fault) === "link");
  }
}

/** A battery that runs down says nothing for the last quarter of the fault. */
export const batterySilentFrom = 0.75;
const batteryTwiceUntil = 0.5;

/** How much less often a device looks whose battery runs down. */
export function intervalFactor(faults: readonly DrawnFault[], at: number): number {
  const low = faults.find(({ fault }) => fault === "battery");
  if (low === undefined) return 1;
  return (at - low.from) / (low.to - low.from) < batteryTwiceUntil ? 2 : 4;
}
