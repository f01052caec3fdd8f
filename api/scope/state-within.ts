import type { AreaCode, DeviceId } from "../../domain/ids.ts";
import { areaKey } from "../../domain/people/place-key.ts";
import type { Reach } from "../../people/reach.ts";
import { caseFactsWithout, caseWithout, warningWithout } from "../../people/restricted.ts";
import type { PlaceFilter, StateQueries } from "../../store/ports.ts";
import { eventWithin } from "./event-within.ts";

/** The state as far as it is in reach: the store itself leaves the rest out of lists, so that pages are whole. */
export function stateWithin(state: StateQueries, reach: Reach): StateQueries {
  const { city, places, hiddenGauges } = reach;
  const where: PlaceFilter = places === null ? {} : { within: places };
  const alarms = hiddenGauges.size === 0 ? where : { ...where, exceptGauges: hiddenGauges };
  const isPlaced = (areaCode: AreaCode): boolean => places === null || places.has(areaKey(areaCode));
  const noRows = { rows: [], next: null };
  return {
    async cases(filter, page, order) {
      const { rows, next } = await state.cases({ ...filter, ...where }, page, order);
      return { rows: rows.map((each) => caseFactsWithout(each, hiddenGauges)), next };
    },
    caseCounts: (filter) => state.caseCounts({ ...filter, ...where }),
    incidents: (filter, page) => state.incidents({ ...filter, ...where }, page),
    async caseById(id, lines) {
      const found = await state.caseById(id, lines);
      return found !== null && isPlaced(found.areaCode) ? caseWithout(found, hiddenGauges) : null;
    },
    async caseByTrace(id) {
      const found = await state.caseByTrace(id);
      return found !== null && isPlaced(found.areaCode) ? caseWithout(found, hiddenGauges) : null;
    },
    async warnings(filter, page) {
      const { rows, next } = await state.warnings({ ...filter, ...where }, page);
      return { rows: rows.map((warning) => warningWithout(warning, hiddenGauges)), next };
    },
    async warningById(id) {
      const found = await state.warningById(id);
      return found !== null && isPlaced(found.areaCode) ? warningWithout(found, hiddenGauges) : null;
    },
    // Written when it is issued, and public from then on, but in a drill.
    async bulletinById(identifier) {
      const found = await state.bulletinById(identifier);
      return found !== null && (!found.isExercise || isPlaced(found.areaCode)) ? found : null;
    },
    bulletinsOf: async (warningId) =>
      (await state.bulletinsOf(warningId)).filter(({ areaCode, isExercise }) => !isExercise || isPlaced(areaCode)),
    publicBulletins: (cancelledSince) => state.publicBulletins(cancelledSince),
    responses: (filter, page) => state.responses({ ...filter, ...where }, page),
    async responseById(id) {
      const found = await state.responseById(id);
      return found !== null && isPlaced(found.areaCode) ? found : null;
    },
    transitions: (filter, page) => state.transitions({ ...filter, ...alarms }, page),
    activeAlarms: (filter) => state.activeAlarms({ ...filter, ...alarms }),
    deliveries: (filter, page) => state.deliveries({ ...filter, ...where }, page),
    async events(filter, page) {
      const { rows, next } = await state.events({ ...filter, ...where }, page);
      return { rows: rows.map((event) => eventWithin(event, reach)), next };
    },
    // Streams follow the whole sequence and ask of each event whether it may be seen.
    eventsAfter: (after, limit) => state.eventsAfter(after, limit),
    lastEventSeq: () => state.lastEventSeq(),
    ruleVersions: (page) => state.ruleVersions(page),
    async missedPeaks(filter, page) {
      if (places !== null && !places.has(`station:${filter.stationId}`)) return noRows;
      const { rows, next } = await state.missedPeaks(filter, page);
      const shown = rows.filter(({ target }) => target.kind !== "gauge" || !hiddenGauges.has(target.gaugeId));
      return { rows: shown, next };
    },
    deviceById: async (id) => (city.devices.has(id as DeviceId) ? state.deviceById(id) : null),
    // The trail is of the whole city: routes that give it out are for those who see that.
    audit: async (filter, page) => (places === null ? state.audit(filter, page) : noRows),
  };
}
