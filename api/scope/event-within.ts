import type { HubEvent } from "../../domain/governance/event.ts";
import type { WithheldFields } from "../../domain/people/withheld-fields.ts";
import type { Reach } from "../../people/reach.ts";
import { eventWithout } from "../../people/restricted.ts";
import { eventData } from "../schemas/event-data.ts";
import { withoutFields, wordsWithout } from "./withhold-fields.ts";

/** An event as somebody may see it who may not see all that it says. */
export function eventWithin<Event extends HubEvent>(
  event: Event,
  { hiddenGauges, fields }: Pick<Reach, "hiddenGauges" | "fields">,
): Event {
  return eventWithoutFields(eventWithout(event, hiddenGauges), fields);
}

/** An event without the fields that its reader has no right to, its message and title without what these say. */
export function eventWithoutFields<Event extends HubEvent>(event: Event, fields: WithheldFields): Event {
  if (!fields.isAny) return event;
  const schema = eventData[event.type];
  const texts = new Set<string>();
  const data = withoutFields<Event["data"]>(schema, event.data, fields, (text) => texts.add(text));
  const { message, title } = { message: undefined, title: undefined, ...data };
  const said = {
    ...(message === undefined ? {} : { message: wordsWithout(message, texts) }),
    ...(title === undefined ? {} : { title: wordsWithout(title, texts) }),
  };
  return { ...event, data: { ...data, ...said } };
}
