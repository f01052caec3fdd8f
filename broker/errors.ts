/** Codes this room throws, with what they mean and what to do. */
export const brokerErrors = {
  "broker.listen_failed":
    "A listener could not be opened; free the port or set another host or port, then start again.",
  "broker.already_started": "Start was called on a broker that runs; stop it first.",
  "broker.not_running": "The broker was asked for something before start or after stop; start it first.",
  "broker.command_queue_full":
    "A device that is away has as many commands waiting as are kept for it; wait until it has fetched them.",
} as const;
