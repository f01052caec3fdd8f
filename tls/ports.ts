import type { Server, TlsOptions } from "node:tls";

/** What servers that speak TLS need of certificates. */
export interface ServerCertificates {
  /** For a server made now; `requestCert` is set where devices may show certificates and `asksClients` is. */
  options(asksClients: boolean): TlsOptions;
  /** Gives a server every later certificate, list of revocations and ticket key; connections that are open stay. */
  renewIn(server: Server): void;
}
