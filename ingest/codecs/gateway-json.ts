import { wantedTexts } from "../../locales/devices/rejects.ts";
import { describeValue } from "../describe-value.ts";
import { DoubledValue } from "../json/doubled-value.ts";
import { isObject } from "../json/is-object.ts";
import { wantedGot, wantedOnce } from "../reject-words.ts";
import { type Codec, type DecodedItem, rejectedReading } from "./codec.ts";
import { decodeJson } from "./json.ts";
import { type JsonFormat, wrongShape } from "./json-format.ts";
import type { JsonReadings } from "./json-readings.ts";

/**
 * What a gateway sends of the devices behind it: readings as in `json`, each with the id of its device:
 * `{"device": "wl-0012", "t": ..., "values": {"depth": 0.31}, "seq": 123}`, or an array of such objects.
 */
export const gatewayJsonCodec: Codec = {
  name: "gateway-json",
  open: () => (message, maxReadings) => decodeJson(message, maxReadings, format),
};

const format: JsonFormat = {
  wanted: wantedTexts["gateway-json"],
  decodeOne,
};

function decodeOne(sent: unknown, readings: JsonReadings): DecodedItem {
  if (!isObject(sent)) return wrongShape(format, sent);
  const { device } = sent;
  if (typeof device === "string" && device !== "") return readings.decode(sent, device);
  if (device instanceof DoubledValue) {
    return rejectedReading("payload.doubled_key", () => wantedOnce("device", device), sent);
  }
  const words = () => wantedGot(wantedTexts["device-id"], describeValue(device));
  return rejectedReading("payload.wrong_shape", words, sent);
}
