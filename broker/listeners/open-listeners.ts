import { isIPv6 } from "node:net";
import { HubError } from "../../domain/errors.ts";
import { brokerTexts } from "../../locales/devices/broker.ts";
import { fill } from "../../locales/fill.ts";
import { errorWords } from "../../locales/format/error-words.ts";
import type { ConfiguredListener } from "./configured-listeners.ts";
import type { Listener, ListenerAddress, ListenerContext } from "./listener.ts";

/** A listener that accepts connections. */
export interface OpenListener extends ListenerAddress {
  readonly kind: string;
  /** What a client is given, such as `mqtt://127.0.0.1:1883`. */
  readonly url: string;
}

export interface OpenListeners {
  /** In the order of the settings. */
  readonly addresses: readonly OpenListener[];
  /** Accepts no more; resolves once every connection is closed. */
  close(): Promise<void>;
}

/** @throws {HubError} `broker.listen_failed`, with nothing left open */
export async function openListeners(
  configured: readonly ConfiguredListener[],
  context: ListenerContext,
): Promise<OpenListeners> {
  const opened: Listener[] = [];
  const addresses: OpenListener[] = [];
  const close = async (): Promise<void> => void (await Promise.all(opened.map((listener) => listener.close())));
  for (const wanted of configured) {
    const listener = wanted.kind.create(wanted.settings, context);
    try {
      addresses.push(openListener(wanted, await listener.open()));
    } catch (error) {
      await close();
      throw listenFailed(wanted, error as NodeJS.ErrnoException);
    }
    opened.push(listener);
  }
  return { addresses, close };
}

function openListener({ kind }: ConfiguredListener, { host, port }: ListenerAddress): OpenListener {
  return { kind: kind.kind, host, port, url: `${kind.scheme}://${isIPv6(host) ? `[${host}]` : host}:${port}` };
}

function listenFailed({ kind, path, settings }: ConfiguredListener, error: NodeJS.ErrnoException): HubError {
  const at = `${settings.host}:${settings.port}`;
  const blanks = { kind: kind.kind, at, reason: errorWords(error), setting: settingName(path) };
  return new HubError("broker.listen_failed", fill(brokerTexts["listen-failed"], blanks), { cause: error });
}

/** `broker.tcp`, `broker.listeners[1]`. */
function settingName(path: readonly (string | number)[]): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`))
    .join("")
    .slice(1);
}
