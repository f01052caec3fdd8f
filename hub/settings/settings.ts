import { z } from "zod";
import { apiSettings } from "../../api/settings.ts";
import { blindSpotSettings } from "../../blindspots/settings.ts";
import { brokerSettings } from "../../broker/settings.ts";
import { influxSettings } from "../../influx/settings.ts";
import { ingestSettings } from "../../ingest/settings.ts";
import { peopleSettings } from "../../people/settings.ts";
import { recordSettings } from "../../record/settings.ts";
import { rulesSettings } from "../../rules/language/settings.ts";
import { storeSettings } from "../../store/settings.ts";
import { suppressionSettings } from "../../suppression/settings.ts";
import { tlsSettings } from "../../tls/settings.ts";
import { webhooksSettings } from "../../webhooks/settings.ts";
import { hubSettings } from "./hub-settings.ts";

/** All settings: one group a room, each with its own schema. */
export const settingsSchema = z.strictObject({
  hub: hubSettings.prefault({}).describe("The hub as a whole"),
  broker: brokerSettings.prefault({}).describe("MQTT broker"),
  ingest: ingestSettings.prefault({}).describe("From bytes to observations"),
  rules: rulesSettings
    .extend({
      watch: blindSpotSettings.prefault({}).describe("Which gauges are believed"),
      noise: suppressionSettings.prefault({}).describe("How much of what alarms do is told"),
    })
    .prefault({})
    .describe("From observations to alarms"),
  store: storeSettings.prefault({}).describe("What persists"),
  influx: influxSettings.prefault({}).describe("Copy in InfluxDB"),
  webhooks: webhooksSettings.prefault({}).describe("Deliveries to other platforms"),
  record: recordSettings.prefault({}).describe("What proves afterwards what happened"),
  api: apiSettings.prefault({}).describe("HTTP API"),
  people: peopleSettings.prefault({}).describe("Accounts, sessions, sign-in"),
  tls: tlsSettings.prefault({}).describe("Certificates of every listener"),
});

export type Settings = z.infer<typeof settingsSchema>;
