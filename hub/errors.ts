export const hubErrors = {
  "hub.bad_settings":
    "The settings file or an environment variable is wrong; the message lists every place with what was wanted and got. Mend them all, then start again.",
  "hub.bad_city":
    "The city folder is wrong; the message lists every file, line and column with what was wanted and got. `guanlan check` prints the same.",
  "hub.commit_failed":
    "What rules found could not be committed for a reason the store has no name for; it stays in memory and is tried again.",
  "hub.too_few_open_files":
    "The process may open too few files for its databases, the API and webhooks: raise the limit, as the message says.",
  "hub.bad_arguments": "The command line was called with arguments that do not fit; see `--help`.",
  "hub.unexpected":
    "A command failed in a way that nobody foresaw; the stack below it says where. Report both to the maintainers.",
  "hub.demo_no_listener":
    "The demonstration's devices need a listener that takes connections without a certificate; enable `broker.tcp` or `broker.ws`.",
  "hub.demo_port_taken": "The demonstration needs a port that something else uses. Stop that, or set another port.",
  "hub.bad_stories":
    "Story files are wrong or there are none; the message lists every file, line and column with what was wanted and got.",
  "hub.bad_endpoints":
    "Deliveries to endpoints of the city would fail as settings and environment stand; the message says of each what is missing or not allowed.",
  "hub.audit_broken":
    "The audit trail is not what was written: a line was changed, is missing or was cut off. Compare it with a backup.",
  "hub.rules_differ": "`guanlan rules diff --exit-code` found that the changed rules would have done something else.",
  "hub.no_rule_version":
    "There is no such set of rules to go back to; `guanlan rules versions` lists those that are kept.",
  "hub.stories_failed":
    "The rules made something else of their stories than is told; the lines above say where and what. Mend the rule or the story.",
  "hub.payload_refused":
    "`guanlan payload test` found that the hub would refuse something of the payload; the lines above say what and why.",
  "hub.export_failed":
    "`guanlan export` got no list: no hub answered, or it refused; the message holds its words. Correct the address, the token or the span.",
  "hub.not_reached":
    "A command speaks to a running hub, and none answered at the address. See that the hub runs, and that `--api` or the settings name its address.",
  "hub.answer_refused":
    "A command spoke to a running hub, which refused what was asked; the message holds its words. Nothing was changed.",
  "hub.bad_import":
    "A recording cannot be imported: its columns, times, units or gauges do not fit, or some of it lies ahead of the clock; the message says which, what was wanted and what was got. Nothing was kept.",
  "hub.unreadable_rows":
    "More rows of a recording could not be read than `--allow-unreadable` allows, or none could; the lines above name the first with what stands there. Mend them, or say how they are written.",
  "hub.bad_backtest":
    "The backtest's files or options do not fit: a column, unit, mark, zone or rule; the message says which, what was wanted and what was got.",
} as const;
