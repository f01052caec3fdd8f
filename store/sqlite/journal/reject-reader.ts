import { bilingual } from "../../bilingual-columns.ts";
import type { KeptReject, RejectReader } from "../../ports.ts";
import { type Conditions, type Listing, readPage, within } from "../pages.ts";
import type { ReaderOffers, SqlRow } from "../reader-offers.ts";
import type { Thread } from "../thread.ts";

/** Whether its payload is still kept, but never the payload itself. */
const select = `SELECT reject.*, payload_id IN (SELECT payload_id FROM reject_payload) AS has_payload FROM reject`;
const rejectList: Listing = { database: "journal", select, orderBy: ["reject_id"] };
const isOfDevices = "device_id IN (SELECT value FROM json_each(?))";
const oneReject = "SELECT reject.*, bytes FROM reject LEFT JOIN reject_payload USING (payload_id) WHERE reject_id = ?";

/** Rejects kept in the journal, and the counts of all there ever were. */
export function createRejectReader(reader: Thread<ReaderOffers>): RejectReader {
  return {
    rejects({ deviceId, reason, deviceIds, ...span }, page) {
      const conditions: Conditions = [
        ...(deviceId === undefined ? [] : [["device_id = ?", deviceId] as const]),
        ...(reason === undefined ? [] : [["reason = ?", reason] as const]),
        ...(deviceIds === undefined ? [] : [[isOfDevices, JSON.stringify([...deviceIds])] as const]),
        ...within("received_at", span),
      ];
      return readPage(reader, rejectList, conditions, page, toKeptReject);
    },
    async rejectById(rejectId) {
      const [row] = await reader.call("rows", "journal", oneReject, [rejectId]);
      if (row === undefined) return null;
      const payload = (row.bytes as Uint8Array | null) ?? null;
      return { ...toKeptReject({ ...row, has_payload: payload === null ? 0 : 1 }), payload };
    },
    async rejectCounts() {
      const rows = await reader.call("rows", "journal", "SELECT reason, count FROM reject_count", []);
      return Object.fromEntries(rows.map((row) => [String(row.reason), Number(row.count)]));
    },
  };
}

function toKeptReject(row: SqlRow): KeptReject {
  return {
    rejectId: row.reject_id,
    reason: row.reason,
    deviceId: row.device_id,
    topic: row.topic,
    detail: bilingual(row.detail, row.detail_zh),
    count: row.count,
    reading: row.reading,
    head: row.head,
    hasPayload: row.has_payload === 1,
    payloadBytes: row.payload_bytes,
    receivedAt: row.received_at,
  } as KeptReject;
}
