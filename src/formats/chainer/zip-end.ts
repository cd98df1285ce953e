// Finds the directory of a zip archive from the record at its end, in the form of zip or zip64. Reads no entry.

import { refused } from "../refuse.ts";

export interface ArchiveEnd {
  readonly entries: number;
  /** Where the directory begins and ends. */
  readonly directory: number;
  readonly directoryEnd: number;
}

const END_RECORD = 0x06054b50;
const END_BYTES = 22;
const MAXIMUM_COMMENT = 0xffff;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_LOCATOR_BYTES = 20;
const ZIP64_END_RECORD = 0x06064b50;
const ZIP64_END_BYTES = 56;

/** @throws DiagnosticError of category model where there is no end record or it points outside the file. */
export function findEnd(view: DataView, file: string): ArchiveEnd {
  const position = findRecord(view);
  if (position === undefined) {
    throw refused(file, { message: "the archive is cut off: its directory, which is at the end, is missing" });
  }
  const short = {
    disks: [view.getUint16(position + 4, true), view.getUint16(position + 6, true)],
    entries: view.getUint16(position + 10, true),
    size: view.getUint32(position + 12, true),
    directory: view.getUint32(position + 16, true),
    before: position,
  };
  const isWide = short.entries === 0xffff || short.size === 0xffffffff || short.directory === 0xffffffff;
  const found = isWide ? readZip64(view, position) : short;
  if (found === undefined) throw refused(file, { message: "the archive is damaged: its 64-bit end record is missing" });
  const { disks, entries, size, directory, before } = found;
  if (disks.some((disk) => disk !== 0)) {
    throw refused(file, {
      kind: "unsupported",
      message: "the archive is one part of several",
      hint: "put the parts together first: zip -s 0 PART.zip --out WHOLE.zip",
    });
  }
  if (!(directory + size <= before)) {
    throw refused(file, { message: "the archive is damaged: its directory is not where its end says" });
  }
  return { entries, directory, directoryEnd: directory + size };
}

/** The last record whose comment reaches to the very end. */
function findRecord(view: DataView): number | undefined {
  const last = view.byteLength - END_BYTES;
  for (let position = last; position >= Math.max(0, last - MAXIMUM_COMMENT); position--) {
    if (view.getUint32(position, true) === END_RECORD && position + view.getUint16(position + 20, true) === last) return position;
  }
  return undefined;
}

/** The record of zip64, which a locator right before the end record points to. */
function readZip64(view: DataView, end: number): (Omit<ArchiveEnd, "directoryEnd"> & { disks: number[]; size: number; before: number }) | undefined {
  const locator = end - ZIP64_LOCATOR_BYTES;
  if (locator < 0 || view.getUint32(locator, true) !== ZIP64_LOCATOR) return undefined;
  const record = Number(view.getBigUint64(locator + 8, true));
  if (!(record + ZIP64_END_BYTES <= locator) || view.getUint32(record, true) !== ZIP64_END_RECORD) return undefined;
  return {
    disks: [view.getUint32(record + 16, true), view.getUint32(record + 20, true)],
    entries: Number(view.getBigUint64(record + 32, true)),
    size: Number(view.getBigUint64(record + 40, true)),
    directory: Number(view.getBigUint64(record + 48, true)),
    before: record,
  };
}
