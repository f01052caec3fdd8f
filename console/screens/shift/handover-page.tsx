import { useState } from "preact/hooks";
import { shiftScreenTexts } from "../../../locales/console/shift.ts";
import { fill } from "../../../locales/fill.ts";
import type { Handover, Shift, Shifts } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { goTo } from "../../app/router.ts";
import { pathOf } from "../../app/screens.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { useResource } from "../../live/use-resource.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { dayTime } from "../../parts/city-time.ts";
import { printCommand } from "../../parts/print.ts";
import { Loaded } from "../../parts/states.tsx";
import { DraftsNow } from "./drafts-now.tsx";
import { HandOverDialog } from "./hand-over-dialog.tsx";
import { SheetToSign } from "./sheet-to-sign.tsx";

/** Posts with who is on duty, and of one of them the newest handover. */
export function HandoverPage({ postId }: { readonly postId: string }) {
  const say = useSay();
  const shifts = useResource<Shifts>("/shift", ["shifts"]);
  return (
    <Loaded resource={shifts} isEmpty={({ rows }) => rows.length === 0} empty={say(shiftScreenTexts["no-posts"])}>
      {({ rows }) => <Posts rows={rows} postId={postId} reload={shifts.reload} />}
    </Loaded>
  );
}

function Posts({
  rows,
  postId,
  reload,
}: {
  readonly rows: Shifts["rows"];
  readonly postId: string;
  readonly reload: () => void;
}) {
  const [isHandingOver, setHandingOver] = useState(false);
  const [seen, setSeen] = useState<string | null>(null);
  const at = Math.max(
    0,
    rows.findIndex((row) => row.postId === postId || (postId === "" && row.maySign)),
  );
  const post = rows[at];
  const choose = (by: number) => {
    const next = rows[(at + by + rows.length) % rows.length];
    if (next !== undefined) goTo(pathOf("shift", next.postId), { replace: true });
  };
  const handOver: Command = {
    ...{ id: "hand-over", key: "h", title: shiftScreenTexts["hand-over"], right: "cases.act" },
    run: () => setHandingOver(true),
  };
  useCommands([
    { id: "post-next", key: "]", title: shiftScreenTexts["next-post"], run: () => choose(1) },
    { id: "post-previous", key: "[", title: shiftScreenTexts["previous-post"], run: () => choose(-1) },
    handOver,
  ]);
  if (post === undefined) return null;
  const shown = post.handovers.find(({ sheetId }) => sheetId === seen) ?? post.handovers[0];
  return (
    <div class="handover">
      <aside class="posts no-print">
        {rows.map((row) => (
          <PostCard key={row.postId} post={row} isChosen={row.postId === post.postId} />
        ))}
        <p class="actions">
          <CommandButton command={handOver} look="main" />
          <CommandButton command={printCommand} />
        </p>
        <DraftsNow />
        <Earlier handovers={post.handovers} shown={shown?.sheetId ?? null} show={setSeen} />
      </aside>
      <SheetOf post={post} shown={shown} reload={reload} />
      {isHandingOver && (
        <HandOverDialog
          post={post}
          onClose={() => setHandingOver(false)}
          onDone={() => {
            setHandingOver(false);
            setSeen(null);
            reload();
          }}
        />
      )}
    </div>
  );
}

function SheetOf({
  post,
  shown,
  reload,
}: {
  readonly post: Shift;
  readonly shown: Handover | undefined;
  readonly reload: () => void;
}) {
  const say = useSay();
  if (shown === undefined) return <p class="notice">{say(shiftScreenTexts["no-handover"])}</p>;
  return <SheetToSign key={shown.sheetId} handover={shown} post={post} onSigned={reload} />;
}

function PostCard({ post, isChosen }: { readonly post: Shift; readonly isChosen: boolean }) {
  const say = useSay();
  const { people, deputies, untilAt } = post.onDuty;
  const names = (of: Shift["onDuty"]["people"]) => of.map(({ name }) => say(name)).join(" ");
  return (
    <a class="panel post" href={pathOf("shift", post.postId)} aria-current={isChosen ? "true" : undefined}>
      <strong>{say(post.name)}</strong>
      {post.isUnsigned && <span class="chip tone-yellow">! {say(shiftScreenTexts.unsigned)}</span>}
      <span>
        {people.length === 0 ? say(shiftScreenTexts.nobody) : names(people)}
        {untilAt !== null && <span class="muted"> {say(fill(shiftScreenTexts.until, { at: dayTime(untilAt) }))}</span>}
      </span>
      {deputies.length > 0 && (
        <span class="small muted">
          {say(shiftScreenTexts.deputies)} {names(deputies)}
        </span>
      )}
      <span class="small muted">{[...people, ...deputies].flatMap(({ phone }) => phone ?? []).join("  ")}</span>
    </a>
  );
}

function Earlier({
  handovers,
  shown,
  show,
}: {
  readonly handovers: readonly Handover[];
  readonly shown: string | null;
  readonly show: (sheetId: string) => void;
}) {
  const say = useSay();
  if (handovers.length < 2) return null;
  return (
    <section class="earlier">
      <h3>{say(shiftScreenTexts.earlier)}</h3>
      {handovers.map(({ sheetId, at, from, to, signed }) => (
        <button
          key={sheetId}
          type="button"
          class="button"
          aria-pressed={sheetId === shown}
          onClick={() => show(sheetId)}
        >
          <span>
            {dayTime(at)} {say(fill(shiftScreenTexts["from-to"], { from, to }))}
          </span>
          {signed === null && <span class="small muted">{say(shiftScreenTexts.unsigned)}</span>}
        </button>
      ))}
    </section>
  );
}
