import { useEffect } from "preact/hooks";
import { frameTexts } from "../../locales/console/frame.ts";
import { colours } from "../../locales/looks.ts";
import { useSay } from "./language.ts";

const side = 32;

/** The tab says how much waits where the page itself is not seen: in its title and on its icon. */
export function useTitleBadge({
  unacknowledged,
  isStopped,
}: {
  readonly unacknowledged: number;
  readonly isStopped: boolean;
}): void {
  const name = useSay()(frameTexts.name);
  const mark = isStopped ? "⚠ " : unacknowledged > 0 ? `(${unacknowledged}) ` : "";
  useEffect(() => {
    document.title = `${mark}${name}`;
  }, [mark, name]);
  const badge = isStopped ? "?" : unacknowledged > 99 ? "99" : unacknowledged > 0 ? String(unacknowledged) : "";
  useEffect(() => setIcon(badge), [badge]);
}

let plainIcon: string | null = null;

function setIcon(badge: string): void {
  const link = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  if (link === null) return;
  plainIcon ??= link.href;
  link.href = badge === "" ? plainIcon : (drawnIcon(badge) ?? plainIcon);
  link.type = badge === "" ? "image/svg+xml" : "image/png";
}

/** A figure on red; on yellow where the picture has stopped. */
function drawnIcon(badge: string): string | null {
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side;
  const pen = canvas.getContext("2d");
  if (pen === null) return null;
  const isStopped = badge === "?";
  pen.fillStyle = colours[isStopped ? "yellow" : "red"].onDark;
  pen.beginPath();
  pen.roundRect(0, 0, side, side, 8);
  pen.fill();
  pen.fillStyle = isStopped ? "#14202a" : "#ffffff";
  pen.font = `bold ${badge.length > 1 ? 20 : 24}px sans-serif`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(badge, side / 2, side / 2 + 2);
  return canvas.toDataURL("image/png");
}
