// Text in pieces, for files whose tables are too long for a string: made while it is read, so that it need never be in
// memory as a whole. Knows nothing of languages.

/**
 * The pieces of a text in order, as strings and as UTF-8. Bytes are to be used before the next piece is asked for, which may be
 * written over them. The text can be read again and is then the same.
 */
export type Text = Iterable<string | Uint8Array>;

/** A long part of a text, without a line's end at its end, that a view holds in place of a string. */
export class Passage {
  readonly text: Text;

  constructor(pieces: () => Iterator<string | Uint8Array>) {
    this.text = { [Symbol.iterator]: pieces };
  }
}

/** The text as one string: for short ones. */
export function wholeText(text: Text): string {
  const decoder = new TextDecoder();
  let whole = "";
  for (const piece of text) whole += typeof piece === "string" ? piece : decoder.decode(piece);
  return whole;
}
