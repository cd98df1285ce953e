// Prints arrays as numpy spells them, so that they can be pasted after `from numpy import array, float32`.

import { shortestFloat32 } from "../../../numeric/decimal.ts";

const LINE = 100;

/**
 * `W1 = array([[0.5, -0.25],` and a line per row, or more where a row is long, up to `], dtype=float32)`. Each number reads
 * back as the same float32, though Python reads it as float64 first.
 */
export function showArray(name: string, data: Float32Array, shape: readonly number[]): string {
  const head = `${name} = array(`;
  const numbers = Array.from(data, shortestFloat32);
  const width = Math.max(...numbers.map((number) => number.length));
  return (
    head +
    nest(
      numbers.map((number) => number.padStart(width)),
      shape,
      head.length,
    ) +
    ", dtype=float32)"
  );
}

/** `indent` is the column of the opening bracket. */
function nest(numbers: readonly string[], shape: readonly number[], indent: number): string {
  const [extent, ...inner] = shape;
  if (extent === undefined) return numbers.join("").trim();
  if (inner.length === 0) return `[${wrap(numbers, indent + 1)}]`;
  const step = numbers.length / extent;
  const rows = Array.from({ length: extent }, (_, row) =>
    nest(numbers.slice(row * step, (row + 1) * step), inner, indent + 1),
  );
  return `[${rows.join(`,\n${" ".repeat(indent + 1)}`)}]`;
}

function wrap(numbers: readonly string[], indent: number): string {
  const width = (numbers[0] ?? "").length + 2;
  const perLine = Math.max(1, Math.floor((LINE - indent) / width));
  const lines: string[] = [];
  for (let first = 0; first < numbers.length; first += perLine)
    lines.push(numbers.slice(first, first + perLine).join(", "));
  return lines.join(`,\n${" ".repeat(indent)}`);
}
