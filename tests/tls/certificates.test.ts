import { X509Certificate } from "node:crypto";
import { copyFileSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeDeviceCertificate, makeHubCertificate } from "../../tls/authority-folder.ts";
import { readCertificates } from "../../tls/certificate-files.ts";
import { isLoopback } from "../../tls/confidential.ts";
import { issueAuthority, issueForHub } from "../../tls/issue-certificates.ts";
import { keepTicketKeys, ticketKeysLiveMs } from "../../tls/ticket-keys.ts";
import { authorityOf, certificatesIn, tlsFolder, validity } from "./tls-world.ts";

describe("issuing", () => {
  test("a hub's certificate names every host and address, and its authority stands for it", async () => {
    const authority = await issueAuthority("an authority", validity);
    const issued = await issueForHub(authority, ["hub.example", "10.1.2.3", "2001:db8::7", "::1"], validity);
    const certificate = new X509Certificate(issued.certificate);
    const root = new X509Certificate(authority.certificate);
    expect(certificate.subject).toBe("CN=hub.example");
    expect(certificate.checkHost("hub.example")).toBe("hub.example");
    for (const address of ["10.1.2.3", "2001:db8::7", "::1"]) expect(certificate.checkIP(address)).toBe(address);
    expect(certificate.verify(root.publicKey)).toBe(true);
    expect(certificate.checkIssued(root)).toBe(true);
    expect([root.ca, certificate.ca]).toEqual([true, false]);
  });

  test("keys are readable by their owner alone, and nothing that is there is overwritten", async () => {
    const folder = await tlsFolder();
    const before = readFileSync(join(folder, "certificate.pem"), "utf8");
    for (const name of ["key.pem", "authority-key.pem"]) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    await expect(makeHubCertificate(folder, ["x"], validity)).rejects.toMatchObject({ code: "tls.file_exists" });
    const device = { deviceId: "wl-1", out: folder };
    const { key } = await makeDeviceCertificate(folder, device, validity);
    expect(statSync(key).mode & 0o077).toBe(0);
    await expect(makeDeviceCertificate(folder, device, validity)).rejects.toMatchObject({ code: "tls.file_exists" });
    expect(readFileSync(join(folder, "certificate.pem"), "utf8")).toBe(before);
    rmSync(join(folder, "authority-key.pem"));
    const other = { deviceId: "wl-2", out: folder };
    await expect(makeDeviceCertificate(folder, other, validity)).rejects.toMatchObject({
      code: "tls.authority_missing",
    });
  });
});

describe("readCertificates()", () => {
  test("names the file that is missing", async () => {
    const folder = await tlsFolder();
    rmSync(join(folder, "key.pem"));
    expect(() => readCertificates(folder)).toThrow(expect.objectContaining({ code: "tls.file_unreadable" }));
    expect(() => readCertificates(folder)).toThrow("key.pem");
  });

  test.each(["key of another certificate", "no PEM at all"])("refuses a %s", async (what) => {
    const folder = await tlsFolder();
    if (what === "no PEM at all") writeFileSync(join(folder, "key.pem"), "secret-looking text");
    else copyFileSync(join(await tlsFolder(), "key.pem"), join(folder, "key.pem"));
    expect(() => readCertificates(folder)).toThrow(expect.objectContaining({ code: "tls.not_usable" }));
    expect(() => readCertificates(folder)).not.toThrow("secret-looking");
  });

  test("files that cannot be used leave the old ones in place, said once; good ones end the complaint", async () => {
    const folder = await tlsFolder();
    const errors: unknown[] = [];
    const log = { debug() {}, info() {}, warn() {}, error: (fields: object) => void errors.push(fields) };
    const certificates = certificatesIn(folder, { log });
    const good = readFileSync(join(folder, "key.pem"));
    writeFileSync(join(folder, "key.pem"), "");
    certificates.checkNow();
    certificates.checkNow();
    expect(errors).toHaveLength(1);
    expect(certificates.status().failure?.en).toContain("Cannot use the files of TLS");
    expect(certificates.options(false).key).toBe(good.toString());
    writeFileSync(join(folder, "key.pem"), good);
    certificates.checkNow();
    expect(certificates.status().failure).toBeNull();
  });
});

describe("ticket keys", () => {
  const bytes = (fill: number) => (count: number) => Buffer.alloc(count, fill);

  test("last over restarts, and not beyond their time or a change of who is trusted", async () => {
    const folder = await tlsFolder();
    const keep = (trust: string, now: number, fill: number) =>
      keepTicketKeys(folder, trust, { now, random: bytes(fill) }).keys[0];
    expect(keep("a", 1_000, 1)).toBe(1);
    expect(keep("a", 1_000 + ticketKeysLiveMs - 1, 2)).toBe(1);
    expect(keep("a", 1_000 + ticketKeysLiveMs, 3)).toBe(3);
    expect(keep("b", 2_000 + ticketKeysLiveMs, 4)).toBe(4);
    expect(statSync(join(folder, "ticket-keys.json")).mode & 0o077).toBe(0);
  });

  test("a file cut off is made anew", async () => {
    const folder = await tlsFolder();
    writeFileSync(join(folder, "ticket-keys.json"), '{"keys":"AAAA');
    expect(keepTicketKeys(folder, "a", { now: 1, random: bytes(7) }).keys).toEqual(Buffer.alloc(48, 7));
  });
});

test.each([
  ["127.0.0.1", true],
  ["127.8.9.1", true],
  ["::1", true],
  ["::ffff:127.0.0.1", true],
  ["10.0.0.1", false],
  ["::ffff:10.0.0.1", false],
  ["fe80::1", false],
])("isLoopback(%s) is %s", (address, wanted) => {
  expect(isLoopback(address)).toBe(wanted);
});

test("the authority's certificate is the one that lets devices in", async () => {
  const folder = await tlsFolder();
  expect(readCertificates(folder).deviceAuthority).toBe(authorityOf(folder));
});
