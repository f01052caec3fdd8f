import { NotJson } from "./not-json.ts";

/** What stands bare where JSON has a value, and is none: `NaN`, `nan`, `-inf`, `None`, nothing at all. */
export class BareWord extends NotJson {
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  /** A reject shows it as it was sent, in quotes. */
  override toJSON(): string {
    return this.text;
  }
}
