// Emits a scan: working memory for what is remembered, and a loop over the steps. What a step computes is lowered by whoever asks.

import type { Network, ValueId } from "../../network/op.ts";
import { shapeOfResult, startOfResult, stepEnds, type Scanning } from "../../network/scanning.ts";
import { elementCount, type Shape } from "../../network/shape.ts";
import type { ProgramBuilder } from "../../program/builder.ts";
import { addIndex, constantIndex, constantOf } from "../../program/expression.ts";
import type { Expression, Index } from "../../program/program.ts";
import { copyElements } from "./copy-elements.ts";
import { valuesComputedInPlace } from "./in-place.ts";
import { movesForward } from "./moves-forward.ts";
import { rememberNext } from "./remember-next.ts";
import { rememberedInPlace } from "./remembered-in-place.ts";
import { readAt, rowMajor, rowMajorStrides, type Buffered, type Room, type Storage } from "./storage.ts";

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
  const given = carried.filter(({ isGiven }) => isGiven).length;
  const memories = memoriesOf(builder, site);
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
    const inputs = [...memories.map(({ storage }) => storage), ...elements, ...args.slice(given + read.length)];
    const storageOf = lowerStep(step, inputs, roomsOf(site, memories, targets));
    for (const { value, storage } of targets) {
      if (storageOf(value) !== storage) copyElements(builder, shapeOf(step, value), storageOf(value), storage);
    }
    rememberNext(builder, memories.map((memory, position) => ({ ...memory, next: storageOf(outputs[position]), value: step.values[outputs[position]] })));
  });
  results.forEach((one, position) => {
    if (one.kind === "last") copyElements(builder, shapeOfResult(scanning, one), memories[one.carried].storage, regionOf(scanning, result.storage, position));
  });
}

/** Where something is remembered. */
interface Memory {
  readonly storage: Storage;
  /** Copies what is remembered next. */
  readonly keep: (next: Storage) => void;
}

/** An array, or a variable for a number; it begins with the given first value, or zeros. */
function memoriesOf(builder: ProgramBuilder, { scanning, arguments: args }: ScanSite): readonly Memory[] {
  const given = args.values();
  return stepEnds(scanning).carried.map(({ input: { name, shape, scalar } }, position): Memory => {
    const { value: first } = scanning.carried[position].isGiven ? given.next() : { value: undefined };
    if (elementCount(shape) === 1) {
      const variable = builder.variable(name, first === undefined ? constantOf(scalar, 0) : elementAlone(first, shape));
      return { storage: { kind: "atom", atom: variable.read }, keep: (next) => variable.set(elementAlone(next, shape)) };
    }
    const storage = rowMajor(builder.buffer({ role: "scratch", name, scalar, size: elementCount(shape) }), shape);
    if (first === undefined) builder.for("i", elementCount(shape), (i) => builder.store(storage.buffer, i, constantOf(scalar, 0)));
    else copyElements(builder, shape, first, storage);
    return { storage, keep: (next) => copyElements(builder, shape, next, storage) };
  });
}

function elementAlone(storage: Storage, shape: Shape): Expression {
  return readAt(storage, shape.map(() => constantIndex(0)));
}

interface Target {
  readonly value: ValueId;
  readonly storage: Buffered;
}

/** What is remembered is computed where it is kept where that is safe, and what is written where it belongs. */
function roomsOf({ scanning: { step, carried }, result }: ScanSite, memories: readonly Memory[], targets: readonly Target[]): ReadonlyMap<ValueId, Room> {
  const pairs = carried.map((_, position) => ({ input: step.inputs[position].value, output: step.outputs[position].value }));
  const inPlace = rememberedInPlace(step, pairs, valuesComputedInPlace(step));
  const rooms = new Map<ValueId, Room>();
  for (const { value, storage } of targets) if (!rooms.has(value)) rooms.set(value, { storage, isReadable: result.isReadable });
  for (const [output, input] of inPlace) {
    const { storage } = memories[pairs.findIndex((pair) => pair.input === input)];
    if (storage.kind === "buffer") rooms.set(output, { storage, isReadable: false });
  }
  for (const [position, { input, output }] of pairs.entries()) {
    const { storage } = memories[position];
    if (storage.kind === "buffer" && !rooms.has(output) && movesForward(step, input, output)) rooms.set(output, { storage, isReadable: false, isMoved: true });
  }
  return rooms;
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

