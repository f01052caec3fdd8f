import { isIP } from "node:net";
import type { LoadedCity } from "../city/load-city.ts";
import { systemClock } from "../domain/clock.ts";
import { HubError } from "../domain/errors.ts";
import type { DeviceId } from "../domain/ids.ts";
import type { Log } from "../domain/log.ts";
import type { BilingualText } from "../domain/text.ts";
import type { Settings } from "../hub/settings/settings.ts";
import type { Hub } from "../hub/start-hub.ts";
import { fill } from "../locales/fill.ts";
import { amountText } from "../locales/format/amounts.ts";
import { errorWords } from "../locales/format/error-words.ts";
import { demoTexts } from "../locales/simulation/demo.ts";
import { wordsForTransition } from "../messages/alarm-line.ts";
import { clientsOf } from "../simulators/clients-of.ts";
import { squeeze, startDemonstration } from "../simulators/demonstration/start-demonstration.ts";
import { DispatchPlatform, newSecret } from "../simulators/dispatch-platform.ts";
import { openCommandStore } from "../store/sqlite/command-store.ts";
import { deepestOverRoads, eventLine, hasSisters } from "./demo-lines.ts";
import { sayHowToPublish, yourReadings } from "./demo-yours.ts";
import type { Terminal } from "./terminal.ts";

/** Where the city's demonstration endpoint looks for its secret. */
const demoSecretVariable = "GUANLAN_DISPATCH_SECRET";

/** Time between lines that say how many readings have come. */
const summaryMs = 5_000;

interface DemoAddress {
  readonly host: string;
  readonly port: number;
}

/** A dispatch platform that checks signatures, listening before the hub starts so that nothing waits for it. */
export interface DemoPlatform {
  /** The environment with the signing secret both sides know. */
  readonly env: NodeJS.ProcessEnv;
  /** Where it listens. */
  readonly address: DemoAddress;
  /** Events that it has taken in. */
  received(): number;
  /** Called with every CloudEvent it takes in for the first time; before that nobody hears of any. */
  onEvent(listener: (event: unknown) => void): void;
  stop(): Promise<void>;
}

/** @throws {HubError} `hub.demo_port_taken` */
export async function startDemoPlatform(settings: Settings, { env, say, print }: Terminal): Promise<DemoPlatform> {
  const { dispatchHost: host, dispatchPort: port } = settings.hub.demo;
  const demoEnv = withDemoSecret(env);
  const secret = demoEnv[demoSecretVariable] ?? "";
  const listeners: ((event: unknown) => void)[] = [];
  const types = new Set<string>();
  let received = 0;
  const platform = new DispatchPlatform({
    secrets: secret.split(/\s+/),
    host,
    port,
    onReceived({ type, id, event }) {
      if (!types.has(type)) print(say(fill(demoTexts.webhook, { type, id })));
      types.add(type);
      received += 1;
      for (const listener of listeners) listener(event);
    },
  });
  try {
    await platform.start();
  } catch (cause) {
    const words = fill(demoTexts["port-taken"], { host, port, got: errorWords(cause) });
    throw new HubError("hub.demo_port_taken", words, { cause });
  }
  return {
    env: demoEnv,
    address: { host, port: platform.port },
    received: () => received,
    onEvent: (listener) => void listeners.push(listener),
    stop: () => platform.stop(),
  };
}

/** The environment with a secret for the demonstration's endpoint: a fresh one where there is none. */
export function withDemoSecret(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, [demoSecretVariable]: env[demoSecretVariable] ?? newSecret() };
}

/**
 * The demonstration's settings and city: its endpoint leads to where its platform listens, whatever port the city's file
 * names, and that is what the operator allows.
 */
export function withDemo<Kept extends Pick<LoadedCity, "endpoints">>(
  settings: Settings,
  city: Kept,
  { host, port }: DemoAddress,
): { readonly settings: Settings; readonly city: Kept } {
  const target = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  const allowedTargets = [...settings.webhooks.allowedTargets, target];
  const endpoints = city.endpoints.map((endpoint) =>
    endpoint.secretEnv === demoSecretVariable ? { ...endpoint, url: movedTo(endpoint.url, target) } : endpoint,
  );
  return {
    settings: { ...settings, webhooks: { ...settings.webhooks, allowedTargets } },
    city: { ...city, endpoints },
  };
}

function movedTo(url: string, target: string): string {
  const { pathname, search } = new URL(url);
  return `http://${target}${pathname}${search}`;
}

/** Simulated devices in a storm; what the hub makes of them is printed as it happens. */
export function startDemoCity(
  parts: {
    readonly hub: Hub;
    readonly city: LoadedCity;
    readonly settings: Settings;
    /** From `renewDemoTokens`. */
    readonly tokens: ReadonlyMap<DeviceId, string>;
    readonly platform: DemoPlatform;
    readonly log: Log;
  },
  terminal: Terminal,
): { stop(): Promise<void> } {
  const { say, print } = terminal;
  const { hub, city, settings, tokens, platform, log } = parts;
  sayHowToPublish({ city: city.city, tokens, listener: simulatorUrl(hub) }, terminal);
  const stopPrinting = printCommitted(hub, city, terminal);
  hub.onEffectsCommitted(({ transitions }) => {
    for (const transition of transitions) {
      const context = { timeZone: city.city.timeZone, namesGauge: hasSisters(transition, city.city) };
      print(say(fill(demoTexts.alarm, { words: wordsForTransition(transition, context) })));
    }
  });
  print(say(fill(demoTexts.squeezed, { squeeze })));
  const { seed, intervalMs } = settings.hub.demo;
  const simulated = startDemonstration({
    ...{ url: simulatorUrl(hub), city: city.city, seed, intervalMs, log },
    tokenOf: (deviceId) => tokens.get(deviceId) ?? "",
    clock: systemClock,
  });
  const timer = setInterval(
    () => print(say(summary(hub, city, { published: simulated.counts.messages, webhooks: platform.received() }))),
    summaryMs,
  );
  return {
    async stop() {
      clearInterval(timer);
      stopPrinting();
      await simulated.stop();
    },
  };
}

/** The first listener that takes connections without a certificate. */
function simulatorUrl({ addresses }: Hub): string {
  const plain = addresses.listeners.find(({ url }) => /^(mqtt|ws):/.test(url));
  if (plain !== undefined) return plain.url;
  const got = addresses.listeners.map(({ url }) => url).join(", ");
  throw new HubError("hub.demo_no_listener", fill(demoTexts["no-listener"], { got }));
}

/**
 * Fresh tokens for simulated devices; those that people were given stay valid. Before the hub starts: it would take the
 * end of the older ones for a revocation.
 */
export function renewDemoTokens(folder: string, { city }: LoadedCity): ReadonlyMap<DeviceId, string> {
  const deviceIds = clientsOf(city);
  const store = openCommandStore(folder, systemClock);
  try {
    const tokens = store.devices.replaceSimulated(deviceIds);
    return new Map(deviceIds.map((deviceId, index) => [deviceId, tokens[index] as string]));
  } finally {
    store.close();
  }
}

function printCommitted(hub: Hub, { city }: LoadedCity, terminal: Terminal): () => void {
  const { say, print } = terminal;
  return hub.live.subscribe({
    events: (events) => {
      for (const event of events) {
        const line = eventLine(event);
        if (line !== null) print(say(line));
      }
    },
    observations: yourReadings(city, (key) => hub.live.gaugeIdOf(key), terminal),
  });
}

function summary(
  hub: Hub,
  city: LoadedCity,
  { published, webhooks }: { readonly published: number; readonly webhooks: number },
): BilingualText {
  const { values, observations, openCases, openWarnings, issuedWarnings } = hub.counts();
  const deepest = deepestOverRoads(city.city, hub.latest)?.value ?? 0;
  return fill(demoTexts.readings, {
    messages: published,
    stored: observations,
    rejected: values - observations,
    depth: amountText(deepest, "m", "depth"),
    cases: openCases,
    warnings: openWarnings,
    issued: issuedWarnings,
    webhooks,
  });
}
