/** Codes this room throws, with what they mean and what to do. */
export const brokerErrors = {
  "broker.listen_failed":
    "A listener could not be opened; free the port or set another host or port, then start again.",
  "broker.already_started": "Start was called on a broker that runs; stop it first.",
  "broker.not_running": "The broker was asked for something before start or after stop; start it first.",
  "broker.command_queue_full":
    "A device that is away has as many commands waiting as are kept for it; wait until it has fetched them.",
  "broker.not_subscribed":
    "A command was meant for a device that has not subscribed to its commands topic, or sits behind a gateway; it was not sent. Have the device subscribe in a session that is kept, then send again.",
  "broker.no_certificates":
    "A listener that speaks TLS was opened without certificates; put them in the TLS folder, see docs/tls.md.",
} as const;
