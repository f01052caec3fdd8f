import type { City } from "../domain/city/city.ts";
import type { HubEvent, PhoneLine } from "../domain/governance/event.ts";
import { idFrom } from "../domain/ids.ts";
import type { EndpointReported } from "../domain/inputs/endpoint-reported.ts";
import type { LoggedEntry } from "../domain/inputs/input.ts";
import type { BilingualText } from "../domain/text.ts";
import { overdueTexts } from "../locales/duty/calls.ts";
import { fill } from "../locales/fill.ts";
import { phoneFallback } from "./phone-fallback.ts";
import { phonesOf } from "./words.ts";

const shownWaiting = 20;

/** Tells all others that an endpoint is without urgent events, and whom to phone. */
export function deliveryOverdue(logged: LoggedEntry<EndpointReported>, city: City): HubEvent {
  const { at } = logged;
  const { endpointId, waiting } = logged.entry;
  const phones = phoneFallback(city, endpointId, at);
  const blanks = { endpoint: endpointId, count: waiting.length, phones: wordsForPhones(phones) };
  return {
    ...aboutEndpoint("delivery.overdue", logged),
    type: "delivery.overdue",
    isUrgent: true,
    data: {
      ...{ endpointId, phones, waiting: waiting.slice(0, shownWaiting) },
      title: fill(overdueTexts.title, { endpoint: endpointId }),
      message: fill(overdueTexts.message, blanks),
    },
  };
}

/** Tells the others that an endpoint takes events again. */
export function deliveryResumed(logged: LoggedEntry<EndpointReported>): HubEvent {
  const { endpointId } = logged.entry;
  const title = fill(overdueTexts["resumed-title"], { endpoint: endpointId });
  return {
    ...aboutEndpoint("delivery.resumed", logged),
    type: "delivery.resumed",
    isUrgent: false,
    data: { endpointId, title, message: title },
  };
}

/** Whom to phone, as a sentence. */
function wordsForPhones(phones: readonly PhoneLine[]): BilingualText {
  return phones.length === 0 ? overdueTexts["nobody-to-phone"] : phonesOf(phones);
}

function aboutEndpoint(type: string, { entrySeq, at, entry: { endpointId } }: LoggedEntry<EndpointReported>) {
  return {
    id: idFrom<"event">("event", type, endpointId, entrySeq),
    subject: endpointId,
    level: null,
    at,
    except: endpointId,
  };
}
