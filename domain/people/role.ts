/** What somebody is in the work of a city. Which rights a role has is the table of `people/rights.ts`. */
export const roles = [
  /** Sees what is open to staff. */
  "viewer",
  /** 值班员 */
  "duty-officer",
  /** 指挥员 */
  "commander",
  /** 规则编辑员 */
  "rule-editor",
  /** 设备管理员 */
  "device-admin",
  /** A platform of another body that acts on cases. */
  "integrator",
  /** 审计员 */
  "auditor",
  /** Makes and changes accounts, and nothing else. */
  "account-admin",
] as const;

export type Role = (typeof roles)[number];

/** What a token could be before there were roles. */
export const tokenKinds = ["reader", "operator"] as const;

export type TokenKind = (typeof tokenKinds)[number];

/** Roles of the two kinds of tokens that there were: a reader reads, an operator does what operators did. */
export const rolesOfKind: Readonly<Record<TokenKind, readonly Role[]>> = {
  reader: ["viewer"],
  operator: ["duty-officer", "commander", "rule-editor", "device-admin", "integrator", "auditor"],
};
