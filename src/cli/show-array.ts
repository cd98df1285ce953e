// Prints arrays as Python and numpy spell them, so that they can be pasted there.

import { shortestFloat32 } from "../numeric/decimal.ts";

const LINE = 100;

/** `W1 = [[0.5, -0.25],` and a line per row, or more where a row is long. Each number reads back as the same float32. */
export function showArray(name: string, data: Float32Array, shape: readonly number[]): string {
  const head = `${name} = `;
  const numbers = Array.from(data, shortestFloat32);
  const width = Math.max(...numbers.map((number) => number.length));
  return (
    head +
    nest(
      numbers.map((number) => number.padStart(width)),
      shape,
      head.length,
    )
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
