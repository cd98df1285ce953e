// Lays out text in columns for a terminal.

/** Rows of cells, the first one the heading; columns two spaces apart, no spaces at the ends of lines. */
export function layOut(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}

/** `x = 0.2, y = 1`: a point by the names of its variables, where they are known, else `(0.2, 1)`. */
export function showPoint(point: readonly number[], names: readonly string[] | undefined): string {
  const numbers = point.map((value) => (Object.is(value, -0) ? "-0" : String(Number(value.toPrecision(7)))));
  const { length } = numbers;
  const shown = numbers
    .slice(0, 4)
    .map((number, position) => (names === undefined ? number : `${names[position] ?? "?"} = ${number}`));
  const text = [...shown, ...(length > shown.length ? ["…"] : [])].join(", ");
  return names === undefined ? `(${text})` : text;
}

/** A float32 with the digits that tell it from its neighbours. */
export function showFloat32(value: number): string {
  return Object.is(value, -0) ? "-0" : String(Number(value.toPrecision(9)));
}
