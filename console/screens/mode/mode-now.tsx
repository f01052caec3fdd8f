import type { ComponentChildren } from "preact";
import { modeScreenTexts } from "../../../locales/console/mode.ts";
import { fill } from "../../../locales/fill.ts";
import { modeNames } from "../../../locales/modes.ts";
import type { Mode } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { Age, shortSpan, shortTime, useHubClock } from "../../parts/times.tsx";

/** The mode now: since when, by whom, why, until when, and how devices took it. */
export function ModeNow({ now }: { readonly now: Mode }) {
  const say = useSay();
  const clock = useHubClock();
  const { mode, setAt, setBy, approvedBy, reason, untilAt, devices } = now;
  return (
    <section class={`panel mode-now mode-${mode}`}>
      <h3>{say(modeScreenTexts.now)}</h3>
      <p class="mode-name">{say(modeNames[mode])}</p>
      <dl class="facts">
        <Fact name={say(modeScreenTexts.since)}>
          {setAt === null ? (
            say(modeScreenTexts["since-start"])
          ) : (
            <>
              {shortTime(Date.parse(setAt), clock)}{" "}
              <span class="muted">
                <Age at={setAt} />
              </span>
            </>
          )}
        </Fact>
        {setAt !== null && (
          <Fact name={say(modeScreenTexts.by)}>{setBy === null ? say(modeScreenTexts["by-itself"]) : setBy}</Fact>
        )}
        {approvedBy !== undefined && <Fact name={say(modeScreenTexts["approved-by"])}>{approvedBy}</Fact>}
        {reason !== undefined && <Fact name={say(modeScreenTexts.reason)}>{reason}</Fact>}
        <Fact name={say(modeScreenTexts.until)}>
          {untilAt === undefined
            ? say(modeScreenTexts["no-end"])
            : `${shortTime(Date.parse(untilAt), clock)} · ${say(
                fill(modeScreenTexts["chip-left"], { left: shortSpan(Date.parse(untilAt) - clock) }),
              )}`}
        </Fact>
        {devices !== undefined && (
          <Fact name={say(modeScreenTexts.devices)}>{say(fill(modeScreenTexts["device-counts"], devices))}</Fact>
        )}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
