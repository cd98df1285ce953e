// Tells whether a text is a number in decimal digits. JavaScript's own conversions accept too much: "", "0x10", "Infinity", " 1".

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Whether a text is `1`, `-0.5`, `.5`, `1.`, `1e3` or the like, with nothing around it: then Number reads it, as infinite where it is too large. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}
