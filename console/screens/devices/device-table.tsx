import { useEffect, useRef, useState } from "preact/hooks";
import { devicesTexts } from "../../../locales/console/devices.ts";
import { fill } from "../../../locales/fill.ts";
import { useSay } from "../../app/language.ts";
import type { DeviceFacts } from "./device-facts.ts";
import { DeviceTableRow } from "./device-table-row.tsx";

/** Height of a row, px, as the style sheet has it. */
const rowHeight = 48;
const overscan = 10;

/** Every device that fits; only rows in sight are drawn, so that thousands scroll smoothly. */
export function DeviceTable({
  rows,
  all,
  isWhole,
  chosen,
  choose,
  maintained,
}: {
  readonly rows: readonly DeviceFacts[];
  readonly all: number;
  readonly isWhole: boolean;
  readonly chosen: string | null;
  readonly choose: (deviceId: string) => void;
  readonly maintained: ReadonlySet<string>;
}) {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const { first, count, onScroll } = useWindow(box);
  useKeepInSight(
    box,
    rows.findIndex(({ row }) => row.deviceId === chosen),
  );
  if (rows.length === 0)
    return isWhole && all > 0 ? <p class="notice">{say(fill(devicesTexts.none, { all }))}</p> : null;
  const seen = rows.slice(first, first + count);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key
    <section class="device-table" ref={box} onScroll={onScroll} tabIndex={0} aria-label={say(devicesTexts.title)}>
      <table aria-rowcount={rows.length + 1}>
        <TableHead />
        <tbody>
          <tr class="spacer" style={{ height: `${first * rowHeight}px` }} />
          {seen.map((of, i) => (
            <DeviceTableRow
              key={of.row.deviceId}
              of={of}
              rowIndex={first + i + 2}
              isChosen={of.row.deviceId === chosen}
              isMaintained={maintained.has(of.row.deviceId) || maintained.has(of.row.gatewayId ?? "")}
              choose={choose}
            />
          ))}
          <tr class="spacer" style={{ height: `${Math.max(0, rows.length - first - seen.length) * rowHeight}px` }} />
        </tbody>
      </table>
    </section>
  );
}

function TableHead() {
  const say = useSay();
  return (
    <thead>
      <tr>
        <th scope="col">{say(devicesTexts.device)}</th>
        <th scope="col" class="wide">
          {say(devicesTexts.place)}
        </th>
        <th scope="col">{say(devicesTexts.seen)}</th>
        <th scope="col" class="wide">
          {say(devicesTexts.interval)}
        </th>
        <th scope="col" class="wide">
          {say(devicesTexts.clock)}
        </th>
        <th scope="col" class="wide number">
          {say(devicesTexts.battery)}
        </th>
        <th scope="col" class="wide">
          {say(devicesTexts.gauges)}
        </th>
        <th scope="col" class="wide">
          {say(devicesTexts.refused)}
        </th>
      </tr>
    </thead>
  );
}

/** Which rows are in sight of a box that scrolls. */
function useWindow(box: { readonly current: HTMLDivElement | null }) {
  const [first, setFirst] = useState(0);
  const [count, setCount] = useState(40);
  const look = () => {
    const shown = box.current;
    if (shown === null) return;
    setFirst(Math.max(0, Math.floor(shown.scrollTop / rowHeight) - overscan));
    setCount(Math.ceil(shown.clientHeight / rowHeight) + 2 * overscan);
  };
  useEffect(look);
  return { first, count, onScroll: look };
}

function useKeepInSight(box: { readonly current: HTMLDivElement | null }, at: number): void {
  useEffect(() => {
    const shown = box.current;
    if (shown === null || at < 0) return;
    const top = at * rowHeight;
    if (top < shown.scrollTop) shown.scrollTop = top;
    else if (top + 2 * rowHeight > shown.scrollTop + shown.clientHeight)
      shown.scrollTop = top + 2 * rowHeight - shown.clientHeight;
  }, [at]);
}
