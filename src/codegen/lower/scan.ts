// Emits a scan: working memory for what is remembered, and a loop over the steps. What a step computes is lowered by whoever asks.

import type { Network, ValueId } from "../../network/op.ts";
import { shapeOfResult, startOfResult, stepEnds, type Scanning } from "../../network/scanning.ts";
import { elementCount, type Shape } from "../../network/shape.ts";
import type { ProgramBuilder } from "../../program/builder.ts";
import { addIndex, constantIndex, constantOf } from "../../program/expression.ts";
import type { BufferId, Index } from "../../program/program.ts";
import { copyElements } from "./copy-elements.ts";
import { valuesComputedInPlace } from "./in-place.ts";
import { rememberedInPlace } from "./remembered-in-place.ts";
import { rowMajor, rowMajorStrides, type Buffered, type Room, type Storage } from "./storage.ts";

/** A scan whose arguments can be read. */
export interface ScanSite {
  readonly scanning: Scanning;
  readonly arguments: readonly Storage[];
  /** Where the value belongs. */
  readonly result: Room;
  /** Emits a network whose inputs are somewhere; gives where its values are then. Values with a room are computed there if they are at all. */
  readonly lowerStep: (step: Network, inputs: readonly Storage[], rooms: ReadonlyMap<ValueId, Room>) => (id: ValueId) => Storage;
}

export function emitScan(builder: ProgramBuilder, site: ScanSite): void {
  const { scanning, arguments: args, result, lowerStep } = site;
  const { step, length, carried, read, results } = scanning;
  const ends = stepEnds(scanning);
  const given = carried.filter(({ isGiven }) => isGiven).length;
  const memories = ends.carried.map(({ input: { name, scalar, shape } }) => {
    return rowMajor(builder.buffer({ role: "scratch", name, scalar, size: elementCount(shape) }), shape);
  });
  beginMemories(builder, site, memories);
  const sequences = args.slice(given, given + read.length);
  const outputs = step.outputs.map(({ value }) => value);
  builder.for("t", length, (t) => {
    const placeOf = ({ isBackward }: { readonly isBackward: boolean }): Index => (isBackward ? addIndex(constantIndex(length - 1), t, -1) : t);
    const elements = sequences.map((sequence, position) => elementOf(sequence, placeOf(read[position])));
    const targets = results.flatMap((one, position) => {
      if (one.kind === "last") return [];
      const whole = regionOf(scanning, result.storage, position);
      const storage = elementOf(whole, placeOf(scanning.written[one.written]));
      return storage.kind === "buffer" ? [{ value: outputs[carried.length + one.written], storage }] : [];
    });
    const storageOf = lowerStep(step, [...memories, ...elements, ...args.slice(given + read.length)], roomsOf(site, memories, targets));
    for (const { value, storage } of targets) {
      if (storageOf(value) !== storage) copyElements(builder, shapeOf(step, value), storageOf(value), storage);
    }
    remember(builder, scanning, memories, storageOf);
  });
  results.forEach((one, position) => {
    if (one.kind === "last") copyElements(builder, shapeOfResult(scanning, one), memories[one.carried], regionOf(scanning, result.storage, position));
  });
}

/** The given first values, or zeros. */
function beginMemories(builder: ProgramBuilder, { scanning, arguments: args }: ScanSite, memories: readonly Buffered[]): void {
  let next = 0;
  stepEnds(scanning).carried.forEach(({ input: { shape, scalar } }, position) => {
    const memory = memories[position];
    if (scanning.carried[position].isGiven) copyElements(builder, shape, args[next++], memory);
    else builder.for("i", elementCount(shape), (i) => builder.store(memory.buffer, i, constantOf(scalar, 0)));
  });
}

interface Target {
  readonly value: ValueId;
  readonly storage: Buffered;
}

/** What is remembered is computed where it is kept where that is safe, and what is written where it belongs. */
function roomsOf({ scanning: { step, carried }, result }: ScanSite, memories: readonly Buffered[], targets: readonly Target[]): ReadonlyMap<ValueId, Room> {
  const pairs = carried.map((_, position) => ({ input: step.inputs[position].value, output: step.outputs[position].value }));
  const inPlace = rememberedInPlace(step, pairs, valuesComputedInPlace(step));
  const rooms = new Map<ValueId, Room>();
  for (const { value, storage } of targets) if (!rooms.has(value)) rooms.set(value, { storage, isReadable: result.isReadable });
  for (const [output, input] of inPlace) {
    const memory = memories[pairs.findIndex((pair) => pair.input === input)];
    rooms.set(output, { storage: memory, isReadable: false });
  }
  return rooms;
}

/** Copies what is remembered next: first, elsewhere, what another memory holds until then. */
function remember(builder: ProgramBuilder, { step, carried }: Scanning, memories: readonly Buffered[], storageOf: (id: ValueId) => Storage): void {
  const buffers = new Set(memories.map(({ buffer }) => buffer));
  const moved = carried.map((_, position): Storage => {
    const { value } = step.outputs[position];
    const storage = storageOf(value);
    if (storage === memories[position] || !isIn(storage, buffers)) return storage;
    const shape = shapeOf(step, value);
    const { name, scalar } = step.values[value];
    const copy = rowMajor(builder.buffer({ role: "scratch", name, scalar, size: elementCount(shape) }), shape);
    copyElements(builder, shape, storage, copy);
    return copy;
  });
  moved.forEach((storage, position) => {
    if (storage !== memories[position]) copyElements(builder, shapeOf(step, step.outputs[position].value), storage, memories[position]);
  });
}

function isIn(storage: Storage, buffers: ReadonlySet<BufferId>): boolean {
  if (storage.kind === "buffer") return buffers.has(storage.buffer);
  return storage.atom.kind === "load" && buffers.has(storage.atom.buffer);
}

/** Where a result is within the value. */
function regionOf(scanning: Scanning, storage: Buffered, position: number): Buffered {
  const { results } = scanning;
  if (results.length === 1) return storage;
  const [stride] = storage.strides;
  const shape = shapeOfResult(scanning, results[position]);
  return {
    ...storage,
    offset: addIndex(storage.offset, constantIndex(stride * startOfResult(scanning, position))),
    strides: rowMajorStrides(shape).map((one) => one * stride),
  };
}

/** An element of a sequence. */
function elementOf(sequence: Storage, at: Index): Storage {
  if (sequence.kind === "atom") return sequence;
  const [stride, ...strides] = sequence.strides;
  return { ...sequence, offset: addIndex(sequence.offset, at, stride), strides };
}

function shapeOf({ values }: Network, id: ValueId): Shape {
  return values[id].shape;
}

