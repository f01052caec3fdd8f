import { governanceTexts } from "../../../locales/console/governance.ts";
import { pondingTexts } from "../../../locales/console/ponding.ts";
import type { Answer } from "../../api/client.ts";
import type { PondingActionBody, PondingPlace } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { hubNow } from "../../live/live.ts";
import { AskForm } from "../../parts/ask-form.tsx";
import { addYears, cityDay } from "../../parts/city-time.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { pondingBody } from "./ponding-body.ts";

/** Asks for what a move of a ponding place needs; what is known of the place stands there to be changed. */
export function PondingDialog({
  move,
  place,
  make,
  onClose,
}: {
  readonly move: PondingActionBody["do"];
  readonly place: Pick<PondingPlace, "name" | "ponding">;
  readonly make: (body: PondingActionBody) => Promise<Answer<unknown>>;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const { ponding, name } = place;
  return (
    <Dialog title={`${say(pondingTexts[move])} · ${say(name)}`} onClose={onClose}>
      <AskForm
        send={(given) => make(pondingBody(move, ponding, given, say))}
        done={onClose}
        submit={say(pondingTexts[move])}
        look={move === "delist" ? "danger" : "main"}
      >
        <label class="field">
          {say(move === "review" ? pondingTexts["why-review"] : governanceTexts.reason)}
          <textarea name="reason" rows={2} required maxLength={500} />
        </label>
        {move !== "delist" && <FactFields move={move} ponding={ponding} />}
      </AskForm>
    </Dialog>
  );
}

function FactFields({
  move,
  ponding,
}: {
  readonly move: PondingActionBody["do"];
  readonly ponding: PondingPlace["ponding"];
}) {
  const say = useSay();
  const today = cityDay(hubNow());
  const due = move === "change" ? (ponding?.reviewDueOn ?? "") : addYears(today, 1);
  return (
    <>
      <label class="field">
        {say(pondingTexts["next-due"])}
        <input name="reviewDueOn" type="date" required={move !== "change"} defaultValue={due} />
      </label>
      <label class="field">
        {say(pondingTexts["deepest-field"])}
        <input name="deepestM" type="number" min="0" max="20" step="0.01" defaultValue={ponding?.deepestM ?? ""} />
      </label>
      <label class="field">
        {say(pondingTexts.cause)}
        <textarea name="cause" rows={2} maxLength={500}>
          {ponding?.cause === null || ponding === null ? "" : say(ponding.cause)}
        </textarea>
      </label>
      <label class="field">
        {say(pondingTexts.measures)}
        <textarea name="measures" rows={2} maxLength={500}>
          {ponding?.measures === null || ponding === null ? "" : say(ponding.measures)}
        </textarea>
      </label>
      <label class="field">
        {say(pondingTexts.source)}
        <input name="source" required={move === "list"} maxLength={300} defaultValue={ponding?.source ?? ""} />
      </label>
    </>
  );
}
