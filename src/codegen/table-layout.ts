// What is said of a table's lines: how many there are, and how the one of a number is found.

/** Over cells of one width, or over segments with knots of their own. */
export type TableLayout =
  | {
      readonly kind: "cells";
      readonly cells: number;
      readonly width: number;
      /** What is stored, as the beginning of a sentence that goes on with `65 cells`. */
      readonly stored: string;
      /** Of a call, apart from those that find the cell. */
      readonly operations: string;
    }
  | { readonly kind: "segments"; readonly segments: number; readonly found: SegmentFinding };

/** How many knots a number is compared with, and the grid that says where these begin. */
export interface SegmentFinding {
  readonly comparisons: number;
  /** Absent where a search finds the segment. */
  readonly grid?: { readonly cells: number; readonly width: number };
}

/** What lines there are, as a part of a sentence; one or more lines of text. */
export function layoutLines(layout: TableLayout): readonly string[] {
  switch (layout.kind) {
    case "cells":
      return [`${layout.stored} ${layout.cells} cells of the width ${shownWidth(layout.width)},`];
    case "segments":
      return [`slope and value for each of ${layout.segments} segments with knots of their own,`, `${foundBy(layout.found)},`];
  }
}

/** Of a call, apart from those that find the line. */
export function operationsOf(layout: TableLayout): string {
  return layout.kind === "cells" ? layout.operations : "1 multiply-add";
}

/** `found by 7 comparisons`. */
function foundBy({ comparisons, grid }: SegmentFinding): string {
  const compared = `${comparisons} ${comparisons === 1 ? "comparison" : "comparisons"}`;
  if (grid === undefined) return `found by a search of ${compared}, whatever the argument is`;
  return `found by a grid of ${grid.cells} cells of the width ${shownWidth(grid.width)} and ${compared} after it`;
}

/** What goes on beyond the ends of the domain. */
export function partOf({ kind }: TableLayout): "cell" | "segment" {
  return kind === "cells" ? "cell" : "segment";
}

/** `2^-9`, or a decimal. */
function shownWidth(width: number): string {
  const exponent = Math.log2(width);
  return Number.isInteger(exponent) ? `2^${exponent}` : width.toPrecision(4);
}
