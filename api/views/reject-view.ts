import { isoInstant } from "../../domain/time/iso-instant.ts";
import type { KeptReject } from "../../store/ports.ts";

/** A reject as lists give it out. */
export function rejectView({ head, receivedAt, ...reject }: KeptReject) {
  return { ...reject, headBase64: base64(head), receivedAt: isoInstant(receivedAt) };
}

/** A reject with all that was sent. */
export function rejectWithPayloadView({ payload, ...reject }: KeptReject & { readonly payload: Uint8Array | null }) {
  return {
    ...rejectView(reject),
    payloadBase64: payload === null ? null : base64(payload),
    payloadText: payload === null ? null : new TextDecoder().decode(payload),
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}
