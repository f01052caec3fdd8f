import { CertificateRevocationList } from "pkijs";

const listInPem = /-----BEGIN X509 CRL-----([\s\S]+?)-----END X509 CRL-----/g;

/**
 * Serial numbers of the certificates that lists of revocations name, as `normalSerial` writes them.
 *
 * @param pem lists one after the other, tried by OpenSSL before; null for none
 * @see RFC 5280 section 5.1
 */
export function revokedSerials(pem: string | null): ReadonlySet<string> {
  const serials = new Set<string>();
  for (const [, base64 = ""] of (pem ?? "").matchAll(listInPem)) {
    const list = CertificateRevocationList.fromBER(Buffer.from(base64, "base64"));
    for (const { userCertificate } of list.revokedCertificates ?? []) {
      serials.add(normalSerial(Buffer.from(userCertificate.valueBlock.valueHexView).toString("hex")));
    }
  }
  return serials;
}

/** A serial number in hex as there is one way to write it: capitals, no zeros before it. */
export function normalSerial(hex: string): string {
  return hex.toUpperCase().replace(/^0+(?=.)/, "");
}
