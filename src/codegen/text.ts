// Text in pieces, for files whose tables are too long for a string: made while it is read, so that it need never be in
// memory as a whole. Knows nothing of languages.

/** The pieces of a text in order. It can be read again and is then the same. */
export type Text = Iterable<string>;

/** A long part of a text, without a line's end at its end, that a view holds in place of a string. */
export class Passage {
  readonly text: Text;

  constructor(pieces: () => Iterator<string>) {
    this.text = { [Symbol.iterator]: pieces };
  }
}

/** The text as one string: for short ones. */
export function wholeText(text: Text): string {
  return [...text].join("");
}
