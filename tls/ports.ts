import type { Server, TlsOptions } from "node:tls";

/** Which certificates of devices still let in. */
export interface DeviceTrust {
  /** Of one that was trusted before the change. @param serial number, hex */
  isTrusted(serial: string): boolean;
}

/** What servers that speak TLS need of certificates. */
export interface ServerCertificates {
  /** For a server made now; `requestCert` is set where devices may show certificates and `asksClients` is. */
  options(asksClients: boolean): TlsOptions;
  /** Gives a server every later certificate, list of revocations and ticket key; connections that are open stay. */
  renewIn(server: Server): void;
  /** Calls it when authorities or revocations change: connections of certificates that are trusted no longer have to end. */
  onTrustChange(listener: (trust: DeviceTrust) => void): void;
}
