// Reads zip archives as numpy writes them: stored or deflated, sizes in the directory, zip64 where numbers are large
// (PKWARE's APPNOTE.TXT). Every size is checked against the file before anything is allocated or expanded.

import { inflate } from "#inflate";
import { equalBytes } from "../../numeric/bytes.ts";
import { crc32 } from "../../numeric/crc32.ts";
import { MAXIMUM_MODEL_BYTES } from "../model-format.ts";
import type { Fail } from "../refuse.ts";
import { quoted, refused } from "../refuse.ts";
import { findEnd } from "./zip-end.ts";

/** A file in an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  /** Where the header before its data is in the archive. */
  readonly header: number;
  /** Where its data is, and how much; within the archive and apart from all others. */
  readonly start: number;
  readonly compressedSize: number;
  /** What it expands to, as the directory says. */
  readonly size: number;
}

/** More than any network has. */
export const MAXIMUM_ENTRIES = 10_000;

const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_ENTRY_BYTES = 46;
const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
const ZIP64_FIELD = 0x0001;
const UNKNOWN = 0xffffffff;
const ENCRYPTED_FLAGS = 0x0041;
const UTF8_FLAG = 0x0800;
const STORED = 0;
const DEFLATED = 8;
/** Deflate cannot do better: 258 bytes by two bits (RFC 1951). */
const MOST_EXPANSION = 1032;

/**
 * The entries in the order of the directory.
 *
 * @throws DiagnosticError of category model where the directory is missing or contradicts the file or itself.
 */
export function readDirectory(bytes: Uint8Array, file: string): readonly ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view, file);
  if (end.entries > MAXIMUM_ENTRIES) {
    throw refused(file, {
      kind: "unsupported",
      message: `the archive has ${end.entries} files in it`,
      note: `at most ${MAXIMUM_ENTRIES} are read`,
    });
  }
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let position = end.directory;
  for (let number = 0; number < end.entries; number++) {
    const damaged = () => refused(file, { message: "the directory of the archive is damaged", note: `at its entry ${number + 1} of ${end.entries}` });
    if (position + DIRECTORY_ENTRY_BYTES > end.directoryEnd || view.getUint32(position, true) !== DIRECTORY_ENTRY) throw damaged();
    const lengths = [28, 30, 32].map((offset) => view.getUint16(position + offset, true));
    const next = lengths.reduce((sum, length) => sum + length, position + DIRECTORY_ENTRY_BYTES);
    if (next > end.directoryEnd) throw damaged();
    const entry = readEntryHeaders(bytes, view, position, lengths, end.directory, file);
    if (names.has(entry.name)) throw refused(file, { message: `the archive has ${quoted(entry.name)} twice` });
    names.add(entry.name);
    entries.push(entry);
    position = next;
  }
  if (position !== end.directoryEnd) {
    throw refused(file, { message: "the directory of the archive is damaged", note: `it holds more than the ${end.entries} entries that its end says` });
  }
  checkApart(entries, file);
  checkNamed(view, entries, end.directory, file);
  return entries;
}

/** The entry of the directory at `position`, with the header that stands before its data. */
function readEntryHeaders(
  bytes: Uint8Array,
  view: DataView,
  position: number,
  [nameLength, extraLength]: readonly number[],
  directory: number,
  file: string,
): ZipEntry {
  const flags = view.getUint16(position + 8, true);
  const nameEnd = position + DIRECTORY_ENTRY_BYTES + nameLength;
  const rawName = bytes.subarray(position + DIRECTORY_ENTRY_BYTES, nameEnd);
  const name = new TextDecoder((flags & UTF8_FLAG) === 0 ? "latin1" : "utf-8").decode(rawName);
  const wrong = (note: string) => refused(file, { place: `file ${quoted(name)} in the archive`, message: "the archive contradicts itself", note });
  const sizes = readSizes(view, position, nameEnd, nameEnd + extraLength);
  if (sizes === undefined) throw wrong("its 64-bit sizes are missing");
  const { size, compressedSize, header } = sizes;
  if (!(header + LOCAL_HEADER_BYTES <= directory) || view.getUint32(header, true) !== LOCAL_HEADER) {
    throw wrong("its data is not where the directory says");
  }
  const localName = view.getUint16(header + 26, true);
  const start = header + LOCAL_HEADER_BYTES + localName + view.getUint16(header + 28, true);
  if (!(start + compressedSize <= directory)) throw wrong("its data goes beyond the end");
  const nameBytes = bytes.subarray(header + LOCAL_HEADER_BYTES, header + LOCAL_HEADER_BYTES + localName);
  if (!equalBytes(nameBytes, rawName)) throw wrong("its data stands under another name");
  const method = view.getUint16(position + 10, true);
  return { name, flags, method, crc: view.getUint32(position + 16, true), header, start, compressedSize, size };
}

/** Sizes and offset of a directory's entry; where one does not fit into 32 bits it is in the extra field of zip64. */
function readSizes(
  view: DataView,
  position: number,
  extra: number,
  extraEnd: number,
): { readonly size: number; readonly compressedSize: number; readonly header: number } | undefined {
  const [size, compressedSize, header] = [24, 20, 42].map((offset) => view.getUint32(position + offset, true));
  const wide: number[] = [];
  for (let field = extra; field + 4 <= extraEnd;) {
    const end = field + 4 + view.getUint16(field + 2, true);
    if (view.getUint16(field, true) === ZIP64_FIELD) {
      for (let at = field + 4; at + 8 <= Math.min(end, extraEnd); at += 8) wide.push(Number(view.getBigUint64(at, true)));
      break;
    }
    field = end;
  }
  const resolved = [size, compressedSize, header].map((value) => (value === UNKNOWN ? wide.shift() : value));
  const [realSize, realCompressedSize, realHeader] = resolved;
  if (realSize === undefined || realCompressedSize === undefined || realHeader === undefined) return undefined;
  return { size: realSize, compressedSize: realCompressedSize, header: realHeader };
}

/** Archives that expand to far more than they hold use the same data many times over. */
function checkApart(entries: readonly ZipEntry[], file: string): void {
  let last: ZipEntry | undefined;
  for (const entry of entries.toSorted((a, b) => a.start - b.start)) {
    if (last !== undefined && entry.header < last.start + last.compressedSize) {
      throw refused(file, {
        place: `file ${quoted(entry.name)} in the archive`,
        message: "the archive contradicts itself",
        note: `its data overlaps that of ${quoted(last.name)}`,
      });
    }
    last = entry;
  }
}

/** A file that the directory does not name would be lost in silence, and with it what the network computes. */
function checkNamed(view: DataView, entries: readonly ZipEntry[], directory: number, file: string): void {
  let end = 0;
  const last = { header: directory, start: directory, compressedSize: 0 };
  for (const { header, start, compressedSize } of [...entries.toSorted((a, b) => a.start - b.start), last]) {
    // Behind the data there may be its sizes again.
    for (let place = end; place + 4 <= header; place++) {
      if (view.getUint32(place, true) !== LOCAL_HEADER) continue;
      throw refused(file, { message: "the archive contradicts itself", note: `at byte ${place} begins a file that its directory does not name` });
    }
    end = start + compressedSize;
  }
}

/**
 * Reads entries one after another, of at most MAXIMUM_MODEL_BYTES together.
 */
export class ZipReader {
  private readonly bytes: Uint8Array;
  private readonly file: string;
  private left = MAXIMUM_MODEL_BYTES;

  constructor(bytes: Uint8Array, file: string) {
    this.bytes = bytes;
    this.file = file;
  }

  /**
   * The contents of an entry; of a stored one a view of the archive.
   *
   * @throws DiagnosticError of category model where it is encrypted, compressed in another way than by deflate, too large
   * or damaged.
   */
  read(entry: ZipEntry): Uint8Array {
    const { flags, method, start, compressedSize, size } = entry;
    const fail: Fail = (refusal) => refused(this.file, { place: `file ${quoted(entry.name)} in the archive`, ...refusal });
    if ((flags & ENCRYPTED_FLAGS) !== 0) {
      throw fail({
        kind: "unsupported",
        message: "the archive is encrypted",
        hint: "unpack it with its password, and pack it again without one",
      });
    }
    if (method !== STORED && method !== DEFLATED) {
      throw fail({
        kind: "unsupported",
        message: `the archive is compressed by method ${method}`,
        note: "numpy stores or deflates",
        hint: "save the model again with numpy or Chainer",
      });
    }
    if (size > this.left) {
      throw fail({
        kind: "unsupported",
        message: `the archive expands to more than ${MAXIMUM_MODEL_BYTES / 2 ** 20} MiB`,
        hint: "a network of this size cannot be compiled into a source file; use a smaller one",
      });
    }
    const packed = this.bytes.subarray(start, start + compressedSize);
    const contents = method === STORED ? packed : inflated(packed, size);
    if (contents?.length !== size || crc32(contents) !== entry.crc) {
      const note = contents?.length === size ? "its checksum is wrong" : `it does not expand to the ${size} bytes the archive says`;
      throw fail({ message: "a file in the archive is damaged", note });
    }
    this.left -= size;
    return contents;
  }
}

/** Undefined where the data does not expand to `size` bytes. */
function inflated(packed: Uint8Array, size: number): Uint8Array | undefined {
  return size > MOST_EXPANSION * packed.length ? undefined : inflate(packed, size);
}
