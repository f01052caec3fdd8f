import type { CaseSummary } from "../../console/api/wire.ts";

/** A case as a list has it, for what the console makes of lists. */
export function caseSummary(overrides: Partial<CaseSummary> = {}): CaseSummary {
  const at = "2026-07-20T08:00:00.000Z";
  return {
    id: "case-1",
    hazard: "waterlogging",
    stationId: "tunnel",
    areaCode: "410105",
    unitId: "drainage",
    caseClass: null,
    state: "reported",
    level: "blue",
    peakLevel: "blue",
    title: { zh: "隧道积水", en: "tunnel: water" },
    advice: { zh: "看一看", en: "look" },
    openedAt: at,
    updatedAt: at,
    closedAt: null,
    isLate: false,
    revision: 1,
    activeAlarms: {},
    ...overrides,
  };
}
