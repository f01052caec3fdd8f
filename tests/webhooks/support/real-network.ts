import { onTestFinished } from "vitest";
import { type Behaviour, DispatchPlatform } from "../../../simulators/dispatch-platform.ts";
import { createTargetGuard, type TargetGuard } from "../../../webhooks/endpoints/targets.ts";
import type { EndpointAnswer } from "../../../webhooks/exchange.ts";
import { cloudevents } from "../../../webhooks/formats/cloudevents.ts";
import { signerFor } from "../../../webhooks/formats/sign.ts";
import { createSender } from "../../../webhooks/send.ts";
import { hangMs } from "../../support/until.ts";
import { secret } from "./builders.ts";

export const limits = { timeoutMs: hangMs, maxAnswerBytes: 4_096, maxRetryAfterMs: 900_000 };

/** Lets everything through: what a hub without a guard would do. */
export const guardOff: TargetGuard = {
  admit: (text) => ({ ok: true, url: new URL(text), lookup: unguardedLookup }),
};

/** Every name is this machine, as an attacker's would be. */
const unguardedLookup: Extract<ReturnType<TargetGuard["admit"]>, { ok: true }>["lookup"] = (
  _name,
  options,
  callback,
) => {
  if (options.all === true) callback(null, [{ address: "127.0.0.1", family: 4 }]);
  else callback(null, "127.0.0.1", 4);
};

/** A dispatch platform on a free loopback port, stopped at the end of the test. */
export async function platform(behaviour: Behaviour = { kind: "ok" }): Promise<{ at: DispatchPlatform; url: string }> {
  const at = new DispatchPlatform({ secrets: [secret], behaviour: () => behaviour });
  const url = await at.start();
  onTestFinished(() => at.stop());
  return { at, url };
}

export function guardAllowing(...urls: readonly string[]): TargetGuard {
  return createTargetGuard({ allowedTargets: urls.map((url) => new URL(url).host) });
}

/** One attempt with a sender of its own. */
export async function attempt(
  url: string,
  options: { readonly guard?: TargetGuard; readonly limits?: Partial<typeof limits>; readonly id?: string } = {},
): Promise<EndpointAnswer> {
  const { guard = guardAllowing(url), id = "event-1" } = options;
  const sender = createSender({ settings: { ...limits, ...options.limits }, guard });
  const body = `{"specversion":"1.0","id":"${id}","type":"cn.guanlan.case.opened.v1","subject":"case-1","data":{}}`;
  const headers = signerFor([secret])(id, Date.now(), body);
  try {
    const { contentType } = cloudevents;
    return await sender.send({ url, headers, contentType, body, signal: new AbortController().signal });
  } finally {
    sender.close();
  }
}
