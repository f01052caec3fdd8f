import { join } from "node:path";
import { systemClock } from "../../domain/clock.ts";
import type { AreaCode } from "../../domain/ids.ts";
import type { Role } from "../../domain/people/role.ts";
import { openCommandStore } from "../../store/sqlite/command-store.ts";
import { areaCodes, type District } from "./walk-city.ts";

/** Somebody who walks: a name, what it may do, and where; null for the whole city. */
export interface Walker {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly district: District | null;
  readonly token: string;
}

const cast: readonly Omit<Walker, "token">[] = [
  { name: "commander", roles: ["commander"], district: null },
  { name: "duty", roles: ["duty-officer"], district: null },
  { name: "platform", roles: ["integrator"], district: null },
  { name: "auditor", roles: ["auditor"], district: null },
  { name: "officer-north", roles: ["duty-officer"], district: "north" },
  { name: "officer-south", roles: ["duty-officer", "commander"], district: "south" },
  { name: "platform-south", roles: ["integrator"], district: "south" },
  { name: "viewer-west", roles: ["viewer"], district: "west" },
];

/** How often each takes a turn, beside one another. */
const turns: Readonly<Record<string, number>> = {
  commander: 4,
  duty: 6,
  platform: 4,
  "officer-south": 3,
  auditor: 1,
  nobody: 1,
};

/** Everybody as often as their turns come. */
export function inTurns(walkers: readonly Walker[]): readonly Walker[] {
  return walkers.flatMap((walker) => Array.from({ length: turns[walker.name] ?? 2 }, () => walker));
}

/** Tokens for everybody, of every role that acts and of different districts; the last is nobody's. */
export function issueWalkers(folder: string): readonly Walker[] {
  const store = openCommandStore(join(folder, "data"), systemClock);
  try {
    const known = cast.map((walker) => {
      const within = walker.district === null ? [] : [areaCodes[walker.district] as AreaCode];
      const grant = { roles: walker.roles, areaCodes: within, deviceIds: [] };
      return { ...walker, token: store.tokens.create(walker.name, grant).token };
    });
    return [...known, { name: "nobody", roles: [], district: null, token: "gl_000000000000_none" }];
  } finally {
    store.close();
  }
}
