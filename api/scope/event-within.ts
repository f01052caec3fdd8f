import type { HubEvent } from "../../domain/governance/event.ts";
import type { WithheldFields } from "../../domain/people/withheld-fields.ts";
import { eventData } from "../schemas/event-data.ts";
import { withheldTexts, withoutFields, wordsWithout } from "./withhold-fields.ts";

/** An event without the fields that its reader has no right to, its message and title without what these say of persons. */
export function eventWithoutFields<Event extends HubEvent>(event: Event, fields: WithheldFields): Event {
  if (!fields.isAny) return event;
  const schema = eventData[event.type];
  const data = withoutFields<Event["data"]>(schema, event.data, fields);
  const texts = withheldTexts(schema, event.data, fields);
  const { message, title } = { message: undefined, title: undefined, ...data };
  const said = {
    ...(message === undefined ? {} : { message: wordsWithout(message, texts) }),
    ...(title === undefined ? {} : { title: wordsWithout(title, texts) }),
  };
  return { ...event, data: { ...data, ...said } };
}
