import { describe, expect, test } from "vitest";
import type { PublishedReadings } from "../../broker/ports.ts";
import { type SessionDecoder, withSessions } from "../../ingest/codecs/sessions.ts";

/** Counts the messages of a session, and answers with the count; "end" ends it, "throw" throws. */
const counting: SessionDecoder<number> = {
  initial: 0,
  step(count, { payload }) {
    const text = Buffer.from(payload).toString();
    if (text === "throw") throw new Error("unforeseen");
    return { items: [], reply: Buffer.from(String(count + 1)), session: text === "end" ? null : count + 1 };
  },
};

function talkTo(options: Partial<SessionDecoder<number>> = {}) {
  const decode = withSessions({ ...counting, ...options });
  return (deviceId: string, text = "", receivedAt = 0): string | null => {
    const message: PublishedReadings = { deviceId, codec: "c", topic: "t", payload: Buffer.from(text), receivedAt };
    const { reply } = decode(message, 1);
    return reply === null ? null : Buffer.from(reply).toString();
  };
}

describe("withSessions()", () => {
  test("keeps a session for each device, until the codec ends it", () => {
    const say = talkTo();
    expect([say("a"), say("a"), say("b"), say("a")]).toEqual(["1", "2", "1", "3"]);
    expect([say("a", "end"), say("a"), say("b")]).toEqual(["4", "1", "2"]);
  });

  test("drops a session that was not heard for idleMs", () => {
    const say = talkTo({ idleMs: 1000 });
    expect([say("a", "", 0), say("a", "", 1000), say("a", "", 2000), say("a", "", 3001)]).toEqual(["1", "2", "3", "1"]);
  });

  test("holds maxSessions at most; the one not heard for longest goes first", () => {
    const say = talkTo({ maxSessions: 2 });
    expect([say("a"), say("b"), say("a"), say("c")]).toEqual(["1", "1", "2", "1"]);
    expect([say("a"), say("b")]).toEqual(["3", "1"]);
  });

  test("forgets a session in which the codec threw", () => {
    const say = talkTo();
    say("a");
    expect(() => say("a", "throw")).toThrow("unforeseen");
    expect(say("a")).toBe("1");
  });

  test("shares nothing between two decoders", () => {
    const [one, other] = [talkTo(), talkTo()];
    one("a");
    expect(other("a")).toBe("1");
  });
});
