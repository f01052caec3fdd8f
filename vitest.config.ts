import { defineConfig } from "vitest/config";

/** Ends a test that hangs; later than tests/support/until.ts, whose error says what was waited for in vain. */
const hangMs = 300_000;

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/support/machine/name-what-lacks.ts", "tests/support/machine/build-console.ts"],
    pool: "forks",
    // On two cores: a third of the time tests wait, for a hub to be up or a page to be drawn; beyond this they starve each other.
    maxWorkers: 3,
    testTimeout: hangMs,
    hookTimeout: hangMs,
    teardownTimeout: hangMs,
    // The identity provider of tests says at each start that it is none for real people.
    onConsoleLog: (text) => !text.startsWith("oidc-provider WARNING"),
    reporters: process.env.GUANLAN_TEST_REPORT
      ? ["default", ["json", { outputFile: process.env.GUANLAN_TEST_REPORT }]]
      : ["default"],
  },
});
