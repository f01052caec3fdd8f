import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { DispatchPlatform } from "../../../simulators/dispatch-platform.ts";
import { channelOf, deviceIdOf } from "../../support/city-folder.ts";
import { runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

const [oldSecret, newSecret] = [1, 2].map((byte) => `whsec_${Buffer.alloc(32, byte).toString("base64")}`) as [
  string,
  string,
];

/** Comments of people at one time, each an event. */
const burst = 60;

/** A hub whose secrets stand in a file, and a receiver that changes its own key while events come. */
async function rotation(during: string) {
  let receiver = new DispatchPlatform({ secrets: [oldSecret] });
  const url = await receiver.start();
  const port = receiver.port;
  let secretFile = "";
  const hub = await runHub({
    moreTargets: [new URL(url).host],
    rewriteCity(folder) {
      secretFile = join(folder, "secret");
      writeFileSync(secretFile, oldSecret);
      const endpoint = { id: "platform", url, events: ["case.opened", "case.updated"], secretFile };
      writeFileSync(join(folder, "endpoints.yaml"), JSON.stringify({ endpoints: [endpoint] }));
    },
  });
  onTestFinished(async () => {
    await hub.close();
    await receiver.stop();
  });
  const device = await hub.device(0);
  const reading = JSON.stringify({ values: { [channelOf(0)]: 0.3 } });
  await device.publishAsync(`v1/devices/${deviceIdOf(0)}/readings`, reading, { qos: 1 });
  const { id } = await until("a case", async () => {
    return (await hub.get<{ rows: { id: string }[] }>("/api/v1/cases")).rows[0];
  });
  const comment = (text: string) =>
    hub.fetch(`/api/v1/cases/${id}/actions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ do: "comment", text }),
    });
  const load = async () => {
    const answers = await Promise.all(Array.from({ length: burst }, (_, at) => comment(`comment ${at}`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  };
  const restart = async (secrets: string) => {
    writeFileSync(secretFile, secrets);
    await hub.process.kill();
    await hub.process.start();
  };
  await load();
  await restart(during);
  await load();
  // The receiver takes up its new key, at the same address.
  const before = receiver;
  await receiver.stop();
  receiver = new DispatchPlatform({ secrets: [newSecret], port });
  await receiver.start();
  await load();
  return { hub, before, after: () => receiver, restart, load };
}

it("G14: a secret is changed on a whole hub under load: nothing is lost, and no key refuses anything", async () => {
  const { hub, before, after, restart, load } = await rotation(`${oldSecret} ${newSecret}`);
  await restart(newSecret);
  await load();
  const { rows } = await hub.get<{ rows: { id: string; type: string }[] }>("/api/v1/events?limit=1000");
  const wanted = rows.filter(({ type }) => type.startsWith("case.")).map(({ id }) => id);
  expect(wanted.length).toBeGreaterThan(4 * burst);
  await until("every event to have arrived", () => {
    const got = new Set([...before.received, ...after().received].map(({ id }) => id));
    return wanted.every((id) => got.has(id));
  });
  expect([before.counts.refused, after().counts.refused]).toEqual([0, 0]);
});

it("G14 control: without the time in which both are signed with, the receiver's new key refuses", async () => {
  const { after } = await rotation(oldSecret);
  await until("it to refuse", () => after().counts.refused > 0);
});
