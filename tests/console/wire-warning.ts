import type { Warning } from "../../console/api/wire.ts";

/** A warning as the API gives it, drafted by the hub and looked at by nobody yet. */
export const draft: Warning = {
  id: "warning-a",
  hazard: "waterlogging",
  areaCode: "410105",
  state: "draft",
  level: "yellow",
  title: { zh: "预警", en: "warning" },
  advice: { zh: "绕行", en: "go round" },
  draftedAt: "2026-07-20T08:00:00.000Z",
  updatedAt: "2026-07-20T08:00:00.000Z",
  liftedAt: null,
  revision: 1,
  cases: {},
};
