// Numbers as books print them: 4.1 × 10⁻³, with real minus signs.

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
};

/** `10⁻³`. */
export function powerOfTen(exponent: number): string {
  return `10${Array.from(String(exponent), (digit) => SUPERSCRIPTS[digit] ?? digit).join("")}`;
}

/** Two significant digits: `0.77`, `4.1 × 10⁻³`; `0` for 0. */
export function showScientific(value: number): string {
  if (value === 0) return "0";
  if (!Number.isFinite(value)) return showNumber(value);
  const [significand, exponent] = value.toExponential(1).split("e");
  const power = Number(exponent);
  if (power >= -2 && power <= 1) return value.toPrecision(2).replace("-", "−");
  return `${significand.replace("-", "−")} × ${powerOfTen(power)}`;
}

/** At most four significant digits: `0.25`, `−1.5`, `2.5 × 10⁻⁷`. */
export function showNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value).replace("-", "−");
  const [significand, exponent] = Number(value.toPrecision(4)).toExponential().split("e");
  const power = Number(exponent);
  const isShort = power >= -4 && power < 6;
  const written = isShort ? String(Number(value.toPrecision(4))) : significand === "1" ? powerOfTen(power) : `${significand} × ${powerOfTen(power)}`;
  return written.replace(/^-/, "−");
}

/** The exponent of the power of ten just below the magnitude of a number that is not 0. */
export function decimalExponent(value: number): number {
  return Number(value.toExponential().split("e")[1]);
}

/** A whole number with its digits in groups: `10,000`. */
export function showCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
