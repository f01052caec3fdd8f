import type { DeviceId, GaugeId } from "../ids.ts";
import type { BilingualText } from "../text.ts";

/** Readings or sign-ins of a device of the city were refused: why it is heard and yet not seen. */
export interface ReadingsRefused {
  readonly kind: "readings-refused";
  readonly deviceId: DeviceId;
  /** Why a reading was rejected, or why the broker refused the device; a word of their closed sets. */
  readonly reason: string;
  /** What was wanted and what was got, of the newest. */
  readonly detail: BilingualText;
  /** How many since the entry before of the same device and reason, this one included. */
  readonly count: number;
  /** The gauges concerned; absent where it is all that the device speaks for. */
  readonly gaugeIds?: readonly GaugeId[];
}
