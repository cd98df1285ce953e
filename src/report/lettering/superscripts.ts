// Superscript digits and the digits they are of. The typeface lacks most of them: they are set as smaller digits, raised.

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  "⁻": "−", "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9",
};

/** The character that is raised; undefined of one that is not. */
export function raisedCharacter(character: string): string | undefined {
  return SUPERSCRIPTS[character];
}

/** `−3` of `⁻³`. */
export function plainSuperscripts(text: string): string {
  return Array.from(text, (character) => raisedCharacter(character) ?? character).join("");
}
