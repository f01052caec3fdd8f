import type { Hazard } from "../../domain/city/hazard.ts";
import type { Level } from "../../domain/city/level.ts";
import type { GaugeId, RuleId, StationId } from "../../domain/ids.ts";

/** A level of one of the city's own rules at one gauge, as a limit that true water reaches or does not. */
export interface Mark {
  readonly ruleId: RuleId;
  readonly hazard: Hazard;
  readonly stationId: StationId;
  readonly gaugeId: GaugeId;
  readonly level: Level;
  /** What reaches it: the value itself, or what was added up over `windowMs`. Canonical unit of the property. */
  readonly limit: number;
  /** Where it is over, by the rule's own deadband; same unit. */
  readonly reset: number;
  /** 1 where rising is graver, -1 where falling is. */
  readonly sign: 1 | -1;
  /** 0 where the value itself is compared; else over how long rain is added up, ms. */
  readonly windowMs: number;
  /** By how much an instrument may be off, same unit: within it of the limit the truth decides nothing. */
  readonly error: number;
  readonly expectedIntervalMs: number;
  /** How long the rule itself waits before it raises, ms. */
  readonly onDelayMs: number;
}
