// Shows how a file differs from what it should be, in the form of diff -u, cut short. Reads no files.

/** Lines shown of a file; of lines characters. */
const MOST_LINES = 40;
const MOST_CHARACTERS = 160;
/** Of equal lines around what differs. */
const CONTEXT = 3;
/** What is compared line by line, as a product of two lengths: more is shown as one block. */
const MOST_CELLS = 4e6;

interface Edit {
  readonly sign: " " | "-" | "+";
  readonly line: string;
}

/**
 * The lines of a diff from one text to another, with the names of both on top; none where they are equal.
 *
 * @returns at most 43 lines, the last of which then says how many are left out.
 */
export function unifiedDiff(oldName: string, newName: string, before: string, after: string): readonly string[] {
  const edits = editsOf(before.split("\n"), after.split("\n"));
  const hunks = hunksOf(edits);
  if (hunks.length === 0) return [];
  const lines = hunks.flatMap(([start, end]) => [heading(edits, start, end), ...edits.slice(start, end).map(({ sign, line }) => sign + clipped(line))]);
  const rest = lines.length - MOST_LINES;
  return [`--- ${oldName}`, `+++ ${newName}`, ...lines.slice(0, MOST_LINES), ...(rest > 0 ? [`... and ${rest} more lines`] : [])];
}

function editsOf(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const shorter = Math.min(before.length, after.length);
  let first = 0;
  while (first < shorter && before[first] === after[first]) first++;
  let last = 0;
  while (last < shorter - first && before.at(-1 - last) === after.at(-1 - last)) last++;
  const same = (lines: readonly string[]): readonly Edit[] => lines.map((line) => ({ sign: " ", line }));
  const [removed, added] = [before.slice(first, before.length - last), after.slice(first, after.length - last)];
  const middle = removed.length * added.length > MOST_CELLS ? inOneBlock(removed, added) : lineByLine(removed, added);
  return [...same(before.slice(0, first)), ...middle, ...same(before.slice(before.length - last))];
}

function inOneBlock(removed: readonly string[], added: readonly string[]): readonly Edit[] {
  return [...removed.map((line): Edit => ({ sign: "-", line })), ...added.map((line): Edit => ({ sign: "+", line }))];
}

/** By a longest common subsequence: the lengths of those of all the ends, then the way through them. */
function lineByLine(removed: readonly string[], added: readonly string[]): readonly Edit[] {
  const columns = added.length + 1;
  const lengths = new Uint32Array((removed.length + 1) * columns);
  const at = (row: number, column: number): number => lengths[row * columns + column] ?? 0;
  for (let row = removed.length - 1; row >= 0; row--) {
    for (let column = added.length - 1; column >= 0; column--) {
      const isSame = removed[row] === added[column];
      lengths[row * columns + column] = isSame ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const edits: Edit[] = [];
  let [row, column] = [0, 0];
  while (row < removed.length || column < added.length) {
    const [old, next] = [removed.at(row), added.at(column)];
    if (row < removed.length && column < added.length && old === next) {
      edits.push({ sign: " ", line: removed[row++] });
      column++;
    } else if (column >= added.length || (row < removed.length && at(row + 1, column) >= at(row, column + 1))) edits.push({ sign: "-", line: removed[row++] });
    else edits.push({ sign: "+", line: added[column++] });
  }
  return edits;
}

/** From where to where there are differences with what is around them. */
function hunksOf(edits: readonly Edit[]): readonly (readonly [start: number, end: number])[] {
  const hunks: [number, number][] = [];
  edits.forEach(({ sign }, place) => {
    if (sign === " ") return;
    const [start, end] = [Math.max(0, place - CONTEXT), Math.min(edits.length, place + CONTEXT + 1)];
    const before = hunks.at(-1);
    if (before !== undefined && start <= before[1]) before[1] = end;
    else hunks.push([start, end]);
  });
  return hunks;
}

function heading(edits: readonly Edit[], start: number, end: number): string {
  const range = (other: "+" | "-"): string => {
    const count = (from: number, to: number): number => edits.slice(from, to).filter(({ sign }) => sign !== other).length;
    const length = count(start, end);
    return `${count(0, start) + (length === 0 ? 0 : 1)},${length}`;
  };
  return `@@ -${range("+")} +${range("-")} @@`;
}

function clipped(line: string): string {
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}...` : line;
}
