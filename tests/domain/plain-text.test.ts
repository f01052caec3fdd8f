import { expect, it } from "vitest";
import { plainText } from "../../domain/plain-text.ts";

it("takes out what hides in text or turns it round, and leaves lines, tabs and every script", () => {
  expect(plainText("  水\u202e深\u2066 0.4\u0000 m\u001b[31m\r\nروي\t🌊\ufeff ")).toBe("水深 0.4 m[31m\nروي\t🌊");
  expect(plainText("a\u2028b\u200b\ud800")).toBe("ab\ufffd");
  expect(plainText(" \u200f\u0007 ")).toBe("");
});
