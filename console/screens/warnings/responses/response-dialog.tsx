import { useState } from "preact/hooks";
import { responseLevels } from "../../../../domain/inputs/acts/response-action.ts";
import { frameTexts } from "../../../../locales/console/frame.ts";
import { responseScreenTexts, warningScreenTexts, warningStepTexts } from "../../../../locales/console/warnings.ts";
import { fill } from "../../../../locales/fill.ts";
import { responseLevelNames, responseMoveNames } from "../../../../locales/messages/responses.ts";
import { levelNames } from "../../../../locales/names.ts";
import { act } from "../../../acts/act-queue.ts";
import type { Answer } from "../../../api/client.ts";
import type { EmergencyResponse, ResponseActionBody, WarningPage } from "../../../api/wire.ts";
import { useSay } from "../../../app/language.ts";
import { useResource } from "../../../live/use-resource.ts";
import { AreaSelect } from "../../../parts/area-select.tsx";
import { AskForm } from "../../../parts/ask-form.tsx";
import { Dialog } from "../../../parts/dialog.tsx";

export type ResponseStep = "start" | "adjust" | "terminate";

/** Writes down one word of the headquarters. */
export function ResponseDialog({
  step,
  of,
  close,
}: {
  readonly step: ResponseStep;
  readonly of: EmergencyResponse | null;
  readonly close: () => void;
}) {
  const say = useSay();
  const [areaCode, setArea] = useState(of?.areaCode ?? "");
  return (
    <Dialog title={say(responseScreenTexts[step])} onClose={close}>
      <AskForm
        send={(given) => record(step, bodyOf(step, areaCode, given), of)}
        done={close}
        submit={say(responseScreenTexts.record)}
      >
        {of === null && (
          <AreaSelect id="response-area" name={say(warningScreenTexts.area)} value={areaCode} onChange={setArea} />
        )}
        {step !== "terminate" && <LevelField level={of?.level ?? null} />}
        {step !== "terminate" && <UponField linked={of?.warningIds ?? []} />}
        <label class="field" htmlFor="response-reason">
          {say(warningStepTexts.reason)}
          <textarea id="response-reason" name="reason" rows={3} required maxLength={500} />
        </label>
      </AskForm>
    </Dialog>
  );
}

function LevelField({ level }: { readonly level: EmergencyResponse["level"] | null }) {
  const say = useSay();
  return (
    <label class="field" htmlFor="response-level">
      {say(responseScreenTexts["which-level"])}
      <select id="response-level" name="level" required>
        {level === null && <option value="">{say(frameTexts.choose)}</option>}
        {responseLevels.toReversed().map((each) => (
          <option key={each} value={each} selected={each === level}>
            {say(responseLevelNames[each])}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Warnings in force that it may rest on. */
function UponField({ linked }: { readonly linked: readonly string[] }) {
  const say = useSay();
  const inForce = useResource<WarningPage>("/warnings?isInForce=true&limit=50", ["warnings"]);
  const rows = inForce.body?.rows ?? [];
  return (
    <fieldset class="upon-field">
      <legend class="small muted">{say(responseScreenTexts.upon)}</legend>
      {rows.length === 0 && <p class="small muted">{say(warningScreenTexts["no-in-force"])}</p>}
      {rows.map(({ id, title, level }) => (
        <label key={id} class="check" htmlFor={`upon-${id}`}>
          <input id={`upon-${id}`} type="checkbox" name="warningIds" value={id} defaultChecked={linked.includes(id)} />{" "}
          {say(title)} · {say(levelNames[level])}
        </label>
      ))}
    </fieldset>
  );
}

function bodyOf(step: ResponseStep, areaCode: string, given: FormData): ResponseActionBody {
  const reason = String(given.get("reason") ?? "").trim();
  if (step === "terminate") return { do: step, areaCode, reason };
  const level = responseLevels.find((each) => each === given.get("level")) ?? "IV";
  return { do: step, areaCode, level, reason, warningIds: given.getAll("warningIds").map(String) };
}

function record(step: ResponseStep, body: ResponseActionBody, of: EmergencyResponse | null): Promise<Answer<unknown>> {
  return act({
    path: "/responses",
    body,
    about: of?.id ?? body.areaCode,
    words: fill(responseScreenTexts.recorded, { move: responseMoveNames[step] }),
    ...(of === null ? {} : { ifMatch: of.revision }),
  });
}
