import type { Bulletin, BulletinFacts } from "../../../domain/governance/warnings/bulletin.ts";
import { statesInForce } from "../../../domain/governance/warnings/warning-state.ts";
import { mostPublicBulletins, type StateQueries } from "../../ports.ts";
import type { SqlRow } from "../reader-offers.ts";

const inForce = statesInForce.map((state) => `'${state}'`).join(", ");

/** Of each warning its newest bulletin, where it is in force or was cancelled lately. */
const publicSql = `
  SELECT b.body FROM bulletin AS b JOIN warning AS w USING (warning_id)
  WHERE b.is_exercise = 0
    AND (w.state IN (${inForce}) OR (b.kind = 'Cancel' AND b.sent_at >= ?1))
    AND b.revision = (SELECT max(revision) FROM bulletin WHERE warning_id = b.warning_id)
  ORDER BY b.sent_at DESC, b.identifier DESC LIMIT ?2`;

type Rows = (sql: string, ...params: (string | number | null)[]) => Promise<readonly SqlRow[]>;

/** What is read of bulletins. */
export function bulletinQueries(rows: Rows): Pick<StateQueries, "bulletinById" | "bulletinsOf" | "publicBulletins"> {
  return {
    async bulletinById(identifier) {
      const row = (await rows("SELECT body, xml FROM bulletin WHERE identifier = ?", identifier))[0];
      return row === undefined ? null : { ...factsOf(row), xml: String(row.xml) };
    },
    async bulletinsOf(warningId) {
      return (await rows("SELECT body FROM bulletin WHERE warning_id = ? ORDER BY revision", warningId)).map(factsOf);
    },
    async publicBulletins(cancelledSince) {
      return (await rows(publicSql, cancelledSince, mostPublicBulletins)).map(factsOf);
    },
  };
}

function factsOf({ body }: SqlRow): BulletinFacts {
  return JSON.parse(String(body)) as Omit<Bulletin, "xml">;
}
