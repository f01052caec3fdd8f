import type { City, Gauge } from "../domain/city/city.ts";
import type { Conversion } from "../domain/city/conversions.ts";
import {
  amountConversionFor,
  type CounterSpec,
  counterUnitsOf,
  isAmount,
  isCountedPerSecond,
  totalIdOf,
} from "../domain/city/counter.ts";
import { errorWithin, instrumentErrors } from "../domain/city/instrument-error.ts";
import { conversionFor, unitsOf } from "../domain/city/units.ts";
import { HubError } from "../domain/errors.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import { ingestTexts } from "../locales/devices/ingest.ts";
import { fill } from "../locales/fill.ts";
import { leastIntervals } from "./clocks/pace.ts";
import { Counter } from "./counters/counter.ts";
import { RepeatedAmounts } from "./repeated-amounts.ts";

/** What a conversion may leave of a value that lies on the edge. */
const lastDigit = 1e-9;

/** What the hot path needs of one gauge. canonical = sent * scale + offset, datum included. */
export interface GaugeConversion {
  readonly gauge: GaugeKey;
  readonly scale: number;
  readonly offset: number;
  readonly min: number;
  readonly max: number;
  /** Below `min` and not below this is noise, canonical unit. */
  readonly floor: number;
  /** Above `max` and not above this is noise. */
  readonly ceiling: number;
  /** Readings are so far apart at least, ms; 0 where they are amounts, which add up however close they are. */
  readonly apartMs: number;
  /** Null for a gauge that sends what it measures; else values are totals. */
  readonly counter: Counter | null;
  /** Null for a gauge whose values of one moment do not add up. */
  readonly amounts: RepeatedAmounts | null;
}

/**
 * Prepares the way from device and channel to gauge, once for a city. A device without gauges has an empty map.
 *
 * @throws {HubError} `ingest.unit_mismatch`, `ingest.gauge_key_missing`, `ingest.channel_taken`
 */
export function gaugeConversions(
  city: City,
  keys: ReadonlyMap<GaugeId, GaugeKey>,
): ReadonlyMap<string, ReadonlyMap<string, GaugeConversion>> {
  const targetsByDevice = new Map<string, Map<string, GaugeConversion>>();
  for (const deviceId of city.devices.keys()) targetsByDevice.set(deviceId, new Map());
  for (const gauge of city.gauges.values()) {
    const channels = targetsByDevice.get(gauge.deviceId) ?? new Map<string, GaugeConversion>();
    if (channels.has(gauge.channel)) {
      const blanks = { device: gauge.deviceId, channel: gauge.channel, gauge: gauge.id };
      throw new HubError("ingest.channel_taken", fill(ingestTexts["channel-taken"], blanks));
    }
    channels.set(gauge.channel, conversionOf(gauge, keys));
    targetsByDevice.set(gauge.deviceId, channels);
  }
  return targetsByDevice;
}

function conversionOf(gauge: Gauge, keys: ReadonlyMap<GaugeId, GaugeKey>): GaugeConversion {
  const key = keyOf(gauge.id, keys);
  const conversion = unitConversionOf(gauge);
  const { min, max } = gauge.range;
  const error = errorWithin(gauge.property, gauge.range) + lastDigit;
  return {
    gauge: key,
    scale: conversion.scale,
    offset: conversion.offset + gauge.datumOffset,
    min,
    max,
    floor: min - error,
    ceiling: max + error,
    apartMs: isAmount(gauge.property) ? 0 : gauge.expectedIntervalMs * leastIntervals,
    counter: gauge.counter === undefined ? null : counterOf(gauge, gauge.counter, keys),
    amounts: isAmount(gauge.property) ? new RepeatedAmounts() : null,
  };
}

/** @throws {HubError} `ingest.unit_mismatch` */
function unitConversionOf({ id, property, unit, counter }: Gauge): Conversion {
  const conversion = counter === undefined ? conversionFor(property, unit) : amountConversionFor(property, unit);
  if (conversion !== null) return { ...conversion, scale: conversion.scale * (counter?.pulse ?? 1) };
  const units = (counter === undefined ? unitsOf(property) : counterUnitsOf(property)).join(", ");
  throw new HubError("ingest.unit_mismatch", fill(ingestTexts["unit-mismatch"], { gauge: id, units, property, unit }));
}

function counterOf(gauge: Gauge, { wrapsAt }: CounterSpec, keys: ReadonlyMap<GaugeId, GaugeKey>): Counter {
  const { property, range, expectedIntervalMs: intervalMs } = gauge;
  const { scale } = unitConversionOf(gauge);
  const isPerSecond = isCountedPerSecond(property);
  const limits = {
    wrapsAt: wrapsAt === null ? null : wrapsAt * scale,
    mostAtOnce: isPerSecond ? (range.max * intervalMs) / 1_000 : range.max,
    errorAtRest: instrumentErrors[property],
    intervalMs,
  };
  return new Counter(keyOf(totalIdOf(gauge.id), keys), limits, isPerSecond);
}

function keyOf(id: GaugeId, keys: ReadonlyMap<GaugeId, GaugeKey>): GaugeKey {
  const key = keys.get(id);
  if (key !== undefined) return key;
  throw new HubError("ingest.gauge_key_missing", fill(ingestTexts["gauge-key-missing"], { gauge: id }));
}
