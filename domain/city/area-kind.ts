/** Kinds of area, from the widest in. */
export const areaKinds = ["city", "district", "street", "community", "grid"] as const;

export type AreaKind = (typeof areaKinds)[number];
