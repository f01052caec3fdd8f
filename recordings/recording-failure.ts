import { HubError } from "../domain/errors.ts";
import type { BilingualText } from "../domain/text.ts";
import { type BlankValue, enumerated, fill } from "../locales/fill.ts";
import { errorWords } from "../locales/format/error-words.ts";
import { recordingErrorTexts } from "../locales/recordings/faults.ts";
import { didYouMean } from "../yaml/nearest-word.ts";
import { mostRowBytes } from "./csv-splitter.ts";
import { RecordingError, type RecordingFault } from "./recording-error.ts";

/** Error code of a command by kind of fault. */
export type FaultCodes = (kind: RecordingFault["kind"]) => HubError["code"];

/** What `work` gives; a fault of a recording becomes a HubError with the code of the command. */
export async function withFaultCodes<T>(codeOf: FaultCodes, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asHubError(error, codeOf);
  }
}

/** A fault of a recording as a HubError; anything else as it is. */
function asHubError(error: unknown, codeOf: FaultCodes): unknown {
  if (!(error instanceof RecordingError)) return error;
  const { fault } = error;
  return new HubError(codeOf(fault.kind), faultWords(fault), "cause" in fault ? { cause: fault.cause } : {});
}

function faultWords(fault: RecordingFault): BilingualText {
  switch (fault.kind) {
    case "not_there":
      return fill(recordingErrorTexts.not_there, { file: fault.file, got: foundInstead(fault.cause) });
    case "empty":
      return fill(recordingErrorTexts.empty, { file: fault.file });
    case "no_column": {
      const { file, column, option, names } = fault;
      const fix = didYouMean(column, names) ?? fill(recordingErrorTexts["name-one"], { option });
      return fill(recordingErrorTexts.no_column, { file, column, option, names: names.join(", "), fix });
    }
    case "column_twice":
      return fill(recordingErrorTexts.column_twice, { file: fault.file, column: fault.column, option: fault.option });
    case "no_time_column":
      return fill(recordingErrorTexts.no_time_column, { file: fault.file, names: fault.names.join(", ") });
    case "no_zone":
    case "unknown_zone":
    case "short_year":
    case "serial":
    case "date_order":
    case "decimal_mark":
      return fill(recordingErrorTexts[fault.kind], { file: fault.file, line: fault.line, text: fault.text });
    case "digits": {
      const { file, line, text, formats } = fault;
      return fill(recordingErrorTexts.digits, {
        file,
        line,
        text,
        formats: enumerated(formats),
        format: formats[0] ?? "",
      });
    }
    case "mixed_dates":
    case "mixed_decimals": {
      const { file, line, text, otherLine, otherText } = fault;
      return fill(recordingErrorTexts[fault.kind], { file, line, text, otherLine, otherText });
    }
    case "bad_zone":
      return fill(recordingErrorTexts.bad_zone, { file: fault.file, text: fault.text });
    case "unknown_encoding":
      return fill(recordingErrorTexts.unknown_encoding, { file: fault.file });
    case "mixed_series": {
      const { file, column, seen } = fault;
      const text = fault.isStation ? recordingErrorTexts.mixed_stations : recordingErrorTexts.mixed_parameters;
      return fill(text, { file, column, seen: seen.join(", ") });
    }
    case "endless_row":
      return fill(recordingErrorTexts.endless_row, { file: fault.file, line: fault.line, most: mostRowBytes });
    case "broken_gzip":
      return fill(recordingErrorTexts.broken_gzip, { file: fault.file, got: errorWords(fault.cause) });
  }
}

function foundInstead(error: NodeJS.ErrnoException): BlankValue {
  const { code } = error;
  if (code === "ENOENT") return recordingErrorTexts["nothing-there"];
  return code === "EISDIR" ? recordingErrorTexts["a-folder"] : errorWords(error);
}
