import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    pool: "forks",
    // Two cores: tests that start whole hubs and brokers starve each other beyond this.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: process.env.GUANLAN_TEST_REPORT
      ? ["default", ["json", { outputFile: process.env.GUANLAN_TEST_REPORT }]]
      : ["default"],
  },
});
