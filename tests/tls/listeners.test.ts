import { once } from "node:events";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ConnectionOptions, connect, type TLSSocket } from "node:tls";
import { Integer } from "asn1js";
import { Certificate, CertificateRevocationList, RevokedCertificate, Time } from "pkijs";
import { describe, expect, onTestFinished, test } from "vitest";
import { createWebSocketStream, WebSocket } from "ws";
import { makeDeviceCertificate } from "../../tls/authority-folder.ts";
import type { RunningCertificates } from "../../tls/server-certificates.ts";
import { openRaw, publishPacket, RawClient } from "../broker/raw-client.ts";
import { type RunningBroker, runBroker, tokenOf } from "../broker/running-broker.ts";
import { outsideAddress } from "../support/machine/outside-address.ts";
import { until } from "../support/until.ts";
import { authorityOf, certificatesIn, tlsFolder, validity } from "./tls-world.ts";

interface TlsBroker extends RunningBroker {
  readonly folder: string;
  readonly certificates: RunningCertificates;
  readonly port: number;
}

async function runTlsBroker(folder: string, minVersion: "TLSv1.2" | "TLSv1.3" = "TLSv1.2"): Promise<TlsBroker> {
  const certificates = certificatesIn(folder, { minVersion });
  const listeners = [
    { kind: "tls", port: 0 },
    { kind: "wss", port: 0 },
  ];
  const running = await runBroker({ ws: { enabled: false }, listeners }, { certificates });
  onTestFinished(() => running.broker.stop());
  return { ...running, folder, certificates, port: running.listeners[1]?.port ?? 0 };
}

/** @throws when the handshake is refused */
async function handshake({ folder, port }: TlsBroker, options: ConnectionOptions = {}): Promise<TLSSocket> {
  const socket = connect({ host: "127.0.0.1", port, ca: authorityOf(folder), ...options });
  onTestFinished(() => void socket.destroy());
  await once(socket, "secureConnect");
  return socket;
}

async function open(broker: TlsBroker, options: ConnectionOptions = {}): Promise<RawClient> {
  return new RawClient(await handshake(broker, options));
}

async function deviceFiles(folder: string, deviceId: string): Promise<{ cert: string; key: string }> {
  const { certificate, key } = await makeDeviceCertificate(folder, { deviceId, out: folder }, validity);
  return { cert: readFileSync(certificate, "utf8"), key: readFileSync(key, "utf8") };
}

describe("MQTT over TLS", () => {
  test.each(["TLSv1.2", "TLSv1.3"] as const)("a device signs in and publishes over %s", async (version) => {
    const broker = await runTlsBroker(await tlsFolder());
    const client = await open(broker, { minVersion: version, maxVersion: version });
    expect(await client.signIn("device-0", { password: tokenOf("device-0") })).toBe(0);
    client.send(publishPacket("v1/devices/device-0/readings"));
    expect(await client.answered("puback")).toBe(true);
    expect(broker.accepted).toHaveLength(1);
  });

  test("versions below the setting are refused, counted, and hurt nobody", async () => {
    const broker = await runTlsBroker(await tlsFolder(), "TLSv1.3");
    await expect(open(broker, { maxVersion: "TLSv1.2" })).rejects.toThrow();
    await until("the handshake to be counted", () => broker.broker.counts.closes.tls_failed === 1);
    expect(await (await open(broker)).signIn("device-0", { password: tokenOf("device-0") })).toBe(0);
  });

  test("MQTT in clear on the TLS port ends, and its connection is forgotten", async () => {
    const broker = await runTlsBroker(await tlsFolder());
    const client = await openRaw({ host: "127.0.0.1", port: broker.port });
    client.send(publishPacket("v1/devices/device-0/readings"));
    await client.closed();
    await until("no connection", () => broker.broker.counts.connections === 0);
    expect(broker.accepted).toEqual([]);
  });

  test("WebSocket over TLS carries MQTT too", async () => {
    const broker = await runTlsBroker(await tlsFolder());
    const at = broker.listeners[2];
    expect(at?.url).toBe(`wss://127.0.0.1:${at?.port}`);
    const webSocket = new WebSocket(at?.url ?? "", "mqtt", { ca: authorityOf(broker.folder) });
    await once(webSocket, "open");
    const client = new RawClient(createWebSocketStream(webSocket));
    expect(await client.signIn("device-0", { password: tokenOf("device-0") })).toBe(0);
    client.end();
  });
});

describe("device certificates", () => {
  test("let the device of their subject in, without a token, and no other", async () => {
    const broker = await runTlsBroker(await tlsFolder());
    const identity = await deviceFiles(broker.folder, "device-7");
    const client = await open(broker, identity);
    expect(await client.signIn("device-7")).toBe(0);
    client.send(publishPacket("v1/devices/device-7/readings"));
    expect(await client.answered("puback")).toBe(true);
    // A token of another does not help: the certificate says who it is.
    const other = await open(broker, identity);
    expect(await other.signIn("device-8", { password: tokenOf("device-8") })).toBe(5);
    expect(broker.broker.counts.signIns.wrong_certificate).toBe(1);
  });

  test("of a device that the city does not have, or whose right was withdrawn, are refused", async () => {
    const broker = await runTlsBroker(await tlsFolder());
    const stranger = await open(broker, await deviceFiles(broker.folder, "stranger-1"));
    expect(await stranger.signIn("stranger-1")).toBe(4);
    const revoked = await open(broker, await deviceFiles(broker.folder, "revoked-1"));
    expect(await revoked.signIn("revoked-1")).toBe(5);
  });

  test("of another authority are refused, even beside a right token", async () => {
    const broker = await runTlsBroker(await tlsFolder());
    const client = await open(broker, await deviceFiles(await tlsFolder(), "device-0"));
    expect(await client.signIn("device-0", { password: tokenOf("device-0") })).toBe(5);
  });

  test("that were revoked are refused once the list is there, on resumed sessions too, and who is connected is cut off", async () => {
    const broker = await runTlsBroker(await tlsFolder());
    const identity = await deviceFiles(broker.folder, "device-7");
    const { client, session } = await openWithSession(broker, identity);
    expect(client.first("connack")).toMatchObject({ returnCode: 0 });
    const other = await open(broker, await deviceFiles(broker.folder, "device-8"));
    expect(await other.signIn("device-8")).toBe(0);
    const byToken = await open(broker);
    expect(await byToken.signIn("device-0", { password: tokenOf("device-0") })).toBe(0);
    await writeRevocations(broker.folder, identity.cert);
    broker.certificates.checkNow();
    await client.closed();
    for (const options of [identity, { ...identity, session }]) {
      expect(await (await open(broker, options)).signIn("device-7")).toBe(5);
    }
    expect(await other.isServed()).toBe(true);
    expect(await byToken.isServed()).toBe(true);
  });

  test("of an authority that is trusted no longer end with it", async () => {
    const broker = await runTlsBroker(await tlsFolder());
    const client = await open(broker, await deviceFiles(broker.folder, "device-7"));
    expect(await client.signIn("device-7")).toBe(0);
    copyFileSync(join(await tlsFolder(), "device-authority.pem"), join(broker.folder, "device-authority.pem"));
    broker.certificates.checkNow();
    await client.closed();
  });
});

async function openWithSession(
  broker: TlsBroker,
  options: ConnectionOptions,
): Promise<{ readonly client: RawClient; readonly session: Buffer; readonly isReused: boolean }> {
  const socket = await handshake(broker, options);
  let session = socket.getSession();
  socket.on("session", (given) => {
    session = given;
  });
  const client = new RawClient(socket);
  await client.signIn("device-7", { password: tokenOf("device-7") });
  await until("a session", () => session !== undefined);
  return { client, session: session as Buffer, isReused: socket.isSessionReused() };
}

describe("new certificates", () => {
  test("take over for new connections while those that are open stay", async () => {
    const broker = await runTlsBroker(await tlsFolder());
    const before = await handshake(broker);
    const client = new RawClient(before);
    expect(await client.signIn("device-0", { password: tokenOf("device-0") })).toBe(0);
    const next = await tlsFolder();
    for (const name of ["certificate.pem", "key.pem"]) copyFileSync(join(next, name), join(broker.folder, name));
    broker.certificates.checkNow();
    const after = await handshake(broker, { ca: authorityOf(next) });
    expect(after.getPeerCertificate().fingerprint256).not.toBe(before.getPeerCertificate().fingerprint256);
    expect(await client.isServed()).toBe(true);
  });
});

test.each(["TLSv1.2", "TLSv1.3"] as const)("a session of %s is resumed after a restart of the hub", async (version) => {
  const folder = await tlsFolder();
  const versions = { minVersion: version, maxVersion: version };
  const first = await runTlsBroker(folder);
  const { session, isReused } = await openWithSession(first, versions);
  expect(isReused).toBe(false);
  await first.broker.stop();
  const second = await runTlsBroker(folder);
  expect((await openWithSession(second, { ...versions, session })).isReused).toBe(true);
});

const outside = outsideAddress();

describe.skipIf(outside === null)("tokens in clear from beyond this machine", () => {
  const host = outside ?? "";
  const listeners = [{ kind: "tcp", host: "0.0.0.0", port: 0 }];

  test("are refused with a name of their own; those of this machine are not", async () => {
    const { broker, listeners: opened } = await runBroker({ listeners });
    onTestFinished(() => broker.stop());
    const port = opened.at(-1)?.port ?? 0;
    expect(await (await openRaw({ host, port })).signIn("device-0", { password: tokenOf("device-0") })).toBe(5);
    expect(broker.counts.signIns.cleartext_token).toBe(1);
    const here = await openRaw({ host: "127.0.0.1", port });
    expect(await here.signIn("device-0", { password: tokenOf("device-0") })).toBe(0);
  });

  test("are taken where the setting allows it", async () => {
    const { broker, listeners: opened } = await runBroker({ listeners }, { allowCleartextTokens: true });
    onTestFinished(() => broker.stop());
    const client = await openRaw({ host, port: opened.at(-1)?.port ?? 0 });
    expect(await client.signIn("device-0", { password: tokenOf("device-0") })).toBe(0);
  });
});

/** Puts a list of revocations with one certificate into the folder, signed by its authority. */
async function writeRevocations(folder: string, revoked: string): Promise<void> {
  const derOf = (pem: string) => Uint8Array.from(Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ""), "base64"));
  const authority = Certificate.fromBER(derOf(authorityOf(folder)).buffer);
  const list = new CertificateRevocationList({
    version: 1,
    issuer: authority.subject,
    thisUpdate: new Time({ value: new Date(validity.now - 1000) }),
    nextUpdate: new Time({ value: new Date(validity.now + 86_400_000) }),
    revokedCertificates: [
      new RevokedCertificate({
        userCertificate: new Integer({
          valueHex: Certificate.fromBER(derOf(revoked).buffer).serialNumber.valueBlock.valueHexView.slice().buffer,
        }),
        revocationDate: new Time({ value: new Date(validity.now - 1000) }),
      }),
    ],
  });
  const key = await crypto.subtle.importKey(
    "pkcs8",
    derOf(readFileSync(join(folder, "authority-key.pem"), "utf8")),
    { name: "ECDSA", namedCurve: "P-256" },
    false,
    ["sign"],
  );
  await list.sign(key, "SHA-256");
  const base64 =
    Buffer.from(list.toSchema(true).toBER(false))
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  const pem = ["-----BEGIN X509 CRL-----", ...base64, "-----END X509 CRL-----", ""].join("\n");
  writeFileSync(join(folder, "device-revocations.pem"), pem);
}
