// Spells numbers for the page. Draws nothing.

import { powerOfTen } from "../../report/scientific.ts";
import type { JsonNumber } from "../page-messages.ts";

const NONE = "–";

/** Three significant digits: `1.23 × 10⁻⁴`, `0.0123`, `12.3`. */
export function showNumber(value: JsonNumber | undefined): string {
  if (value === null || value === undefined) return NONE;
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e-2 && size < 1e5) return minus(String(Number(value.toPrecision(3))));
  return scientific(value.toExponential(2));
}

/** A label of a linear axis: as few digits as it has. */
export function showTick(value: number): string {
  const rounded = Number(value.toPrecision(6));
  const size = Math.abs(rounded);
  return size === 0 || (size >= 1e-2 && size < 1e5) ? minus(String(rounded)) : scientific(rounded.toExponential());
}

/** `69,633`. */
export function showCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `0.7 s`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function showSeconds(seconds: JsonNumber): string {
  if (seconds === null) return NONE;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function scientific(text: string): string {
  const [significand, exponent] = text.split("e");
  return significand === "1" ? powerOfTen(Number(exponent)) : `${minus(significand)} × ${powerOfTen(Number(exponent))}`;
}

function minus(text: string): string {
  return text.replace("-", "−");
}
