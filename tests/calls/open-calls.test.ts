import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { City } from "../../domain/city/city.ts";
import { hourMs, minuteMs, secondMs } from "../../domain/clock.ts";
import type { CallId, CaseId } from "../../domain/ids.ts";
import { queueDeliveries } from "../../webhooks/queue-deliveries.ts";
import { evidencePolicy } from "../cases/loop.ts";
import { smallCity } from "../support/alarm-builders.ts";
import { endpoint } from "../webhooks/support/builders.ts";
import { CallsWorld } from "./calls-world.ts";
import { ladder, person, planOf, post, rungOf, shift, withDuty } from "./duty-plans.ts";

const zero = Date.parse("2021-07-20T16:00:00+08:00");
const at = (minute: number): number => zero + minute * minuteMs;

/** Li and then Wang at the district, Zhou at the city; three minutes each. */
function callingCity(more: Parameters<typeof smallCity>[0] = {}): City {
  const people = [person("li"), person("wang", ["robot", "sms"]), person("zhou", ["voice"])];
  const posts = [
    post("district", "410105", { ...shift({ people: ["li"] }), deputies: [people[1]!.id] }),
    post("city", "410100", shift({ people: ["zhou"] })),
  ];
  const ladders = [
    ladder("east", "410105", [rungOf("district")], { levels: ["orange", "red"] }),
    ladder("all", "410100", [rungOf("city", { times: 2 })], { levels: ["yellow", "orange", "red"] }),
  ];
  return withDuty(smallCity(more), planOf({ people, posts, ladders }));
}

function answer(caseId: CaseId, by: string, callId?: CallId) {
  return { kind: "call-answered", caseId, by, channel: "voice", ...(callId === undefined ? {} : { callId }) } as const;
}

describe("a ladder", () => {
  it("calls the next person, the next channel and the next administrative level, each in its time", async () => {
    const world = await CallsWorld.start(callingCity());
    world.alarm("orange", at(0));
    expect(world.said()).toEqual(["li robot waiting"]);
    world.tick(at(3) - 1);
    expect(world.said()).toHaveLength(1);
    for (const minute of [3, 6, 9, 12]) world.tick(at(minute));
    expect(world.said()).toEqual([
      "li robot missed",
      "wang robot missed",
      "wang sms missed",
      "zhou voice missed",
      "zhou voice waiting",
    ]);
    world.tick(at(15));
    expect(world.said().at(-1)).toBe("zhou voice missed");
    world.tick(at(60));
    expect(world.said()).toHaveLength(5);
    const unanswered = world.events.filter(({ type }) => type === "call.unanswered");
    expect(unanswered).toMatchObject([
      {
        isUrgent: true,
        data: { isOver: true, called: [{ personId: "li" }, { personId: "wang" }, { personId: "zhou" }] },
      },
    ]);
    expect(unanswered[0]?.data).toMatchObject({
      message: { zh: expect.stringContaining("li 0371-li、wang 0371-wang") },
    });
  });

  it("asks each endpoint alone, urgent, with who is called, up to when, and what to do", async () => {
    const world = await CallsWorld.start(callingCity());
    world.alarm("red", at(0));
    const requested = world.events.filter(({ type }) => type === "call.requested");
    expect(requested).toMatchObject([
      {
        only: "robot",
        isUrgent: true,
        level: "red",
        data: { call: { to: { personId: "li", phone: "0371-li" }, askedAt: at(0), dueAt: at(3), state: "waiting" } },
      },
    ]);
    expect(requested[0]?.data).toMatchObject({ message: { zh: expect.stringMatching(/^请 li 在 16:03 前应答。/) } });
    expect(new Set(world.events.map(({ id }) => id)).size).toBe(world.events.length);
  });

  it("goes round for as long as nobody answers a red case, and not one round more for another", async () => {
    const world = await CallsWorld.start(callingCity());
    world.alarm("red", at(0));
    for (let minute = 0; minute <= 600; minute += 3) world.tick(at(minute));
    expect(world.said()).toHaveLength(201);
    expect(world.calls.isUnanswered(world.openCase.id)).toBe(true);
    expect(world.events.filter(({ type }) => type === "call.unanswered")).toHaveLength(40);
  });

  it.each([
    ["an answer", (id: CaseId) => answer(id, "li")],
    [
      "an acknowledgement",
      (id: CaseId) => ({ kind: "case-action", caseId: id, by: "li", action: { do: "acknowledge" } }) as const,
    ],
  ])("ends with %s, which the call shows", async (_, entryOf) => {
    const world = await CallsWorld.start(callingCity());
    world.alarm("red", at(0));
    world.tick(at(3));
    world.enter(entryOf(world.openCase.id), at(4));
    expect(world.said()).toEqual(["li robot missed", "wang robot answered"]);
    expect(world.calls.calls()[0]).toMatchObject({ answered: { by: "li", at: at(4) }, endedAt: at(4) });
    world.tick(at(60));
    expect(world.said()).toHaveLength(2);
  });

  it("takes the late answer of somebody called before, and lets the next one be", async () => {
    const world = await CallsWorld.start(callingCity());
    world.alarm("red", at(0));
    const first = world.calls.calls()[0]!.callId;
    world.tick(at(3));
    world.enter(answer(world.openCase.id, "li", first), at(4));
    expect(world.said()).toEqual(["li robot answered", "wang robot skipped: answered-elsewhere"]);
  });

  it("begins anew where the case grows graver, also after an answer, and not where it falls", async () => {
    const world = await CallsWorld.start(callingCity());
    world.alarm("yellow", at(0));
    expect(world.said()).toEqual(["zhou voice waiting"]);
    world.enter(answer(world.openCase.id, "zhou"), at(1));
    world.alarm("red", at(2));
    expect(world.said()).toEqual(["zhou voice answered", "li robot waiting"]);
    world.alarm("orange", at(2.5));
    expect(world.said()).toHaveLength(2);
    const other = await CallsWorld.start(callingCity());
    other.alarm("orange", at(0));
    other.alarm("red", at(1));
    expect(other.said()).toEqual(["li robot skipped: escalated", "li robot waiting"]);
    expect(other.calls.calls()[0]?.dueAt).toBe(at(4));
  });

  it("ends with its case, and calls nobody for what was learnt late or is below its levels", async () => {
    const world = await CallsWorld.start(callingCity());
    world.alarm("orange", at(0));
    world.alarm(null, at(1));
    expect(world.said()).toEqual(["li robot skipped: case-over"]);
    world.tick(at(20));
    expect(world.said()).toHaveLength(1);
    const quiet = await CallsWorld.start(callingCity());
    quiet.alarm("blue", at(0));
    quiet.alarm("red", at(0), "road", { isLate: true });
    expect(quiet.said()).toEqual([]);
  });

  it("calls nobody once more for a hazard that flaps at a level that people know", async () => {
    const world = await CallsWorld.start(callingCity());
    for (let time = 0; time < 6; time++) {
      world.alarm("orange", at(2 * time));
      world.alarm(null, at(2 * time + 1));
    }
    expect(world.said()).toHaveLength(3);
    world.alarm("red", at(20));
    expect(world.said().at(-1)).toBe("li robot waiting");
  });

  it("ends with its hazard while the case waits for its evidence, says so once, and takes no answer for it any more", async () => {
    const world = await CallsWorld.start(callingCity({ casePolicy: evidencePolicy }));
    world.alarm("red", at(0));
    world.tick(at(3));
    const called = world.events.filter(({ type }) => type === "call.requested").length;
    world.alarm(null, at(4));
    for (let minute = 5; minute < 60; minute++) world.tick(at(minute));
    expect(world.openCase.level).toBeNull();
    expect(world.said()).toEqual(["li robot missed", "wang robot skipped: hazard-over"]);
    expect(world.events.filter(({ type }) => type === "call.requested")).toHaveLength(called);
    expect(world.lines.filter(({ words }) => words.en.startsWith("the hazard is over"))).toHaveLength(1);
    expect(world.calls.isUnanswered(world.openCase.id)).toBe(false);
  });

  it("goes on after its last alarm has gone with its rule, which shows nothing of the water", async () => {
    const world = await CallsWorld.start(callingCity({ casePolicy: evidencePolicy }));
    world.alarm("red", at(0));
    world.alarm(null, at(1), "tunnel", { cause: "rule_removed" });
    world.tick(at(3));
    expect(world.openCase).toMatchObject({ level: null, isClearUnproven: true });
    expect(world.said()).toEqual(["li robot missed", "wang robot waiting"]);
  });

  it.each([null, "blue", "orange"] as const)(
    "reaches everybody about a hazard that flaps between red and %s faster than anybody answers, also over restarts",
    async (milder) => {
      let world = await CallsWorld.start(callingCity({ casePolicy: evidencePolicy }));
      const called = new Set<string>();
      for (let minute = 0; minute < 60; minute += 2) {
        if (minute === 30) {
          world = await world.restart();
          if (milder !== null) world.known("tunnel", milder);
        }
        world.alarm("red", at(minute));
        world.tick(at(minute));
        const waiting = world.said().filter((said) => said.endsWith("waiting"));
        expect(waiting).toHaveLength(1);
        called.add(waiting[0]!.split(" ")[0]!);
        world.alarm(milder, at(minute + 1));
      }
      expect([...called]).toEqual(["li", "wang", "zhou"]);
      expect(new Set(world.calls.calls().map(({ callId }) => callId)).size).toBe(world.said().length);
    },
  );

  it("leaves a city without a plan as it was", async () => {
    const world = await CallsWorld.start(smallCity());
    world.alarm("red", at(0));
    world.tick(at(60));
    expect(world.lines.map(({ kind }) => kind)).toEqual(["opened"]);
    expect(world.calls.nextDueAt).toBe(Number.POSITIVE_INFINITY);
  });

  it("goes to the next rung at once where nobody is on duty, and says so on the timeline", async () => {
    const plan = callingCity().duty!;
    const night = post("district", "410105", shift({ from: 0, to: 480, people: ["li"] }));
    const city = withDuty(smallCity(), { ...plan, posts: new Map([...plan.posts, [night.id, night]]) });
    const world = await CallsWorld.start(city);
    world.alarm("red", at(0));
    expect(world.said()).toEqual(["nobody - skipped: nobody-on-duty", "zhou voice waiting"]);
    expect(world.lines.map(({ kind }) => kind)).toEqual(["opened", "call-skipped", "called"]);
    expect(world.lines[1]?.words.zh).toContain("此刻无人值班");
  });

  it("chooses by the mode of the city", async () => {
    const plan = callingCity().duty!;
    const ladders = [
      ladder("emergency", "410105", [rungOf("city")], { modes: ["emergency"] }),
      ladder("daily", "410105", [rungOf("district")], { modes: ["daily"] }),
    ];
    const world = await CallsWorld.start(withDuty(smallCity(), { ...plan, ladders }));
    world.enter({ kind: "mode-set", mode: "emergency", by: null }, at(-1));
    world.alarm("blue", at(0));
    expect(world.said()).toEqual(["zhou voice waiting"]);
    const later = await world.restart();
    later.known("tunnel", "blue");
    later.alarm("red", at(1));
    expect(later.said().at(-1)).toBe("zhou voice waiting");
  });
});

describe("a ladder whose case falls or rises", () => {
  const orangeRounds = { levels: ["orange", "red"], rounds: 2 } as const;

  /** One ladder for the area, of one rung: Li. */
  function oneRungCity(...ladders: readonly Parameters<typeof ladder>[]): City {
    const people = [person("li"), person("wang"), person("zhou")];
    const posts = people.map(({ id }) => post(id, "410105", shift({ people: [id] })));
    return withDuty(smallCity(), planOf({ people, posts, ladders: ladders.map((each) => ladder(...each)) }));
  }

  function tickUpTo(world: CallsWorld, from: number, to: number): void {
    for (let minute = from; minute <= to; minute++) world.tick(at(minute));
  }

  const unansweredOf = (world: CallsWorld) => world.events.filter(({ type }) => type === "call.unanswered");

  it("goes round no more often than its level now wants, and for as long as nobody answers once it is red again", async () => {
    let world = await CallsWorld.start(oneRungCity(["east", "410105", [rungOf("li")], orangeRounds]));
    world.alarm("red", at(0));
    tickUpTo(world, 0, 10);
    expect(world.said()).toHaveLength(4);
    world.alarm("orange", at(10));
    expect(world.said().at(-1)).toBe("li robot waiting");
    world = await world.restart();
    world.known("tunnel", "orange");
    tickUpTo(world, 11, 60);
    expect(world.said()).toHaveLength(4);
    expect(unansweredOf(world)).toMatchObject([{ data: { round: 4, isOver: true } }]);
    expect(world.calls.isUnanswered(world.openCase.id)).toBe(true);
    world.alarm("red", at(61));
    tickUpTo(world, 61, 120);
    expect(world.said().length).toBeGreaterThan(20);
    expect(
      unansweredOf(world)
        .slice(1)
        .every(({ data }) => !(data as { isOver: boolean }).isOver),
    ).toBe(true);
  });

  it("calls on as red where it falls and is back before the round ends", async () => {
    const world = await CallsWorld.start(oneRungCity(["east", "410105", [rungOf("li")], orangeRounds]));
    world.alarm("red", at(0));
    tickUpTo(world, 0, 10);
    world.alarm("orange", at(10));
    world.alarm("red", at(11));
    tickUpTo(world, 11, 60);
    expect(world.said().length).toBeGreaterThan(15);
  });

  it("calls whom the ladder of the milder level names next, and those of the graver no more", async () => {
    const world = await CallsWorld.start(
      oneRungCity(
        ["red", "410105", [rungOf("li"), rungOf("zhou")], { levels: ["red"] }],
        ["orange", "410105", [rungOf("wang")], { levels: ["orange"] }],
      ),
    );
    world.alarm("red", at(0));
    world.alarm("orange", at(1));
    tickUpTo(world, 2, 60);
    expect(world.said()).toEqual(["li robot missed", "wang robot missed"]);
    expect(unansweredOf(world)).toMatchObject([{ data: { isOver: true } }]);
  });

  it("ends at a level that no ladder names, says so once, and goes on with the next person when it is back", async () => {
    const world = await CallsWorld.start(
      oneRungCity(["east", "410105", [rungOf("li"), rungOf("wang")], { levels: ["orange", "red"] }]),
    );
    world.alarm("red", at(0));
    world.alarm("yellow", at(1));
    world.alarm("blue", at(2));
    tickUpTo(world, 3, 20);
    expect(world.said()).toEqual(["li robot skipped: level-fell"]);
    expect(world.lines.filter(({ words }) => words.en.startsWith("the case has fallen to a level"))).toHaveLength(1);
    expect(world.calls.isUnanswered(world.openCase.id)).toBe(false);
    world.alarm("red", at(21));
    expect(world.said().at(-1)).toBe("wang robot waiting");
  });

  it("stays at its level where the alarm went with its rule, which shows nothing of the water", async () => {
    const world = await CallsWorld.start(oneRungCity(["east", "410105", [rungOf("li")], orangeRounds]));
    world.alarm("red", at(0));
    world.alarm("orange", at(1), "tunnel", { cause: "rule_removed" });
    tickUpTo(world, 2, 60);
    expect(world.said().length).toBeGreaterThan(15);
  });
});

describe("a drill", () => {
  it.each([
    [[], ["li robot skipped: no-drills", "wang robot skipped: no-drills", "wang sms skipped: no-drills"], []],
    [["sms"], ["li robot skipped: no-drills", "wang robot skipped: no-drills", "wang sms waiting"], ["sms"]],
    [["robot", "sms"], ["li robot waiting"], ["robot"]],
  ])("calls by endpoints that take drills alone: %s", async (drillChannels, said, requested) => {
    const city = callingCity();
    const people = [...city.duty!.people.values()];
    const ladders = [ladder("east", "410105", [rungOf("district")], { callsInDrills: true })];
    const plan = planOf({ people, posts: [...city.duty!.posts.values()], ladders, drillChannels });
    const stations = new Map([...city.stations].map(([id, each]) => [id, { ...each, isExercise: true as const }]));
    const world = await CallsWorld.start(withDuty({ ...city, stations }, plan));
    world.alarm("red", at(0));
    expect(world.said()).toEqual(said);
    const asked = world.events.filter(({ type }) => type === "call.requested");
    expect(asked.map(({ only }) => only)).toEqual(requested);
    const endpoints = ["robot", "sms"].map((id) => endpoint({ id, drills: drillChannels.includes(id) }));
    const about = { source: "hub", now: at(0) };
    for (const event of asked) expect(queueDeliveries([event], endpoints, about).deliveries).toHaveLength(1);
  });
});

describe("an endpoint that takes nothing", () => {
  it("is a rung passed over: the call that it holds at once, later ones before they are made", async () => {
    const world = await CallsWorld.start(callingCity());
    world.alarm("red", at(0));
    const { callId } = world.calls.calls()[0]!;
    world.report("robot", "failing", at(1), [callId]);
    expect(world.said()).toEqual([
      "li robot skipped: channel-down",
      "wang robot skipped: channel-down",
      "wang sms waiting",
    ]);
  });

  it("leaves a call alone that it has delivered", async () => {
    const world = await CallsWorld.start(callingCity());
    world.alarm("red", at(0));
    world.report("robot", "failing", at(1), ["case-of-another"]);
    expect(world.said()).toEqual(["li robot waiting"]);
  });

  it("keeps a red ladder going with ever longer pauses where every one of them is down", async () => {
    const world = await CallsWorld.start(callingCity());
    for (const id of ["robot", "sms", "voice"]) world.report(id, "failing", at(-1));
    world.alarm("red", at(0));
    for (let minute = 1; minute < 120; minute++) world.tick(at(minute));
    const rounds = new Set(world.calls.calls().map(({ round }) => round));
    expect(rounds.size).toBeGreaterThan(10);
    expect(rounds.size).toBeLessThan(20);
    world.report("sms", "answering", at(121));
    world.tick(at(131));
    expect(world.said().at(-1)).toBe("wang sms waiting");
  });

  it("raises the alarm that names whom to phone, once, and says when it takes events again", async () => {
    const world = await CallsWorld.start(callingCity());
    world.report("robot", "failing", at(0), ["case-1"]);
    world.report("robot", "overdue", at(2), ["case-1", "case-2"]);
    world.report("robot", "overdue", at(3), ["case-1", "case-2"]);
    world.report("robot", "answering", at(4));
    expect(world.events).toMatchObject([
      {
        type: "delivery.overdue",
        except: "robot",
        isUrgent: true,
        data: {
          endpointId: "robot",
          waiting: ["case-1", "case-2"],
          phones: [{ phone: "0371-li" }, { phone: "0371-wang" }],
        },
      },
      { type: "delivery.resumed", isUrgent: false },
    ]);
    expect(world.events[0]?.data).toMatchObject({ message: { zh: expect.stringContaining("li 0371-li") } });
  });
});

describe("over restarts", () => {
  it("nothing is called twice or never, whenever the hub is killed: the same calls with the same ids", async () => {
    const moves = fc.array(
      fc.record({
        afterS: fc.integer({ min: 0, max: 400 }),
        what: fc.constantFrom("tick", "yellow", "orange", "red", "answer", "down", "up", "clear"),
      }),
      { minLength: 1, maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(moves, fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }), async (script, kills) => {
        const through = await run(script, []);
        const killed = await run(script, kills);
        expect(killed).toEqual(through);
        expect(new Set(through.events).size).toBe(through.events.length);
      }),
      { numRuns: 60 },
    );
  });

  it.each([secondMs, 5 * minuteMs, 2 * hourMs])(
    "a stop of %d ms makes it late by the stop, never missing",
    async (ms) => {
      const before = await CallsWorld.start(callingCity());
      before.alarm("red", at(0));
      const world = await before.restart();
      const startedAt = at(0) + ms;
      world.enter({ kind: "hub-started", countedUpTo: at(0) }, startedAt);
      if (ms < 3 * minuteMs) {
        expect(world.said()).toEqual(["li robot waiting"]);
        world.tick(at(3));
      }
      expect(world.said()).toEqual(["li robot missed", "wang robot waiting"]);
      expect(world.calls.calls()[0]?.askedAt).toBe(Math.max(startedAt, at(3)));
    },
  );
});

type Move = { readonly afterS: number; readonly what: string };

/** Runs a script, killed and started again before a move where `kills` says so. */
async function run(script: readonly Move[], kills: readonly boolean[]) {
  let world = await CallsWorld.start(callingCity());
  const events: string[] = [];
  let now = zero;
  let level: "yellow" | "orange" | "red" | null = null;
  for (const [index, { afterS, what }] of script.entries()) {
    if (kills[index] === true && index > 0) {
      events.push(...world.events.map(({ id, type }) => `${type} ${id}`));
      world = await world.restart();
      if (level !== null) world.known("tunnel", level);
    }
    now += afterS * secondMs;
    switch (what) {
      case "yellow":
      case "orange":
      case "red":
        if (level === what) break;
        level = what;
        world.alarm(what, now);
        break;
      case "clear":
        if (level === null) break;
        level = null;
        world.alarm(null, now);
        break;
      case "answer":
        if (level !== null) world.enter(answer(world.openCase.id, "li"), now);
        break;
      case "down":
        world.report("robot", "failing", now, [world.calls.calls()[0]?.callId ?? ""]);
        break;
      case "up":
        world.report("robot", "answering", now);
        break;
      default:
        world.tick(now);
    }
  }
  events.push(...world.events.map(({ id, type }) => `${type} ${id}`));
  return { events, calls: world.said() };
}
