import { warningDeskTexts } from "../../../locales/console/warnings.ts";
import { fill } from "../../../locales/fill.ts";
import { responseLevelNames } from "../../../locales/messages/responses.ts";
import type { WarningPreview } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { areaPathOf } from "../../live/area-path.ts";
import { catalogue } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { AreaPicture } from "../../parts/area-picture.tsx";

/** Over which area, to whom, and where it waits for a decision what would go out. */
export function PreviewPanels({ of, isPending }: { readonly of: WarningPreview; readonly isPending: boolean }) {
  const say = useSay();
  return (
    <div class="preview-panels">
      <section class="panel">
        {isPending && <Message of={of} />}
        <h3>{say(warningDeskTexts.told)}</h3>
        <Told of={of} />
        {of.suggests !== undefined && (
          <p class="small">
            {say(fill(warningDeskTexts["suggests-response"], { level: responseLevelNames[of.suggests] }))}
          </p>
        )}
      </section>
      <section class="panel">
        <h3>{say(warningDeskTexts["area-shape"])}</h3>
        <Area of={of} />
      </section>
      {isPending && (
        <details class="panel cap">
          <summary>
            {say(warningDeskTexts.cap)} · {of.kind}
          </summary>
          <pre lang="en">{of.cap}</pre>
        </details>
      )}
    </div>
  );
}

function Message({ of: { message } }: { readonly of: WarningPreview }) {
  const say = useSay();
  return (
    <>
      <h3>{say(warningDeskTexts.message)}</h3>
      <p lang="zh-CN">{message.zh}</p>
      <p lang="en" class="muted">
        {message.en}
      </p>
    </>
  );
}

export function Told({ of: { isPublic, endpoints } }: { readonly of: WarningPreview }) {
  const say = useSay();
  return (
    <ul class="told">
      <li>{say(warningDeskTexts[isPublic ? "told-public" : "told-not-public"])}</li>
      {endpoints.length === 0 ? (
        <li class="muted">{say(warningDeskTexts["told-none"])}</li>
      ) : (
        endpoints.map((each) => <li key={each}>{each}</li>)
      )}
    </ul>
  );
}

function Area({ of: { area, warning } }: { readonly of: WarningPreview }) {
  const say = useSay();
  const known = useStore(catalogue, (each) => each);
  const { circle, source, label } = area;
  if (source === "none") return <p class="muted">{say(warningDeskTexts["area-none"])}</p>;
  return (
    <>
      <AreaPicture
        base={[]}
        areas={[
          {
            key: warning.id,
            shape: area,
            level: warning.level,
            name: say(areaPathOf(known, warning.areaCode).at(-1) ?? warning.title),
          },
        ]}
        label={label === null ? null : say(label)}
        title={say(warning.title)}
      />
      {circle !== null && (
        <p class="small muted">{say(fill(warningDeskTexts["area-circle"], { km: circle.radiusKm }))}</p>
      )}
    </>
  );
}
