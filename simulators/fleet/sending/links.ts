import type { FaultKind } from "../fault.ts";
import type { FleetLayout } from "../fleet-layout.ts";
import type { Reading } from "./reading.ts";

/** Readings that a node holds while it cannot send; the oldest is gone where there are more. */
const mostWaiting = 5_000;

/** Which nodes can send, and what waits where they cannot. Counts of reasons, so that faults may overlap. */
export class Links {
  readonly #layout: FleetLayout;
  /** Reasons for which a client is not connected: it has not begun, its link is gone, it is dead. */
  readonly #offline: Uint8Array;
  /** Faults of the link in force; what is measured waits. */
  readonly #down: Uint8Array;
  /** Faults of the link in force; what is measured is gone. */
  readonly #forgetful: Uint8Array;
  /** Reasons for which a device says nothing. */
  readonly #silent: Uint8Array;
  readonly #waiting = new Map<number, Reading[]>();

  constructor(layout: FleetLayout) {
    this.#layout = layout;
    const count = layout.nodes.length;
    this.#offline = new Uint8Array(count).fill(1);
    this.#down = new Uint8Array(count);
    this.#forgetful = new Uint8Array(count);
    this.#silent = new Uint8Array(count);
  }

  /** A client of its own, not behind a gateway. */
  isClient(node: number): boolean {
    return this.#layout.clientOf[node] === node;
  }

  isSilent(node: number): boolean {
    return this.#silent[node]! > 0;
  }

  isForgetful(node: number): boolean {
    return this.#forgetful[node]! > 0;
  }

  canSend(node: number): boolean {
    return this.#down[node] === 0 && this.#forgetful[node] === 0 && (!this.isClient(node) || this.#offline[node] === 0);
  }

  /** A fault of the link begins (1) or ends (-1). */
  changeLink(node: number, fault: FaultKind, by: 1 | -1): void {
    const isForgetful = fault === "radio-loss-without-memory" || fault === "gateway-down";
    (isForgetful ? this.#forgetful : this.#down)[node]! += by;
  }

  changeSilence(node: number, by: 1 | -1): void {
    this.#silent[node]! += by;
  }

  /** @returns whether the client has just come or gone by this */
  changeOffline(node: number, by: 1 | -1): boolean {
    const before = this.#offline[node]!;
    this.#offline[node] = before + by;
    return (before === 0) !== (before + by === 0);
  }

  hasWaiting(node: number): boolean {
    return (this.#waiting.get(node)?.length ?? 0) > 0;
  }

  /** @returns one that had to give way */
  wait(node: number, reading: Reading): Reading | undefined {
    const waiting = this.#waiting.get(node) ?? [];
    waiting.push(reading);
    this.#waiting.set(node, waiting);
    return waiting.length > mostWaiting ? waiting.shift() : undefined;
  }

  /** Takes out what has waited: in the order measured, or the newest first. */
  leave(node: number, most: number, isNewestFirst: boolean): readonly Reading[] {
    const waiting = this.#waiting.get(node) ?? [];
    if (!isNewestFirst) return waiting.splice(0, most);
    return waiting.splice(Math.max(0, waiting.length - most)).reverse();
  }

  /** What waits at a node is changed. */
  mapWaiting(node: number, change: (reading: Reading) => Reading): void {
    const waiting = this.#waiting.get(node);
    if (waiting !== undefined) this.#waiting.set(node, waiting.map(change));
  }

  /** Takes out all that waits anywhere. */
  leaveAll(): readonly Reading[] {
    const left = [...this.#waiting.values()].flat();
    this.#waiting.clear();
    return left;
  }
}
