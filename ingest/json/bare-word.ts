/** What stands bare where JSON has a value, and is none: `NaN`, `nan`, `-inf`, `None`, nothing at all. */
export class BareWord {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** A reject shows it as it was sent, in quotes. */
  toJSON(): string {
    return this.text;
  }
}
