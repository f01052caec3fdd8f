import { type LookupAddress, lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { networkInterfaces } from "node:os";
import { HubError } from "../../domain/errors.ts";
import type { BilingualText } from "../../domain/text.ts";
import { fill } from "../../locales/fill.ts";
import { targetTexts } from "../../locales/webhooks.ts";
import { isNeverReachedByName, isPublicAddress } from "./address.ts";

/** Whether a URL may be posted to. `lookup` must be handed to the connection: it lets only allowed addresses through. */
export type Admission =
  | { readonly ok: true; readonly url: URL; readonly lookup: LookupFunction }
  | { readonly ok: false; readonly detail: BilingualText };

/** Keeps deliveries away from what the operator did not allow. */
export interface TargetGuard {
  /** Judges the URL and, where its host is an address, the address: `lookup` is never called for those. */
  admit(urlText: string): Admission;
}

export interface TargetGuardOptions {
  /** `host:port` that may be private or loopback, as in `webhooks.allowedTargets`. */
  readonly allowedTargets: readonly string[];
  /** Ports on which the hub itself listens: refused at our own addresses unless listed by address or as `localhost`. */
  readonly ownPorts?: readonly number[];
  /** Replaces the system's name lookup, for tests. */
  readonly lookup?: LookupFunction;
  readonly ownAddresses?: () => ReadonlySet<string>;
}

/**
 * A guard that admits public addresses, and others only where `host:port` of the URL is listed. Names are judged by the
 * addresses they lead to at the moment of connecting, and the connection is made to just those: an answer that changes
 * afterwards (DNS rebinding) changes nothing.
 */
export function createTargetGuard(rules: TargetGuardOptions): TargetGuard {
  const listed = new Set(rules.allowedTargets.map(normalised));
  const ownPorts = new Set(rules.ownPorts ?? []);
  const ownAddresses = rules.ownAddresses ?? addressesOfThisMachine;
  const lookup: LookupFunction = rules.lookup ?? systemLookup;

  function refusal(host: string, port: number, address: string): BilingualText | null {
    const isLiteral = isIP(host) !== 0;
    const isListed = listed.has(`${host}:${port}`);
    if (isListed && (isLiteral || host === "localhost")) return null;
    if (ownPorts.has(port) && ownAddresses().has(address)) return fill(targetTexts["own-port"], { address, port });
    if (isListed) return isNeverReachedByName(address) ? fill(targetTexts["never-by-name"], { host, address }) : null;
    if (isPublicAddress(address)) return null;
    const name = isLiteral ? host : `${host} (${address})`;
    return fill(targetTexts["not-public"], { name, target: `${withBrackets(host)}:${port}` });
  }

  return {
    admit(urlText) {
      const url = URL.parse(urlText);
      if (url === null) return { ok: false, detail: targetTexts["no-url"] };
      if (url.protocol !== "http:" && url.protocol !== "https:") {
        return { ok: false, detail: fill(targetTexts["not-http"], { protocol: url.protocol }) };
      }
      if (url.username !== "" || url.password !== "") {
        return { ok: false, detail: targetTexts["with-password"] };
      }
      const host = hostOf(url);
      const port = portOf(url);
      if (isIP(host) !== 0) {
        const detail = refusal(host, port, host);
        if (detail !== null) return { ok: false, detail };
      }
      return { ok: true, url, lookup: filtered(lookup, (address) => refusal(host, port, address)) };
    },
  };
}

/** Passes on only the addresses that are not refused; fails with `webhooks.target_refused` when none is left. */
function filtered(lookup: LookupFunction, refusal: (address: string) => BilingualText | null): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, []);
      const addresses: readonly LookupAddress[] = Array.isArray(found)
        ? found
        : [{ address: found, family: isIP(found) }];
      const details = addresses.map(({ address }) => refusal(address));
      const admitted = addresses.filter((_, index) => details[index] === null);
      const [first] = admitted;
      if (first === undefined) {
        const detail = details.find((words) => words !== null) ?? fill(targetTexts["no-address"], { host: hostname });
        return callback(new HubError("webhooks.target_refused", detail), []);
      }
      if (options.all === true) callback(null, [...admitted]);
      else callback(null, first.address, first.family);
    });
  };
}

/** Host without the brackets of an IPv6 address. */
function hostOf(url: URL): string {
  return url.hostname.startsWith("[") ? url.hostname.slice(1, -1) : url.hostname;
}

function portOf(url: URL): number {
  if (url.port !== "") return Number(url.port);
  return url.protocol === "https:" ? 443 : 80;
}

/** An entry of the list in the spelling that the URL parser gives hosts, so that `[0::1]:80` means `[::1]:80`. */
function normalised(entry: string): string {
  const cut = entry.lastIndexOf(":");
  const url = URL.parse(`http://${entry.slice(0, cut)}`);
  return `${url === null ? entry.slice(0, cut) : hostOf(url)}:${Number(entry.slice(cut + 1))}`;
}

function withBrackets(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}

function addressesOfThisMachine(): ReadonlySet<string> {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return new Set(["0.0.0.0", "::", ...addresses.map(({ address }) => address)]);
}
