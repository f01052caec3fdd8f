import { useState } from "preact/hooks";
import { deviceTexts } from "../../../locales/console/operations/devices.ts";
import { fill } from "../../../locales/fill.ts";
import { act } from "../../acts/act-queue.ts";
import type { MaintenanceList, MaintenanceOrder } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import type { Command } from "../../commands/commands.ts";
import { hubNow } from "../../live/live.ts";
import { useEvery } from "../../live/use-every.ts";
import { type Resource, useResource } from "../../live/use-resource.ts";
import { AskForm } from "../../parts/ask-form.tsx";
import { cityTimeOf, instantOfCityTime } from "../../parts/city-time.ts";
import { Dialog } from "../../parts/dialog.tsx";

/** Maintenances in force and to come. */
export function useMaintenances(): Resource<MaintenanceList> {
  const orders = useResource<MaintenanceList>("/maintenance", ["alarms"]);
  useEvery(20_000, orders.reload);
  return orders;
}

const usualMs = 4 * 3_600_000;

/** Keys that put a device under maintenance and end that, with the dialog that asks for end and reason. */
export function useMaintenance(deviceId: string | null, orders: Resource<MaintenanceList>) {
  const [isAsking, setAsking] = useState(false);
  const now = orders.body?.rows.find((each) => each.deviceId === deviceId) ?? null;
  const commands = maintenanceCommands(deviceId, now, { ask: () => setAsking(true), after: orders.reload });
  const dialog =
    isAsking && deviceId !== null ? (
      <MaintenanceDialog deviceId={deviceId} after={orders.reload} onClose={() => setAsking(false)} />
    ) : null;
  return { now, commands, dialog };
}

function maintenanceCommands(
  deviceId: string | null,
  now: MaintenanceOrder | null,
  { ask, after }: { readonly ask: () => void; readonly after: () => void },
): readonly Command[] {
  const none = deviceId === null ? deviceTexts["choose-first"] : undefined;
  const noBegin = none ?? (now === null ? undefined : deviceTexts["already-under"]);
  const noEnd = none ?? (now === null ? deviceTexts["not-under"] : undefined);
  return [
    {
      id: "maintenance-begin",
      key: "x",
      title: deviceTexts.begin,
      right: "devices.manage",
      ...(noBegin === undefined ? {} : { disabledBecause: noBegin }),
      run: ask,
    },
    {
      id: "maintenance-end",
      key: "z",
      title: deviceTexts.end,
      right: "devices.manage",
      ...(deviceId === null ? {} : { about: deviceId }),
      ...(noEnd === undefined ? {} : { disabledBecause: noEnd }),
      run: () => now !== null && void endMaintenance(now).then(after),
    },
  ];
}

function endMaintenance({ id, deviceId }: MaintenanceOrder): Promise<unknown> {
  return act({
    path: `/maintenance/${encodeURIComponent(id)}/end`,
    about: deviceId,
    words: fill(deviceTexts["did-end"], { id: deviceId }),
  });
}

function MaintenanceDialog({
  deviceId,
  after,
  onClose,
}: {
  readonly deviceId: string;
  readonly after: () => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const begin = async (given: FormData) => {
    const untilAt = instantOfCityTime(String(given.get("until")));
    const body = { deviceId, reason: String(given.get("reason")).trim(), untilAt };
    const words = fill(deviceTexts["did-begin"], { id: deviceId });
    const answer = await act({ path: "/maintenance", body, about: deviceId, words });
    after();
    return answer;
  };
  return (
    <Dialog title={`${say(deviceTexts.begin)} · ${deviceId}`} onClose={onClose}>
      <AskForm send={begin} done={onClose} submit={say(deviceTexts.confirm)}>
        <p class="muted">{say(deviceTexts["maintenance-does"])}</p>
        <label class="field" htmlFor="maintenance-reason">
          {say(deviceTexts.reason)}
          <textarea id="maintenance-reason" name="reason" rows={2} required maxLength={500} />
        </label>
        <label class="field" htmlFor="maintenance-until">
          {say(deviceTexts.until)}
          <input
            id="maintenance-until"
            name="until"
            type="datetime-local"
            required
            defaultValue={cityTimeOf(hubNow() + usualMs)}
          />
        </label>
      </AskForm>
    </Dialog>
  );
}
