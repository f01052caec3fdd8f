import { randomBytes, webcrypto } from "node:crypto";
import { isIP } from "node:net";
import { Integer, OctetString, Utf8String } from "asn1js";
import {
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  Extension,
  ExtKeyUsage,
  GeneralName,
  GeneralNames,
} from "pkijs";

/** A certificate and its private key, both PEM. */
export interface IssuedCertificate {
  readonly certificate: string;
  readonly key: string;
}

export interface IssueOptions {
  /** ms since 1970. */
  readonly now: number;
  readonly validDays: number;
}

type KeyPair = webcrypto.CryptoKeyPair;

/** @see RFC 5480 (P-256 in certificates); RFC 5280 for the extensions */
const keyAlgorithm = { name: "ECDSA", namedCurve: "P-256" } as const;

const dayMs = 86_400_000;
/** Clocks of devices may be a little behind ours. */
const clockMarginMs = dayMs;

const oid = {
  commonName: "2.5.4.3",
  subjectAltName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  keyUsage: "2.5.29.15",
  extendedKeyUsage: "2.5.29.37",
  serverAuth: "1.3.6.1.5.5.7.3.1",
  clientAuth: "1.3.6.1.5.5.7.3.2",
} as const;

/** An authority of one's own, which signs certificates of a hub and its devices. */
export async function issueAuthority(commonName: string, options: IssueOptions): Promise<IssuedCertificate> {
  const keys = await newKeys();
  const certificate = await unsigned({ commonName, keys, ...options });
  certificate.issuer = certificate.subject;
  certificate.extensions = [
    extension(oid.basicConstraints, new BasicConstraints({ cA: true, pathLenConstraint: 0 }).toSchema(), true),
  ];
  await certificate.sign(keys.privateKey, "SHA-256");
  return { certificate: pemOf(certificate), key: await pemOfKey(keys.privateKey) };
}

/** The certificate of a hub. @param names host names and addresses that it is reached by */
export async function issueForHub(
  authority: IssuedCertificate,
  names: readonly [string, ...string[]],
  options: IssueOptions,
): Promise<IssuedCertificate> {
  const alternatives = new GeneralNames({ names: names.map(alternativeName) });
  return await issue(authority, { commonName: names[0], ...options }, [
    extension(oid.subjectAltName, alternatives.toSchema(), false),
    extension(oid.extendedKeyUsage, new ExtKeyUsage({ keyPurposes: [oid.serverAuth] }).toSchema(), false),
  ]);
}

/** The certificate of a device, whose common name is the device's id. */
export async function issueForDevice(
  authority: IssuedCertificate,
  deviceId: string,
  options: IssueOptions,
): Promise<IssuedCertificate> {
  return await issue(authority, { commonName: deviceId, ...options }, [
    extension(oid.extendedKeyUsage, new ExtKeyUsage({ keyPurposes: [oid.clientAuth] }).toSchema(), false),
  ]);
}

async function issue(
  authority: IssuedCertificate,
  subject: IssueOptions & { readonly commonName: string },
  extensions: readonly Extension[],
): Promise<IssuedCertificate> {
  const keys = await newKeys();
  const certificate = await unsigned({ ...subject, keys });
  certificate.issuer = Certificate.fromBER(derOf(authority.certificate)).subject;
  certificate.extensions = [
    extension(oid.basicConstraints, new BasicConstraints({ cA: false }).toSchema(), true),
    ...extensions,
  ];
  await certificate.sign(await importKey(authority.key), "SHA-256");
  return { certificate: pemOf(certificate), key: await pemOfKey(keys.privateKey) };
}

async function unsigned({
  commonName,
  keys,
  now,
  validDays,
}: IssueOptions & { readonly commonName: string; readonly keys: KeyPair }): Promise<Certificate> {
  const certificate = new Certificate();
  // X.509 version 3
  certificate.version = 2;
  certificate.serialNumber = new Integer({ valueHex: positiveSerial() });
  certificate.subject.typesAndValues.push(
    new AttributeTypeAndValue({ type: oid.commonName, value: new Utf8String({ value: commonName }) }),
  );
  certificate.notBefore.value = new Date(now - clockMarginMs);
  certificate.notAfter.value = new Date(now + validDays * dayMs);
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  return certificate;
}

/** @see RFC 5280 4.1.2.2: positive, unique, at most 20 bytes */
function positiveSerial(): ArrayBuffer {
  const bytes = Uint8Array.from(randomBytes(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.buffer;
}

function alternativeName(name: string): GeneralName {
  const version = isIP(name);
  if (version === 0) return new GeneralName({ type: 2, value: name });
  const valueHex = version === 4 ? ipv4Bytes(name) : ipv6Bytes(name);
  return new GeneralName({ type: 7, value: new OctetString({ valueHex }) });
}

function ipv4Bytes(address: string): ArrayBuffer {
  return Uint8Array.from(address.split(".").map(Number)).buffer;
}

function ipv6Bytes(address: string): ArrayBuffer {
  // As a URL an address is written in its shortest form, an IPv4 tail as two groups.
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const groupsOf = (text: string): readonly string[] => (text === "" ? [] : text.split(":"));
  const before = groupsOf(head);
  const after = groupsOf(tail ?? "");
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  const groups = [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
  return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff])).buffer;
}

function extension(extnID: string, value: ReturnType<BasicConstraints["toSchema"]>, critical: boolean): Extension {
  return new Extension({ extnID, critical, extnValue: value.toBER(false) });
}

async function newKeys(): Promise<KeyPair> {
  return await webcrypto.subtle.generateKey(keyAlgorithm, true, ["sign", "verify"]);
}

async function importKey(pem: string): Promise<webcrypto.CryptoKey> {
  return await webcrypto.subtle.importKey("pkcs8", derOf(pem), keyAlgorithm, false, ["sign"]);
}

async function pemOfKey(key: webcrypto.CryptoKey): Promise<string> {
  return pem("PRIVATE KEY", await webcrypto.subtle.exportKey("pkcs8", key));
}

function pemOf(certificate: Certificate): string {
  return pem("CERTIFICATE", certificate.toSchema(true).toBER(false));
}

function pem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

function derOf(text: string): ArrayBuffer {
  const base64 = text.replaceAll(/-----[^-]+-----|\s/g, "");
  return Uint8Array.from(Buffer.from(base64, "base64")).buffer;
}
