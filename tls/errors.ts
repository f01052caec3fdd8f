/** Codes that tls/ throws. */
export const tlsErrors = {
  "tls.file_unreadable": "A file of certificates cannot be read; see the message for which and why.",
  "tls.not_usable":
    "A file holds no certificate, key or list that TLS can use, or key and certificate do not belong together.",
  "tls.authority_missing": "The folder has no authority to sign with; make one with `guanlan certificate hub <name>`.",
  "tls.file_exists": "A file that would be made is there already; nothing was overwritten.",
} as const;
