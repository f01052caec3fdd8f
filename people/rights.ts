import type { Role } from "../domain/people/role.ts";

/** Something one may do. A route names one; whoever has a role that gives it may call. */
export const rights = [
  /** See the city, its readings, alarms, cases and warnings, as far as they are not restricted. */
  "read",
  /** See restricted gauges too. */
  "restricted.read",
  /** Take cases on, hand them over, answer calls, sign shifts. */
  "cases.act",
  /** Keep the list of ponding places. */
  "ponding.manage",
  /** Keep alarms from people for a while. */
  "alarms.silence",
  /** Write warnings and responses. */
  "warnings.draft",
  /** Approve, issue and lift warnings; start and end responses. */
  "warnings.approve",
  /** Ask for another mode of the city; modes.yaml says who gets which, without it the commander alone. */
  "modes.switch",
  "rules.draft",
  "rules.approve",
  /** Maintenance, commands. */
  "devices.manage",
  /** Set quality flags of observations. */
  "observations.flag",
  /** Replay and acknowledge deliveries, enable endpoints. */
  "deliveries.manage",
  /** Begin and end drills. */
  "drills.run",
  "audit.read",
  /** Inquiry packs: everything kept about a matter, in one archive. */
  "record.export",
  "accounts.manage",
  /** Alerts of another system that become cases. */
  "alerts.send",
  /** Steps of a dispatch platform: accept, refuse, handled, feedback, verified. */
  "platform.step",
] as const;

export type Right = (typeof rights)[number];

const ofDuty = [
  "read",
  "cases.act",
  "ponding.manage",
  "alarms.silence",
  "warnings.draft",
  "observations.flag",
  "deliveries.manage",
  "modes.switch",
] as const;

/**
 * Roles and their rights. Nobody has them all: who writes rules does not approve them, who acts does not give out
 * accounts, and who gives out accounts does nothing else.
 */
export const rightsOfRole: Readonly<Record<Role, readonly Right[]>> = {
  viewer: ["read"],
  "duty-officer": ofDuty,
  commander: [...ofDuty, "restricted.read", "warnings.approve", "rules.approve", "drills.run", "record.export"],
  "rule-editor": ["read", "rules.draft"],
  "device-admin": ["read", "devices.manage", "observations.flag", "alerts.send"],
  integrator: ["read", "platform.step", "alerts.send"],
  auditor: ["read", "restricted.read", "audit.read", "record.export"],
  "account-admin": ["accounts.manage"],
};

/** Everything that somebody with these roles may do. */
export function rightsOf(roles: readonly Role[]): ReadonlySet<Right> {
  return new Set(roles.flatMap((role) => rightsOfRole[role]));
}

/** Whether one of these roles gives a right. */
export function mayDo(roles: readonly Role[], right: Right): boolean {
  return roles.some((role) => rightsOfRole[role].includes(right));
}
