import { expect, test } from "vitest";
import type { EventId } from "../../domain/ids.ts";
import { createFreshBodies } from "../../webhooks/fresh-bodies.ts";

const body = (id: string, text: string, format = "cloudevents") => ({ eventId: id as EventId, format, body: text });

test("FreshBodies keep the newest bodies up to their bound, each format by itself", () => {
  const bodies = createFreshBodies(10);
  bodies.keep([body("a", "12345"), body("a", "x", "plain")]);
  expect(bodies.find(body("a", ""))).toBe("12345");
  expect(bodies.find(body("a", "", "plain"))).toBe("x");
  bodies.keep([body("b", "12345")]);
  expect(["a", "b"].map((id) => bodies.find(body(id, "")))).toEqual([undefined, "12345"]);
  expect(bodies.find(body("a", "", "plain"))).toBe("x");
  bodies.keep([body("c", "longer than all that may be kept")]);
  expect(["b", "c"].map((id) => bodies.find(body(id, "")))).toEqual([undefined, undefined]);
});
