import type { AreaCode, DeviceId } from "../ids.ts";
import { type Role, rolesOfKind, type TokenKind } from "./role.ts";

/** What an account or token was given: what it may do, and where. */
export interface Grant {
  readonly roles: readonly Role[];
  /** Areas it reaches, with all below them. */
  readonly areaCodes: readonly AreaCode[];
  /** Devices it reaches beside those of its areas; alone for the maker of devices. */
  readonly deviceIds: readonly DeviceId[];
}

/** Whether a grant reaches the whole city: neither areas nor devices narrow it. */
export function isOfWholeCity({ areaCodes, deviceIds }: Pick<Grant, "areaCodes" | "deviceIds">): boolean {
  return areaCodes.length === 0 && deviceIds.length === 0;
}

/** The grant of a kind of token: its roles in the whole city. */
export function grantOfKind(kind: TokenKind): Grant {
  return { roles: rolesOfKind[kind], areaCodes: [], deviceIds: [] };
}

/** Whether two grants give the same, in whatever order it is written. */
export function isSameGrant(a: Grant, b: Grant): boolean {
  return grantKey(a) === grantKey(b);
}

/** One text for what a grant gives, the same for equal grants. */
export function grantKey({ roles, areaCodes, deviceIds }: Grant): string {
  return JSON.stringify([roles, areaCodes, deviceIds].map((each) => [...each].toSorted()));
}
