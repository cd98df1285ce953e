// Reads the tables of a flatbuffer, each of whose places is checked against the file before anything is read there. Knows no schema, and does not
// copy the bytes of arrays.

import { ByteBuffer } from "flatbuffers";

/** Makes the error for a file whose parts do not fit together. */
export type RefuseBytes = (note: string) => Error;

/** Entries of all lists together. A model that can be compiled has far fewer; parts of a file that overlap could have any number. */
const MOST_ENTRIES = 2 ** 21;
const LEAST_TABLE_BYTES = 4;

/** What all tables of a file have in common. */
interface Source {
  readonly buffer: ByteBuffer;
  readonly bytes: Uint8Array;
  readonly refuse: RefuseBytes;
  /** How many further entries of lists are read. */
  entriesLeft: number;
}

/** A table: fields that are there or not, by the number that the schema gives them from 0 on. */
export class FlatTable {
  private readonly source: Source;
  private readonly position: number;
  /** Of the table, from its position on. */
  private readonly length: number;

  private constructor(source: Source, position: number) {
    this.source = source;
    this.position = this.within(position, LEAST_TABLE_BYTES, source);
    const { buffer } = source;
    const directory = this.within(position - buffer.readInt32(position), LEAST_TABLE_BYTES, source);
    this.within(directory, Math.max(LEAST_TABLE_BYTES, buffer.readUint16(directory)), source);
    this.length = Math.max(LEAST_TABLE_BYTES, buffer.readUint16(directory + 2));
    this.within(position, this.length, source);
  }

  /** The table that a file begins with. @throws what `refuse` makes where it is not within the file. */
  static rootOf(bytes: Uint8Array, refuse: RefuseBytes): FlatTable {
    const buffer = new ByteBuffer(bytes);
    if (bytes.length < 8) throw refuse(`it has ${bytes.length} bytes`);
    return new FlatTable({ buffer, bytes, refuse, entriesLeft: MOST_ENTRIES }, buffer.readUint32(0));
  }

  /** A table without any field. */
  static empty(): FlatTable {
    return FlatTable.rootOf(Uint8Array.of(8, 0, 0, 0, 4, 0, 4, 0, 4, 0, 0, 0), (note) => new RangeError(note));
  }

  integer(field: number, otherwise = 0): number {
    const place = this.placeOf(field, 4);
    return place === undefined ? otherwise : this.source.buffer.readInt32(place);
  }

  unsigned(field: number, otherwise = 0): number {
    return this.integer(field, otherwise) >>> 0;
  }

  byte(field: number): number {
    const place = this.placeOf(field, 1);
    return place === undefined ? 0 : this.source.buffer.readInt8(place);
  }

  /** Not of the numbers whose default is true. */
  truth(field: number): boolean {
    return this.byte(field) !== 0;
  }

  float(field: number): number {
    const place = this.placeOf(field, 4);
    return place === undefined ? 0 : this.source.buffer.readFloat32(place);
  }

  /** Of 64 bits: exact up to 2^53. */
  long(field: number): number {
    const place = this.placeOf(field, 8);
    return place === undefined ? 0 : Number(this.source.buffer.readUint64(place));
  }

  text(field: number): string {
    return new TextDecoder().decode(this.bytes(field) ?? new Uint8Array(0));
  }

  table(field: number): FlatTable | undefined {
    const place = this.placeOf(field, 4);
    return place === undefined ? undefined : this.tableAt(place);
  }

  tables(field: number): readonly FlatTable[] {
    return this.entries(field, 4, (place) => this.tableAt(place));
  }

  integers(field: number): readonly number[] {
    return this.entries(field, 4, (place) => this.source.buffer.readInt32(place));
  }

  /** Of 64 bits: exact up to 2^53. */
  longs(field: number): readonly number[] {
    return this.entries(field, 8, (place) => Number(this.source.buffer.readInt64(place)));
  }

  floats(field: number): readonly number[] {
    return this.entries(field, 4, (place) => this.source.buffer.readFloat32(place));
  }

  /** Where they lie in the file. */
  bytes(field: number): Uint8Array | undefined {
    const list = this.listOf(field, 1);
    return list === undefined ? undefined : this.source.bytes.subarray(list.start, list.start + list.count);
  }

  private entries<Entry>(field: number, width: number, read: (place: number) => Entry): readonly Entry[] {
    const list = this.listOf(field, width);
    if (list === undefined) return [];
    this.source.entriesLeft -= list.count;
    if (this.source.entriesLeft < 0) throw this.source.refuse(`its lists have more than ${MOST_ENTRIES} entries`);
    return Array.from({ length: list.count }, (_, entry) => read(list.start + entry * width));
  }

  private listOf(field: number, width: number): { readonly start: number; readonly count: number } | undefined {
    const place = this.placeOf(field, 4);
    if (place === undefined) return undefined;
    const { buffer } = this.source;
    const head = this.within(place + buffer.readUint32(place), 4, this.source);
    const count = buffer.readUint32(head);
    return { start: this.within(head + 4, count * width, this.source), count };
  }

  private tableAt(place: number): FlatTable {
    return new FlatTable(this.source, place + this.source.buffer.readUint32(place));
  }

  /** Undefined where the table does not have the field, which then has its default. */
  private placeOf(field: number, width: number): number | undefined {
    const offset = this.source.buffer.__offset(this.position, 4 + 2 * field);
    if (offset === 0) return undefined;
    if (offset < LEAST_TABLE_BYTES || offset + width > this.length) throw this.source.refuse(`field ${field} of the table at byte ${this.position} is not within it`);
    return this.position + offset;
  }

  /** The place, where that many bytes from it on are in the file. */
  private within(place: number, width: number, { bytes, refuse }: Source): number {
    if (place >= 0 && place + width <= bytes.length) return place;
    throw refuse(`${width} bytes are to be read at byte ${place}, of ${bytes.length}`);
  }
}
