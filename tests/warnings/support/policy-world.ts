import { createOpenCases } from "../../../cases/open-cases.ts";
import type { AlarmTransition } from "../../../domain/alarms/alarm.ts";
import type { City } from "../../../domain/city/city.ts";
import type { Level } from "../../../domain/city/level.ts";
import type { ColourPolicy, WarningPolicy } from "../../../domain/city/policies/warning-policy.ts";
import { minuteMs } from "../../../domain/clock.ts";
import type { Actor } from "../../../domain/governance/actor.ts";
import type { Called } from "../../../domain/governance/entry-caller.ts";
import type { Warning } from "../../../domain/governance/warning.ts";
import type { AlarmKey, StationId, WarningId } from "../../../domain/ids.ts";
import type { WarningMove } from "../../../domain/inputs/acts/warning-action.ts";
import { createOpenWarnings, type WarningAnswer, type WarningChange } from "../../../warnings/open-warnings.ts";
import { smallCity, transition } from "../../support/alarm-builders.ts";

const milder: ColourPolicy = {
  approve: [],
  issue: ["duty-officer", "commander"],
  secondPerson: false,
  unattended: null,
  expiresAfterMs: null,
};

/** Red wants a commander's approval and two persons, and is issued by rule after 5 min; the others want nobody. */
const strictPolicy: WarningPolicy = {
  colours: {
    blue: milder,
    yellow: { ...milder, expiresAfterMs: 60 * minuteMs },
    orange: { ...milder, unattended: { afterMs: 10 * minuteMs, do: "escalate" } },
    red: { ...milder, approve: ["commander"], secondPerson: true, unattended: { afterMs: 5 * minuteMs, do: "issue" } },
  },
  modes: {
    emergency: { red: { approve: ["duty-officer", "commander"], unattended: { afterMs: minuteMs, do: "issue" } } },
  },
  texts: {
    waterlogging: {
      orange: {
        impact: { zh: "{area}地下空间可能进水。", en: "Basements in {area} may flood." },
        advice: { zh: "远离地下车库。", en: "Keep out of basements." },
      },
      red: { impact: { zh: "{area}有生命危险。", en: "{area} is deadly." }, advice: null },
    },
  },
  sender: { id: "flood.example", name: { zh: "防汛办", en: "Flood office" }, contact: null, web: null },
  suggests: { orange: "III", red: "I" },
};

export const startedAt = transition().at;

export const commander = { actor: { part: "commander" } } as const;

export const officer = { actor: { part: "duty-officer" } } as const;

/** Warnings of a small city under a policy, moved by alarms, people and time. */
export class PolicyWorld {
  readonly city: City;
  readonly cases;
  warnings;
  now = startedAt;
  /** Every change there was, oldest first. */
  readonly changes: WarningChange[] = [];

  constructor(warningPolicy: WarningPolicy | null = strictPolicy) {
    this.city = smallCity(warningPolicy === null ? {} : { warningPolicy });
    this.cases = createOpenCases(this.city, []);
    this.warnings = createOpenWarnings(this.city, "district", []);
  }

  /** An alarm at a place moves. @returns null where the warning reads as before */
  alarm(
    place: string,
    from: Level | null,
    to: Level | null,
    more: Partial<AlarmTransition> = {},
  ): WarningChange | null {
    const target = { kind: "station", stationId: place as StationId } as const;
    const moved = transition({ alarmKey: `r|${place}` as AlarmKey, target, from, to, at: this.now, ...more });
    const change = this.cases.apply(moved);
    if (change === null) return null;
    return this.#noted(this.warnings.follow(change, { transition: moved, at: this.now }));
  }

  act(
    warningId: WarningId | string,
    by: string,
    action: WarningMove,
    more: { readonly actor?: Actor; readonly ifRevision?: number } & Called = {},
  ): WarningAnswer {
    const answer = this.warnings.act(
      { kind: "warning-action", warningId: warningId as WarningId, by, action, ...more },
      this.now,
    );
    this.#noted(answer.change);
    return answer;
  }

  /** Time passes: what falls due happens. */
  pass(ms: number): readonly WarningChange[] {
    this.now += ms;
    const due = this.warnings.advance(this.now, this.now);
    this.changes.push(...due);
    return due;
  }

  /** The hub is started again from what was committed. */
  restart(kept: Map<string, Warning>): void {
    for (const each of this.warnings.drainChanges()) kept.set(each.id, each);
    const open = [...kept.values()].filter(({ liftedAt }) => liftedAt === null);
    const { mode } = this.warnings;
    this.warnings = createOpenWarnings(this.city, "district", JSON.parse(JSON.stringify(open)));
    this.warnings.setMode(mode);
  }

  #noted(change: WarningChange | null): WarningChange | null {
    if (change !== null) this.changes.push(change);
    return change;
  }
}
