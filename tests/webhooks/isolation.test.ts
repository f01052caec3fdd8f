import { expect, test } from "vitest";
import { type AnswerTo, accepted, dispatcherSetup, endpoint, event, hanging } from "./support/builders.ts";
import { settled } from "./support/fake-time.ts";

const endpoints = ["dead", "b", "c"].map((id) => endpoint({ id }));
const onlyDeadHangs: AnswerTo = (request) => (request.url.includes("//dead.") ? hanging(request) : accepted);

/** How many of 1,000 events reach b and c while no time passes at all. */
async function reachedAtOnce(answering: AnswerTo): Promise<{ b: number; c: number; dead: number }> {
  const { dispatcher, queue, outbox } = dispatcherSetup({ answering, endpoints });
  await dispatcher.start();
  queue(Array.from({ length: 1_000 }, () => event()));
  for (let turn = 0; turn < 400; turn += 1) await settled();
  const delivered = outbox.inState("delivered");
  const to = (id: string): number => delivered.filter(({ endpointId }) => endpointId === id).length;
  return { b: to("b"), c: to("c"), dead: to("dead") };
}

test("G15 one of three endpoints hanging delays neither of the others", async () => {
  expect(await reachedAtOnce(onlyDeadHangs)).toEqual({ b: 1_000, c: 1_000, dead: 0 });
});

test("G15 control: with one pool of connections for all, the hanging endpoint stops the others", async () => {
  let free = 8;
  const sharedPool: AnswerTo = async (request, count) => {
    if (free === 0) return hanging(request);
    free -= 1;
    const answer = await onlyDeadHangs(request, count);
    free += 1;
    return answer;
  };
  const reached = await reachedAtOnce(sharedPool);
  expect(reached.b + reached.c).toBeLessThan(2_000);
});
