import { expect, test } from "vitest";
import { connectionLimit } from "../../../broker/listeners/open-file-limit.ts";
import { silentLog } from "../../../domain/log.ts";
import { requireOpenFiles } from "../../../hub/settings/open-files.ts";

test("requireOpenFiles() refuses a limit that leaves nothing for devices, and says where it holds them back", () => {
  const warnings: object[] = [];
  const log = { ...silentLog, warn: (fields: object) => void warnings.push(fields) };
  expect(() => requireOpenFiles(19_000, log, 64)).toThrow(/at least 128 open files, got 64.*LimitNOFILE/);
  requireOpenFiles(19_000, log, 256);
  expect(warnings).toEqual([{ openFiles: 256, connections: 128, maxConnections: 19_000 }]);
  requireOpenFiles(19_000, log, 100_000);
  requireOpenFiles(19_000, log, Number.POSITIVE_INFINITY);
  expect(warnings).toHaveLength(1);
});

test.each([
  [128, 64],
  [256, 128],
  [1_024, 824],
  [65_536, 19_000],
])("connectionLimit() keeps of %s open files its share: %s connections", (limit, connections) => {
  expect(connectionLimit(19_000, limit)).toBe(connections);
});
