import { useEffect, useRef, useState } from "preact/hooks";
import type { BilingualText } from "../../../domain/text.ts";
import { shiftScreenTexts } from "../../../locales/console/shift.ts";
import { fill } from "../../../locales/fill.ts";
import { act } from "../../acts/act-queue.ts";
import type { Handover, Shift } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { dayTime } from "../../parts/city-time.ts";
import { HandoverSheet } from "./handover-sheet.tsx";

/** A sheet, and below it the signature of the one who takes over: only once the end of the sheet was on the screen. */
export function SheetToSign({
  handover,
  post,
  onSigned,
}: {
  readonly handover: Handover;
  readonly post: Pick<Shift, "postId" | "name" | "maySign" | "handovers" | "onDuty">;
  readonly onSigned: () => void;
}) {
  const say = useSay();
  const [isRead, endOfSheet] = useSeen();
  const isNewest = post.handovers[0]?.sheetId === handover.sheetId;
  const canSign = isNewest && handover.signed === null;
  const command: Command = {
    ...{ id: "sign", key: "s", title: shiftScreenTexts.sign, right: "cases.act", about: post.postId },
    ...whyNot({ maySign: post.maySign, isRead, to: handover.to }),
    run: () => void sign(handover, post).then(onSigned),
  };
  useCommands(canSign ? [command] : []);
  return (
    <article class="sheet">
      <HandoverSheet handover={handover} postName={post.name} shiftEndsAt={post.onDuty.untilAt} />
      <footer>
        {handover.signed !== null && (
          <p>
            <strong>
              ✓{" "}
              {say(
                fill(shiftScreenTexts["signed-by"], {
                  by: handover.signed.by,
                  at: dayTime(handover.signed.at),
                }),
              )}
            </strong>
          </p>
        )}
        {canSign && (
          <p class="actions no-print">
            <CommandButton command={command} look="main" />
            {command.disabledBecause !== undefined && <span class="muted">{say(command.disabledBecause)}</span>}
          </p>
        )}
        <p class="only-print">{say(shiftScreenTexts["paper-signature"])}</p>
        <span ref={endOfSheet} class="end-of-sheet" />
      </footer>
    </article>
  );
}

function whyNot({
  maySign,
  isRead,
  to,
}: {
  readonly maySign: boolean;
  readonly isRead: boolean;
  readonly to: string;
}): {
  readonly disabledBecause?: BilingualText;
} {
  if (!maySign) return { disabledBecause: fill(shiftScreenTexts["not-yours"], { to }) };
  return isRead ? {} : { disabledBecause: shiftScreenTexts["read-first"] };
}

function sign({ sheetId, digest }: Handover, { postId, name }: Pick<Shift, "postId" | "name">): Promise<unknown> {
  const words = { zh: `${shiftScreenTexts.sign.zh}：${name.zh}`, en: `${shiftScreenTexts.sign.en}: ${name.en}` };
  return act({ path: "/shift/sign", body: { postId, sheetId, digest }, about: postId, words });
}

/** Whether an element has been on the screen since it was drawn. */
function useSeen() {
  const [isSeen, setSeen] = useState(false);
  const shown = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (shown.current === null) return;
    const watch = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
    });
    watch.observe(shown.current);
    return () => watch.disconnect();
  }, []);
  return [isSeen, shown] as const;
}
