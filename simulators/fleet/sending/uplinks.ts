import { secondMs } from "../../../domain/clock.ts";
import { chance } from "../chance.ts";
import type { FaultKind } from "../fault.ts";
import type { FaultsInForce } from "../faults-in-force.ts";
import type { FleetLayout } from "../fleet-layout.ts";
import { Links } from "./links.ts";
import { Outbox } from "./outbox.ts";
import { type Reading, withFaults } from "./reading.ts";

export interface UplinksOptions {
  readonly layout: FleetLayout;
  readonly seed: number;
  readonly faults: FaultsInForce;
  /** `drain` has to be called then. */
  readonly drainAt: (node: number, at: number) => void;
  /** It will never be sent. */
  readonly lose: (reading: Reading) => void;
}

/** A gateway gathers readings for so long before it sends them. */
const batchMs = 5 * secondMs;
/** Between two messages of what has waited. */
const drainMs = secondMs;
const mostTogether = 100;
const mostOfGateway = 200;

/** The way of readings from devices to the hub: by gateways where they are behind one, and what becomes of them where a link is gone. */
export class Uplinks {
  readonly outbox: Outbox;
  readonly links: Links;
  readonly #options: UplinksOptions;
  readonly #draining = new Set<number>();
  /** Clients that send what they could not send before. */
  readonly #catchingUp = new Set<number>();

  constructor(options: UplinksOptions) {
    this.#options = options;
    this.links = new Links(options.layout);
    this.outbox = new Outbox(options.layout);
  }

  /** A fault of the link begins. */
  goDown(node: number, fault: FaultKind, at: number): void {
    this.links.changeLink(node, fault, 1);
    this.links.mapWaiting(node, (reading) => withFaults(reading, [fault]));
    if (this.links.isForgetful(node)) {
      for (const reading of this.links.leave(node, Number.POSITIVE_INFINITY, false)) this.#options.lose(reading);
    }
    this.changeOffline(node, 1, at);
  }

  comeBack(node: number, fault: FaultKind, at: number): void {
    this.links.changeLink(node, fault, -1);
    this.#catchingUp.add(node);
    this.changeOffline(node, -1, at);
    this.#drainSoon(node, at + drainMs);
  }

  /** A reason for a client not to be connected is there (1) or gone (-1); nothing where the node is behind a gateway. */
  changeOffline(node: number, by: 1 | -1, at: number): void {
    if (!this.links.isClient(node) || !this.links.changeOffline(node, by)) return;
    if (by === 1) {
      this.outbox.disconnect(node, at, true);
    } else {
      this.outbox.connect(node, at);
      this.#drainSoon(node, at + drainMs);
    }
  }

  /** From the device towards its client. */
  handOn(reading: Reading, at: number): void {
    const { node } = reading;
    if (this.links.canSend(node)) {
      this.#send(reading, at);
      return;
    }
    const kept = withFaults(reading, this.#options.faults.ofLink(node));
    if (this.links.isForgetful(node)) this.#options.lose(kept);
    else this.#wait(node, kept);
  }

  /** A message of what has waited, as the device does it: in order or newest first, one by one or many together. */
  drain(node: number, at: number): void {
    this.#draining.delete(node);
    if (!this.links.canSend(node)) return;
    const { layout, seed } = this.#options;
    const isNewestFirst = this.#catchingUp.has(node) && chance(seed, node, -1) < 0.5;
    const taken = (most: number) => this.links.leave(node, most, isNewestFirst);
    if (layout.isGateway[node] === 1) this.outbox.publishNamed(node, taken(mostOfGateway), at);
    else if (!this.links.isClient(node)) for (const reading of taken(mostTogether)) this.#send(reading, at);
    else if (chance(seed, node, -2) < 0.5) this.outbox.publishTogether(taken(mostTogether), at);
    else this.outbox.publishEach(taken(1), at);
    if (!this.links.hasWaiting(node)) this.#catchingUp.delete(node);
    this.#drainSoon(node, at + drainMs);
  }

  /** From the client of a device towards the hub. */
  #send(reading: Reading, at: number): void {
    const client = this.#options.layout.clientOf[reading.node]!;
    if (client === reading.node) {
      this.outbox.publishEach([reading], at);
      return;
    }
    const kept = withFaults(reading, this.#options.faults.ofLink(client));
    if (this.links.isForgetful(client)) {
      this.#options.lose(kept);
    } else {
      this.#wait(client, kept);
      this.#drainSoon(client, at + batchMs);
    }
  }

  #wait(node: number, reading: Reading): void {
    const dropped = this.links.wait(node, reading);
    if (dropped !== undefined) this.#options.lose(dropped);
  }

  #drainSoon(node: number, at: number): void {
    if (this.#draining.has(node) || !this.links.hasWaiting(node) || !this.links.canSend(node)) return;
    this.#draining.add(node);
    this.#options.drainAt(node, at);
  }
}
