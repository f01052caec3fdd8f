import { type ModeSetterPart, modeSetterParts, modes } from "../../domain/city/mode.ts";
import { toWire } from "../../domain/time/instants.ts";
import type { ModeActor } from "../../modes/ports.ts";
import type { ApiToken } from "../../store/ports.ts";
import type { ApiDeps } from "../app.ts";
import { nameOf } from "./enter-act.ts";

/** How the city is run now, and what waits; what there is nothing to say of is left out. */
export function modeView({ mode, modes: port, clock }: ApiDeps) {
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

function requestView(request: NonNullable<ReturnType<ApiDeps["modes"]["history"]["waitingAt"]>>) {
  const { entrySeq: requestId, mode, by, reason, at, untilAt, expiresAt } = request;
  return { requestId, mode, by, reason, at, untilAt, expiresAt };
}

type Policies = NonNullable<ApiDeps["modes"]["policies"]>;

function policyView(mode: keyof Policies, { reporting, setBy, ...policy }: Policies[keyof Policies]) {
  const { everyMs = 0, kinds = null } = reporting ?? {};
  return {
    ...{ mode, ...policy, setBy: [...setBy] },
    reporting: reporting === null ? null : { everyMs, kinds: kinds === null ? null : [...kinds] },
  };
}

/** Who acts on modes, as far as the token says. */
export function modeActorOf(caller: ApiToken | null): ModeActor {
  return { by: nameOf(caller), accountId: caller?.tokenId ?? "", parts: partsOf(caller) };
}

/** An operator's token is both. */
function partsOf(caller: ApiToken | null): readonly ModeSetterPart[] {
  return caller?.role === "operator" ? modeSetterParts : [];
}
