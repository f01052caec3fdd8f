/** What a device knows when it reports. */
export interface Moment {
  /** Counted from the start of the soak. */
  readonly tick: number;
  /** True time, ms since 1970. */
  readonly now: number;
  readonly startedAt: number;
  readonly intervalMs: number;
  /** True depth, cm, different in the fourth decimal from every other of the device. */
  readonly cm: number;
}

/** One publish. */
export interface Message {
  readonly payload: string;
  /** Depths in it that must be in the journal once it is acknowledged, cm as sent. */
  readonly kept: readonly number[];
  readonly retain?: true;
  /** The link is cut before its PUBACK can come in; the same packet is sent again with DUP. */
  readonly isCut?: true;
}

/**
 * What becomes of a flood at a device that misbehaves so: `seen` as at a good one; `blind` when nothing usable comes, and
 * then the station must be told as unseen; `either`.
 */
export type Expectation = "seen" | "blind" | "either";

export interface Misbehaviour {
  readonly expects: Expectation;
  report(moment: Moment): readonly Message[];
  /** Whether it connects anew for every report. */
  readonly reconnects?: true;
  /** Whether another client signs in with its id now and then. */
  readonly hasTwin?: true;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const reading = (t: number | null, cm: number): string =>
  t === null ? `{"values":{"c0":${cm}}}` : `{"t":${Math.round(t)},"values":{"c0":${cm}}}`;

const single = (t: number | null, cm: number): readonly Message[] => [{ payload: reading(t, cm), kept: [cm] }];

/** A clock that says `at` of the true time. */
const clock = (at: (moment: Moment) => number): Misbehaviour => ({
  expects: "seen",
  report: (moment) => single(at(moment), moment.cm),
});

export const good: Misbehaviour = clock(({ now }) => now);

/** Readings of hours ago with a flood in them that is over, one a minute. */
function oldReadings(count: number, now: number): readonly { readonly t: number; readonly cm: number }[] {
  return Array.from({ length: count }, (_, index) => {
    const isFlood = index > count / 3 && index < (2 * count) / 3;
    return { t: now - 6 * hourMs + index * 60_000, cm: (isFlood ? 62 : 0.5) + (index + 1) * 1e-7 };
  });
}

const backlogSize = 90;

/** Each of these was seen in the field. */
export const misbehaviours = {
  "years behind": clock(({ now }) => now - 2_500 * dayMs),
  "an hour behind": clock(({ now }) => now - hourMs),
  "eight hours behind": clock(({ now }) => now - 8 * hourMs),
  "eight hours ahead": clock(({ now }) => now + 8 * hourMs),
  "stands still": clock(({ startedAt }) => startedAt - 20_000),
  "boots in 1970": clock(({ tick, intervalMs }) => (tick % 20) * intervalMs + 1_000),
  "boots in 2000": clock(({ tick, intervalMs }) => Date.UTC(2000, 0, 1) + (tick % 15) * intervalMs),
  "five percent fast": clock(({ now, startedAt }) => now + (now - startedAt) / 20 + 20 * 60_000),
  jumps: clock(({ now, tick }) => now + ([0, -hourMs, 3 * hourMs, -2 * dayMs][Math.floor(tick / 15) % 4] ?? 0)),
  "without a time": { expects: "seen", report: ({ cm }) => single(null, cm) },
  "ts for t": {
    expects: "seen",
    report: ({ now, cm }) => [{ payload: `{"ts":${now},"values":{"c0":${cm}}}`, kept: [cm] }],
  },
  "a backlog in one array": {
    expects: "seen",
    report(moment) {
      const live = single(moment.now, moment.cm);
      if (moment.tick !== 4) return live;
      const old = oldReadings(backlogSize, moment.now);
      const payload = `[${old.map(({ t, cm }) => reading(t, cm)).join(",")}]`;
      return [{ payload, kept: old.map(({ cm }) => cm) }, ...live];
    },
  },
  "a backlog one by one": {
    expects: "seen",
    report(moment) {
      const old = oldReadings(backlogSize, moment.startedAt).slice((moment.tick - 3) * 10, (moment.tick - 2) * 10);
      const backlog = moment.tick < 3 ? [] : old.flatMap(({ t, cm }) => single(t, cm));
      return [...backlog, ...single(moment.now, moment.cm)];
    },
  },
  "the newest of a backlog first": {
    expects: "seen",
    report(moment) {
      const old = oldReadings(backlogSize, moment.startedAt).toReversed();
      const some = moment.tick < 3 ? [] : old.slice((moment.tick - 3) * 10, (moment.tick - 2) * 10);
      return [...single(moment.now, moment.cm), ...some.flatMap(({ t, cm }) => single(t, cm))];
    },
  },
  "resends without time or count": {
    expects: "seen",
    report: ({ tick, cm }) =>
      single(null, cm).map((message) => (tick % 4 === 2 ? { ...message, isCut: true } : message)),
  },
  "nan beside numbers": {
    expects: "seen",
    report: ({ now, cm }) => [{ payload: `[${reading(now, cm)},{"t":${now - 500},"values":{"c0":nan}}]`, kept: [cm] }],
  },
  "rubbish between": {
    expects: "seen",
    report: ({ tick, now, cm }) => (tick % 3 === 1 ? single(now, -999_999 - tick * 1e-7) : single(now, cm)),
  },
  "zero drifted below": {
    expects: "seen",
    report: ({ now, cm }) => single(now, Math.round((cm - 0.3) * 1e7) / 1e7),
  },
  "two by two in the wrong order": {
    expects: "seen",
    report: ({ now, intervalMs, cm }) => [
      ...single(now, cm),
      ...single(now - intervalMs / 2, Math.round((cm - 2e-7) * 1e7) / 1e7),
    ],
  },
  "connects for each reading": { expects: "seen", reconnects: true, report: ({ now, cm }) => single(now, cm) },
  "shares its id": { expects: "seen", hasTwin: true, report: ({ now, cm }) => single(now, cm) },
  "numbers in quotes": {
    expects: "either",
    report: ({ now, cm }) => [{ payload: `{"t":${now},"values":{"c0":"${cm}"}}`, kept: [] }],
  },
  "rubbish alone": { expects: "blind", report: ({ now, tick }) => single(now, -999_999 - tick * 1e-7) },
  "retained alone": {
    expects: "blind",
    report: ({ now, cm }) => [{ payload: reading(now, cm), kept: [], retain: true }],
  },
} as const satisfies Readonly<Record<string, Misbehaviour>>;

export type MisbehaviourName = keyof typeof misbehaviours;

export const misbehaviourNames = Object.keys(misbehaviours) as readonly MisbehaviourName[];
