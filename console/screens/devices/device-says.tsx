import type { ComponentChildren } from "preact";
import { devicesTexts, deviceTexts } from "../../../locales/console/operations/devices.ts";
import { fill } from "../../../locales/fill.ts";
import { modeNames } from "../../../locales/modes.ts";
import type { DeviceWhole } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { plainNumber } from "../../parts/numbers.ts";
import { Age, shortSpan } from "../../parts/times.tsx";

/** What a device says of itself, how its clock stands and why it was last refused. */
export function DeviceSays({ device }: { readonly device: DeviceWhole }) {
  const say = useSay();
  const { status, clock, gatewayId, lastAnswer, lastRefusal, hints } = device;
  return (
    <dl class="facts">
      <dt>{say(deviceTexts.status)}</dt>
      <dd>{status === null ? say(deviceTexts["no-status"]) : <Said text={status.text} at={status.at} />}</dd>
      <dt>{say(devicesTexts.clock)}</dt>
      <dd>
        {clock === null ? (
          say(devicesTexts.unknown)
        ) : (
          <>
            <span class={clock.kind === "right" ? "" : "tone-yellow"}>{say(clock.name)}</span>{" "}
            <span class="muted">
              {say(
                fill(devicesTexts["clock-off"], {
                  offset: `${plainNumber(Math.round(clock.offsetMs / 100) / 10 + 0, 1)} s`,
                }),
              )}
            </span>
          </>
        )}
      </dd>
      <dt>{say(deviceTexts.gateway)}</dt>
      <dd>{gatewayId ?? say(deviceTexts["no-gateway"])}</dd>
      <Reporting device={device} />
      <dt>{say(deviceTexts["last-answer"])}</dt>
      <dd>
        {lastAnswer === null ? (
          say(deviceTexts["no-answer"])
        ) : (
          <Said text={`${lastAnswer.commandId}: ${lastAnswer.answer}`} at={lastAnswer.at} />
        )}
      </dd>
      <dt>{say(deviceTexts["last-refusal"])}</dt>
      <dd>
        {lastRefusal === null ? (
          say(deviceTexts["no-refusal"])
        ) : (
          <Said text={`${say(lastRefusal.detail)} (${lastRefusal.reason})`} at={lastRefusal.at} />
        )}
      </dd>
      {hints.length > 0 && <dt>{say(deviceTexts.hints)}</dt>}
      {hints.length > 0 && (
        <dd>
          {hints.map(({ hint, words, messages }) => (
            <p key={hint}>
              {say(words)} ×{messages}
            </p>
          ))}
        </dd>
      )}
    </dl>
  );
}

function Reporting({ device: { reporting } }: { readonly device: DeviceWhole }): ComponentChildren {
  const say = useSay();
  if (reporting === undefined) return null;
  const { everyMs, mode, state } = reporting;
  const words = fill(deviceTexts["reporting-as"], {
    every: shortSpan(everyMs),
    mode: modeNames[mode],
    state: deviceTexts[state],
  });
  return (
    <>
      <dt>{say(deviceTexts.reporting)}</dt>
      <dd>{say(words)}</dd>
    </>
  );
}

function Said({ text, at }: { readonly text: string; readonly at: string }) {
  return (
    <>
      {text}{" "}
      <span class="muted">
        <Age at={at} />
      </span>
    </>
  );
}
