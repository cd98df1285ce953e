// Cuts text that comes in chunks into pieces that end where records of CSV end. Parses no cells.

/** Of a piece, at least, but for the last one: many records at once are read faster than one by one. */
const PIECE_CHARACTERS = 2 ** 18;

const [QUOTE, FEED, CARRIAGE] = [34, 10, 13];

/** Quotes are counted: a line break outside them ends a record. Where they are misplaced, whoever parses a piece will see that. */
export class WholeRecords {
  private rest = "";
  /** How much of `rest` is looked at, whether a quote is open there, and where the last record in it ends. */
  private seen = 0;
  private isQuoted = false;
  private end = 0;

  /** The next piece, if there is one; it begins where the one before it ended. */
  push(text: string): string | undefined {
    this.rest += text;
    this.look();
    if (this.end < PIECE_CHARACTERS) return undefined;
    const piece = this.rest.slice(0, this.end);
    this.rest = this.rest.slice(this.end);
    this.seen -= this.end;
    this.end = 0;
    return piece;
  }

  /** What is left. */
  finish(): string {
    return this.rest;
  }

  /** Characters of a record that is not at its end yet. */
  get waiting(): number {
    return this.rest.length - this.end;
  }

  private look(): void {
    const { rest } = this;
    // What follows a last carriage return is not known yet.
    const until = rest.charCodeAt(rest.length - 1) === CARRIAGE ? rest.length - 1 : rest.length;
    for (; this.seen < until; this.seen++) {
      const code = rest.charCodeAt(this.seen);
      if (code === QUOTE) this.isQuoted = !this.isQuoted;
      else if (!this.isQuoted && (code === FEED || (code === CARRIAGE && rest.charCodeAt(this.seen + 1) !== FEED))) this.end = this.seen + 1;
    }
  }
}
