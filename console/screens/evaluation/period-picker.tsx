import { evaluationScreenTexts } from "../../../locales/console/evaluation.ts";
import { useSay } from "../../app/language.ts";
import { useCommands } from "../../commands/commands.ts";
import { hubNow } from "../../live/live.ts";
import { cityDay } from "../../parts/city-time.ts";
import { type Period, type PeriodKind, periodKinds, periodOf } from "./period.ts";

/** The period of an evaluation: one of the usual by a key, or two days of the city's calendar. */
export function PeriodPicker({
  period,
  onChange,
}: {
  readonly period: Period;
  readonly onChange: (period: Period) => void;
}) {
  const say = useSay();
  const choose = (kind: PeriodKind) => onChange(kind === "own" ? { ...period, kind } : periodOf(kind, hubNow()));
  useCommands(
    periodKinds.map((kind, at) => ({
      ...{ id: `period-${kind}`, key: `${at + 1}`, title: evaluationScreenTexts[kind] },
      run: () => choose(kind),
    })),
  );
  const today = cityDay(hubNow());
  return (
    <fieldset class="actions no-print" aria-label={say(evaluationScreenTexts.period)}>
      {periodKinds.map((kind, at) => (
        <button
          key={kind}
          type="button"
          class="button"
          aria-pressed={kind === period.kind}
          aria-keyshortcuts={`${at + 1}`}
          onClick={() => choose(kind)}
        >
          {say(evaluationScreenTexts[kind])} <kbd class="key">{at + 1}</kbd>
        </button>
      ))}
      {period.kind === "own" && (
        <>
          <DayField
            name={say(evaluationScreenTexts.from)}
            day={period.from}
            max={period.to}
            onChange={(from) => onChange({ ...period, from })}
          />
          <DayField
            name={say(evaluationScreenTexts.to)}
            day={period.to}
            min={period.from}
            max={today}
            onChange={(to) => onChange({ ...period, to })}
          />
        </>
      )}
    </fieldset>
  );
}

function DayField({
  name,
  day,
  min,
  max,
  onChange,
}: {
  readonly name: string;
  readonly day: string;
  readonly min?: string;
  readonly max: string;
  readonly onChange: (day: string) => void;
}) {
  return (
    <label class="day">
      {name}
      <input
        class="field-alone"
        type="date"
        value={day}
        min={min}
        max={max}
        onChange={({ currentTarget: { value, validity } }) => value !== "" && validity.valid && onChange(value)}
      />
    </label>
  );
}
