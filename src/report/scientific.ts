// Numbers in scientific notation as books print them: 4.1 × 10⁻³.

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
};

/** `10⁻³`. */
export function powerOfTen(exponent: number): string {
  return `10${Array.from(String(exponent), (digit) => SUPERSCRIPTS[digit] ?? digit).join("")}`;
}

/** Two significant digits; `0` for 0. */
export function showScientific(value: number): string {
  if (value === 0) return "0";
  const [significand = "", exponent = ""] = value.toExponential(1).split("e");
  return Number(exponent) === 0 ? significand : `${significand.replace("-", "−")} × ${powerOfTen(Number(exponent))}`;
}
