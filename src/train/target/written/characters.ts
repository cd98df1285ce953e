// Spells the characters of formulas as they are printed (π, x², √x, a·b, −1, x ≤ 1) in ASCII. Knows no names and no grammar.

/** Letters and signs that stand for a word. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ["π", "pi"], ["τ", "tau"], ["φ", "phi"], ["ϕ", "phi"], ["ℯ", "e"], ["√", "sqrt"], ["∛", "cbrt"], ["∧", "and"], ["∨", "or"], ["¬", "not"],
]);

const SIGNS: ReadonlyMap<string, string> = new Map([
  ["−", "-"], ["–", "-"], ["‐", "-"], ["‑", "-"], ["×", "*"], ["·", "*"], ["⋅", "*"], ["∙", "*"], ["•", "*"], ["∗", "*"], ["÷", "/"], ["∕", "/"], ["⁄", "/"],
  ["≤", "<="], ["⩽", "<="], ["≥", ">="], ["⩾", ">="], ["≠", "!="], ["→", "->"], ["↦", "->"], ["⇒", "=>"], ["∣", "|"], ["＝", "="],
  ["⌊", "floor("], ["⌋", ")"], ["⌈", "ceil("], ["⌉", ")"],
  ["\t", " "], ["\u00a0", " "], ["\u2009", " "], ["\u202f", " "], ["\u2062", "*"],
]);

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣʸ";
const LEVEL = "0123456789+-()nxy";
const LOWERED = "₀₁₂₃₄₅₆₇₈₉";

/** A run of raised characters that a power can be followed by as it is. */
const PLAIN_EXPONENT = /^[+-]?(\d+|[a-z])$/;

/** The same formula; what it has no ASCII for is left as it is. */
export function asciiFormula(text: string): string {
  let written = "";
  const characters = Array.from(text);
  for (let place = 0; place < characters.length; place++) {
    const character = characters[place];
    const word = WORDS.get(character);
    if (word !== undefined) {
      // The name before it and the one after it are names of their own: `xπ`, `πx`.
      const isGlued = /[A-Za-z_]\w*$/.test(written);
      const next = characters.at(place + 1) ?? "";
      written += `${isGlued ? " " : ""}${word}${/\w/.test(next) ? " " : ""}`;
    } else if (RAISED.includes(character)) {
      let end = place;
      while (RAISED.includes(characters[end + 1] ?? " ")) end++;
      const exponent = characters.slice(place, end + 1).map((raised) => LEVEL[RAISED.indexOf(raised)]).join("");
      written += PLAIN_EXPONENT.test(exponent) ? `^${exponent}` : `^(${exponent})`;
      place = end;
    } else if (LOWERED.includes(character)) {
      written += String(LOWERED.indexOf(character));
    } else {
      written += SIGNS.get(character) ?? character;
    }
  }
  return written;
}
