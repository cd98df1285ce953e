// Makes a table of numpy's arrays: of a file of one (.npy), or of an archive of several (.npz), side by side. The first axis is that of samples; what
// else an array has are columns. Chooses no columns.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { readNpyHeader } from "../formats/chainer/npy.ts";
import { readDirectory, ZipReader } from "../formats/chainer/zip.ts";
import { shown, type Fail } from "../formats/refuse.ts";
import { showShape } from "../network/shape.ts";
import { float16Value } from "../numeric/float16.ts";
import { columnNames } from "../train/data/column-names.ts";
import { ColumnReader } from "../train/data/column-reader.ts";
import { checkDistinct } from "../train/data/headers.ts";
import { dataError, type Table } from "../train/data/table.ts";
import { checkColumnCount, TABLE_LIMITS } from "../train/data/table-limits.ts";

const ARRAY_FILE = ".npy";
const AGAIN = "write it again with numpy, or as CSV";

interface ElementType {
  readonly bytes: number;
  readonly read: (view: DataView, offset: number, isLittle: boolean) => number | bigint;
}

/** By numpy's names, without the order of the bytes. */
const TYPES: ReadonlyMap<string, ElementType> = new Map<string, ElementType>([
  ["b1", { bytes: 1, read: (view, offset) => view.getUint8(offset) }],
  ["i1", { bytes: 1, read: (view, offset) => view.getInt8(offset) }],
  ["u1", { bytes: 1, read: (view, offset) => view.getUint8(offset) }],
  ["i2", { bytes: 2, read: (view, offset, isLittle) => view.getInt16(offset, isLittle) }],
  ["u2", { bytes: 2, read: (view, offset, isLittle) => view.getUint16(offset, isLittle) }],
  ["i4", { bytes: 4, read: (view, offset, isLittle) => view.getInt32(offset, isLittle) }],
  ["u4", { bytes: 4, read: (view, offset, isLittle) => view.getUint32(offset, isLittle) }],
  ["i8", { bytes: 8, read: (view, offset, isLittle) => view.getBigInt64(offset, isLittle) }],
  ["u8", { bytes: 8, read: (view, offset, isLittle) => view.getBigUint64(offset, isLittle) }],
  ["f2", { bytes: 2, read: (view, offset, isLittle) => float16Value(view.getUint16(offset, isLittle)) }],
  ["f4", { bytes: 4, read: (view, offset, isLittle) => view.getFloat32(offset, isLittle) }],
  ["f8", { bytes: 8, read: (view, offset, isLittle) => view.getFloat64(offset, isLittle) }],
]);

/** An array as the columns that it stands for. */
interface Matrix {
  /** In an archive. */
  readonly key: string;
  /** Of samples first. */
  readonly shape: readonly number[];
  readonly columns: number;
  readonly cell: (row: number, column: number) => number | bigint;
}

/**
 * Numbers of every type become the nearest float64, true and false 1 and 0, NaN is a missing cell. Row k is line k, from 1.
 *
 * @throws DiagnosticError (model): an array that cannot be read or is of no numbers, too many cells or columns, arrays of different lengths, no samples.
 */
export function readNumpyTable(bytes: Uint8Array, file: string): Table {
  const matrices = isArchive(bytes) ? archived(bytes, file) : [matrixOf(bytes, "", file)];
  const [first, ...others] = matrices;
  const other = others.find(({ shape }) => shape[0] !== first.shape[0]);
  if (other !== undefined) {
    const note = `${shown(first.key)} is ${showShape(first.shape)}, ${shown(other.key)} is ${showShape(other.shape)}`;
    throw dataError("data-malformed", file, { message: "the arrays have different numbers of samples", note, hint: "the first axis of every array counts the samples" });
  }
  return tableOf(matrices, first.shape[0], file);
}

/** As an archive begins. */
function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50;
}

function archived(bytes: Uint8Array, file: string): readonly Matrix[] {
  const entries = inWords(file, () => readDirectory(bytes, file)).filter(({ name }) => name.endsWith(ARRAY_FILE));
  const reader = new ZipReader(bytes, file);
  return entries.map((entry) => {
    const key = entry.name.slice(0, -ARRAY_FILE.length);
    return matrixOf(inWords(file, () => reader.read(entry)), key, `${file}: ${shown(key)}`);
  });
}

/** What is wrong with the archive, as it is said of samples. */
function inWords<Result>(file: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const { message, note, place = file } = error.diagnostic;
    throw dataError("data-malformed", typeof place === "string" ? place : file, { message, note, hint: AGAIN });
  }
}

function matrixOf(bytes: Uint8Array, key: string, place: string): Matrix {
  const fail: Fail = ({ message, note }) => dataError("data-malformed", place, { message, note, hint: AGAIN });
  const { shape, type = "", isFortranOrder, start } = readNpyHeader(bytes, fail);
  const elements = TYPES.get(type.slice(1));
  if (elements === undefined) {
    const hint = "save numbers: array.astype(numpy.float32)";
    throw dataError("data-malformed", place, { message: "the array holds no numbers", note: `its elements are of type ${type === "" ? "record" : shown(type)}`, hint });
  }
  if (shape.length === 0 || shape.includes(0)) {
    throw dataError("data-samples-missing", place, { message: `the array is ${showShape(shape)}`, hint: "it needs a row for each sample" });
  }
  const [rows, ...further] = shape;
  const columns = further.reduce((product, extent) => product * extent, 1);
  checkCells(rows, columns, place);
  if (bytes.length - start !== rows * columns * elements.bytes) {
    throw fail({ message: `the data has ${bytes.length - start} bytes`, note: `its type ${type} and shape ${showShape(shape)} ask for ${rows * columns * elements.bytes}` });
  }
  if (isFortranOrder && further.length > 1) throw fail({ message: `the array is ${showShape(shape)} in Fortran's order`, note: "arrays of more than two axes are read in C's order" });
  const view = new DataView(bytes.buffer, bytes.byteOffset + start);
  const isLittle = !type.startsWith(">");
  const placeOf = isFortranOrder ? (row: number, column: number) => column * rows + row : (row: number, column: number) => row * columns + column;
  return { key, shape, columns, cell: (row, column) => elements.read(view, placeOf(row, column) * elements.bytes, isLittle) };
}

function checkCells(rows: number, columns: number, file: string): void {
  checkColumnCount(columns, file, TABLE_LIMITS);
  if (rows * columns <= TABLE_LIMITS.cells) return;
  throw dataError("data-too-large", file, {
    message: `the file has more than ${TABLE_LIMITS.cells} cells`,
    note: `it has ${rows} rows of ${columns} columns`,
    hint: "train on a part of the rows, or remove columns that are not needed",
  });
}

function tableOf(matrices: readonly Matrix[], rows: number, file: string): Table {
  const found = matrices.flatMap((matrix) => Array.from({ length: matrix.columns }, (_, column) => ({ matrix, column, header: headerOf(matrix, column) })));
  checkCells(rows, found.length, file);
  checkDistinct(found.map(({ header }) => header), () => file);
  const names = columnNames(found.map(({ header }) => header));
  return {
    file,
    columns: found.map(({ matrix, column, header }, position) => {
      const reader = new ColumnReader(false);
      for (let row = 0; row < rows; row++) take(reader, Number(matrix.cell(row, column)));
      return reader.finish(position + 1, header, names[position], ".");
    }),
    lines: Uint32Array.from({ length: rows }, (_, row) => row + 1),
    notes: ["the samples of the array are called lines, from 1"],
  };
}

/** Of an array alone its number, from 1: `c1`; in an archive `x[0]`, or `x` where it is all of the array. */
function headerOf({ key, shape }: Matrix, column: number): string {
  if (key === "") return `c${column + 1}`;
  return shape.length === 1 ? key : `${key}[${column}]`;
}

function take(reader: ColumnReader, value: number): void {
  if (Number.isFinite(Math.fround(value))) reader.pushNumber(value);
  else reader.push(String(value));
}
