import { moveNames } from "../../../locales/messages/warning-moves.ts";
import { act } from "../../acts/act-queue.ts";
import type { Answer } from "../../api/client.ts";
import type { Warning, WarningActionBody } from "../../api/wire.ts";

/** Takes a step of the warning as it was seen; of one that changed since, the hub says who changed it. */
export function takeStep(
  { id, title }: Pick<Warning, "id" | "title">,
  body: WarningActionBody,
  revision: number,
): Promise<Answer<Warning>> {
  const name = moveNames[body.do];
  return act<Warning>({
    path: `/warnings/${encodeURIComponent(id)}/actions`,
    body,
    ifMatch: revision,
    about: id,
    words: { zh: `${name.zh}：${title.zh}`, en: `${name.en}: ${title.en}` },
  });
}
