import { useEffect, useState } from "preact/hooks";
import { shiftScreenTexts } from "../../../locales/console/shift.ts";
import { fill } from "../../../locales/fill.ts";
import type { Shifts } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { goTo, usePlace } from "../../app/router.ts";
import { pathOf } from "../../app/screens.ts";
import { useResource } from "../../live/use-resource.ts";
import "./unsigned.css";

/**
 * Takes whoever signs in to the sheet that waits for their signature, once; on every other screen a line says so until it is
 * signed.
 */
export function UnsignedFirst() {
  const say = useSay();
  const { path } = usePlace();
  const [wasShown, setShown] = useState(false);
  const shifts = useResource<Shifts>("/shift", ["shifts"]).body;
  const post = shifts?.rows.find(({ maySign }) => maySign);
  const target = post === undefined ? null : pathOf("shift", post.postId);
  useEffect(() => {
    if (target === null || wasShown) return;
    setShown(true);
    goTo(target);
  }, [target, wasShown]);
  if (post === undefined || target === null || path === target) return null;
  const from = post.handovers[0]?.from ?? "";
  return (
    <div class="unsigned" role="status">
      <strong>! {say(shiftScreenTexts["first-title"])}</strong>{" "}
      {say(fill(shiftScreenTexts["first-more"], { post: post.name, from }))}{" "}
      <a href={target}>{say(shiftScreenTexts.sheet)}</a>
    </div>
  );
}
