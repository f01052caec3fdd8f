import { connect, type MqttClient } from "mqtt";

/** Who a simulated device is and where its hub listens. */
export interface DeviceSignIn {
  /** `mqtt://host:port` or `ws://host:port`. */
  readonly url: string;
  readonly deviceId: string;
  readonly token: string;
  /** From 0 up to 1; spreads reconnects. */
  readonly random?: () => number;
  /** Longest wait between two attempts to connect. Default 2 min. */
  readonly mostBackOffMs?: number;
}

const firstBackOffMs = 1_000;
/** Back-off before attempt `attempt` (0 for the first): anywhere up to 1 s, 2 s, 4 s... `mostMs`, so that devices spread. */
export function backOffMs(attempt: number, mostMs: number, random: () => number): number {
  // mqtt.js takes 0 for "never again".
  return Math.max(1, Math.round(random() * Math.min(mostMs, firstBackOffMs * 2 ** attempt)));
}

/**
 * Connects a device as the hub's MQTT contract wants it: its id as client id and user name, its token as password, a
 * retained `offline` as last will, full-jitter back-off. QoS 1 publishes not yet acknowledged are sent again.
 */
export function openDeviceClient(signIn: DeviceSignIn): MqttClient {
  const { url, deviceId, token, random = Math.random, mostBackOffMs = 120_000 } = signIn;
  const client = connect(url, {
    clientId: deviceId,
    username: deviceId,
    password: token,
    protocolVersion: 4,
    clean: true,
    keepalive: 60,
    resubscribe: false,
    reconnectPeriod: backOffMs(0, mostBackOffMs, random),
    reconnectOnConnackError: true,
    will: { topic: statusTopic(deviceId), payload: Buffer.from("offline"), qos: 1, retain: true },
  });
  let attempt = 0;
  // mqtt.js reads the period each time it sets its timer, just after these events.
  const lengthen = () => {
    client.options.reconnectPeriod = backOffMs(attempt++, mostBackOffMs, random);
  };
  client.on("offline", lengthen);
  client.on("reconnect", lengthen);
  client.on("connect", () => {
    attempt = 0;
  });
  return client;
}

export function readingsTopic(deviceId: string): string {
  return `v1/devices/${deviceId}/readings`;
}

export function commandsTopic(deviceId: string): string {
  return `v1/devices/${deviceId}/commands`;
}

export function commandAcksTopic(deviceId: string): string {
  return `v1/devices/${deviceId}/commands/ack`;
}

export function statusTopic(deviceId: string): string {
  return `v1/devices/${deviceId}/status`;
}

/** Of a gateway, for what it sends of the devices behind it. */
export function gatewayReadingsTopic(gatewayId: string): string {
  return `v1/gateways/${gatewayId}/readings`;
}
