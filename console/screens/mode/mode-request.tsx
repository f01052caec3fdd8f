import { modeScreenTexts } from "../../../locales/console/mode.ts";
import { fill } from "../../../locales/fill.ts";
import { modeNames } from "../../../locales/modes.ts";
import { act } from "../../acts/act-queue.ts";
import { me } from "../../api/client.ts";
import type { Mode } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { mode as modeStore } from "../../live/live.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { shortSpan, shortTime, useHubClock } from "../../parts/times.tsx";

/** A switch that waits: another person than who asked looks at the preview and approves it. */
export function ModeRequest({
  request,
  isSeen,
}: {
  readonly request: NonNullable<Mode["request"]>;
  readonly isSeen: boolean;
}) {
  const say = useSay();
  const now = useHubClock();
  const { mode, by, reason, untilAt, expiresAt } = request;
  const commands = requestCommands(request, isSeen);
  useCommands(commands);
  return (
    <section class="panel mode-request">
      <h2>{say(fill(modeScreenTexts.waits, { by, mode: modeNames[mode] }))}</h2>
      <p>{say(fill(modeScreenTexts["waits-why"], { reason }))}</p>
      {untilAt !== null && (
        <p>
          {say(modeScreenTexts.until)} {shortTime(Date.parse(untilAt), now)}
        </p>
      )}
      <p class="small muted">
        {say(fill(modeScreenTexts["waits-until"], { left: shortSpan(Date.parse(expiresAt) - now) }))}
      </p>
      <div class="mode-form">
        {commands.map((command) => (
          <CommandButton key={command.id} command={command} look={command.id === "mode-approve" ? "danger" : ""} />
        ))}
        {commands[0]?.disabledBecause !== undefined && <p class="small muted">{say(commands[0].disabledBecause)}</p>}
      </div>
    </section>
  );
}

function requestCommands({ requestId, by, mode }: NonNullable<Mode["request"]>, isSeen: boolean): readonly Command[] {
  const isOwn = by === me.value?.name;
  const why = isOwn ? modeScreenTexts["own-request"] : isSeen ? null : modeScreenTexts["preview-first"];
  const answer = async (path: "approve" | "withdraw"): Promise<void> => {
    const name = modeScreenTexts[path];
    const words = { zh: `${name.zh}：${modeNames[mode].zh}`, en: `${name.en}: ${modeNames[mode].en}` };
    const given = await act<Mode>({ path: `/mode/${path}`, body: { requestId }, about: "mode", words });
    if (given.kind === "ok") modeStore.set(given.body);
  };
  return [
    {
      id: "mode-approve",
      key: "a",
      title: modeScreenTexts.approve,
      right: "modes.switch",
      about: "mode",
      ...(why === null ? {} : { disabledBecause: why }),
      run: () => void answer("approve"),
    },
    {
      id: "mode-withdraw",
      key: "x",
      title: modeScreenTexts.withdraw,
      right: "modes.switch",
      about: "mode",
      run: () => void answer("withdraw"),
    },
  ];
}
