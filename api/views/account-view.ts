import type { Account } from "../../domain/people/account.ts";
import { isoInstant } from "../../domain/time/iso-instant.ts";

/** An account as account administrators read it. */
export function accountView({ accountId, name, subject, isDisabled, language, createdAt, ...given }: Account) {
  const { roles, areaCodes, deviceIds } = given;
  const grant = { roles: [...roles], areaCodes: [...areaCodes], deviceIds: [...deviceIds] };
  return { accountId, name, ...grant, subject, isDisabled, language, createdAt: isoInstant(createdAt) };
}
