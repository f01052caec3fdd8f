import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, it } from "vitest";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { missing } from "../../support/shared.ts";
import { until } from "../../support/until.ts";

let hub: RunningHub | undefined;

let mounted: string | null = null;

afterEach(async () => {
  if (mounted !== null) spawnSync("umount", ["-l", mounted]);
  await hub?.close();
});

/** Puts a small file system where the hub's data will be; false where this machine gives no right to. */
function mountSmallDisk(folder: string): boolean {
  mkdirSync(folder);
  const isMounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=12m", "none", folder]).status === 0;
  if (isMounted) mounted = folder;
  return isMounted;
}

/** Writes until nothing more fits. */
function fillDisk(file: string): void {
  const block = new Uint8Array(4_096);
  try {
    for (;;) appendFileSync(file, block);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  }
}

it("a hub whose disk is full ends when it is told to, and takes up from there once there is room", async () => {
  let isMounted = false;
  hub = await runHub({
    settings: { store: { minFreeBytes: 0 } },
    rewriteCity: (city) => {
      isMounted = mountSmallDisk(join(dirname(city), "data"));
    },
  });
  if (!isMounted) {
    missing("the right to mount a tmpfs (for the full disk test)");
    return;
  }
  const data = join(hub.folder, "data");
  const device = await hub.device(0);
  const publish = (depth: number): Promise<unknown> =>
    device.publishAsync("v1/devices/d0/readings", JSON.stringify({ t: Date.now(), values: { c0: depth } }), { qos: 1 });
  await publish(0.01);
  const ballast = join(data, "ballast");
  fillDisk(ballast);
  // A flood to decide on, for which there is no room either.
  const flood = publish(0.6).catch(() => {});
  const { fetch } = hub;
  await until("readiness to say so", async () => (await fetch("/ready")).status === 503);
  hub.process.signal("SIGTERM");
  await until("the process to end", () => hub?.process.ended !== null);
  void flood;
  rmSync(ballast);
  await hub.process.start();
  await until("the device to be acknowledged again", () => publish(0.6).then(() => true));
  await until("the flood to be told", () => hub?.platform.received.some(({ type }) => type.includes("case.opened")));
});
