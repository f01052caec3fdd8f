import { afterAll, beforeAll, expect, it } from "vitest";
import { roles } from "../../../domain/people/role.ts";
import { callOf, type Operation, operations } from "./operations.ts";
import { districts, type MatrixApi, startMatrixApi, tokenWith } from "./two-districts.ts";

let running: MatrixApi;
beforeAll(async () => {
  running = await startMatrixApi();
});
afterAll(() => running.api.stop());

type Act = readonly [operation: Operation, district: (typeof districts)[number]];

it("a key stands for one act of its caller, over all calls that take one: with any other act it is refused", async () => {
  const token = tokenWith(running, "everybody", { roles, areaCodes: [], deviceIds: [] });
  const acts = (await operations())
    .filter(({ isKeyed }) => isKeyed)
    .flatMap((operation) => districts.map((district): Act => [operation, district]));
  expect(acts.length).toBeGreaterThan(18);
  const send = async ([operation, district]: Act, key: string) => {
    const [path, init] = callOf(operation, district);
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${token}`);
    headers.set("idempotency-key", key);
    const answer = await fetch(running.url + path, { ...init, headers });
    const { refusal = null } = (await answer.json()) as { readonly refusal?: string };
    return { status: answer.status, refusal };
  };
  const nameOf = ([{ id }, district]: Act) => `${id} ${district}`;
  const { entered } = running.ports;
  for (const [at, first] of acts.entries()) {
    const before = entered.length;
    const answered = await send(first, `key-${at}`);
    expect(entered.length, nameOf(first)).toBe(before + 1);
    for (const other of acts.filter((each) => each !== first)) {
      const second = await send(other, `key-${at}`);
      expect(second, `${nameOf(first)}, then ${nameOf(other)}`).toEqual({ status: 409, refusal: "processor.key_used" });
    }
    expect(await send(first, `key-${at}`), nameOf(first)).toEqual(answered);
    expect(entered.length).toBe(before + 1);
  }
});
