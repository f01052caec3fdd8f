import { type ModeSetterPart, modeSetterParts, modes } from "../../domain/city/mode.ts";
import { toWire } from "../../domain/time/instants.ts";
import type { ModeActor } from "../../modes/ports.ts";
import type { Caller } from "../../people/caller.ts";
import type { RouteDeps } from "../app.ts";
import { actingOf } from "./enter-act.ts";

/** How the city is run now, and what waits; what there is nothing to say of is left out. */
export function modeView({ mode, modes: port, clock }: RouteDeps) {
  const now = mode();
  const newest = port.history.changes.at(-1);
  const request = port.history.waitingAt(clock());
  const counts = port.counts();
  const { policies } = port;
  return toWire({
    ...now,
    ...(newest === undefined || newest.approvedBy === null ? {} : { approvedBy: newest.approvedBy }),
    ...(newest === undefined || newest.reason === null ? {} : { reason: newest.reason }),
    ...(newest === undefined || newest.untilAt === null ? {} : { untilAt: newest.untilAt }),
    ...(request === null ? {} : { request: requestView(request) }),
    ...(counts.asked + counts.confirmed + counts.refused === 0 ? {} : { devices: counts }),
    ...(policies === undefined ? {} : { policies: modes.map((name) => policyView(name, policies[name])) }),
  });
}

function requestView(request: NonNullable<ReturnType<RouteDeps["modes"]["history"]["waitingAt"]>>) {
  const { entrySeq: requestId, mode, by, reason, at, untilAt, expiresAt } = request;
  return { requestId, mode, by, reason, at, untilAt, expiresAt };
}

type Policies = NonNullable<RouteDeps["modes"]["policies"]>;

function policyView(mode: keyof Policies, { reporting, setBy, ...policy }: Policies[keyof Policies]) {
  const { everyMs = 0, kinds = null } = reporting ?? {};
  return {
    ...{ mode, ...policy, setBy: [...setBy] },
    reporting: reporting === null ? null : { everyMs, kinds: kinds === null ? null : [...kinds] },
  };
}

/** Who acts on modes, as far as the token says. */
export function modeActorOf(caller: Caller | null): ModeActor {
  return { ...actingOf(caller), accountId: caller?.accountId ?? "", parts: partsOf(caller) };
}

/** Those of the caller's roles that modes ask for. */
function partsOf(caller: Caller | null): readonly ModeSetterPart[] {
  return modeSetterParts.filter((part) => caller?.roles.includes(part) === true);
}
