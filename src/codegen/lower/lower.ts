// Lowers a Network to a Program: decides memory, loops and the order of every operation. Knows no op by name.
// Pointwise ops are computed in the loop of the value they follow; views cost nothing.

import { broadcastIndices } from "../../network/broadcast.ts";
import type { Network, OperationValue } from "../../network/network.ts";
import type { Shape } from "../../network/shape.ts";
import type { Gather, PickPosition, Place, Reduce, ValueId } from "../../network/op.ts";
import { isKnown, useCounts, valueOf } from "../../network/network.ts";
import { elementCount } from "../../network/shape.ts";
import { axesRead, depthOf, type Factor } from "../../network/reduction.ts";
import { ProgramBuilder } from "../../program/builder.ts";
import { checkProgram } from "../../program/check-program.ts";
import { addIndex, constantIndex, constantOf } from "../../program/expression.ts";
import type { BufferId, Expression, Index, Program } from "../../program/program.ts";
import type { Scalar } from "../../program/scalar.ts";
import { shareRepeated } from "../../program/share-repeated.ts";
import { forEachElement, nameOfLast } from "./copy-elements.ts";
import { dropUnread } from "./drop-unread.ts";
import { emitFold, emitPosition } from "./fold.ts";
import { chooseHomes, regionOf, type Home } from "./homes.ts";
import { valuesComputedInPlace } from "./in-place.ts";
import { LAYOUTS, type Layout } from "./layout.ts";
import { chooseOverwritten } from "./overwrite.ts";
import { partProducts } from "./part-products.ts";
import { choosePeeledFrames, withSteps, zonesOf, type PeeledFrame, type Run } from "./peel-frames.ts";
import { forEachPlaces, placesInOneLoop } from "./places.ts";
import { emitElement, emitFewSteps, emitSideBySide, isSideBySide, type Accumulators, type ReduceSite, type SideBySide } from "./reduce.ts";
import { shareScratch } from "./share-scratch.ts";
import { placeAt, readAt, reshaped, rowMajor, viewed, type Storage } from "./storage.ts";
import { ordered, tableOrders } from "./table-order.ts";

/** The Program that computes one call of the network. The layout changes no bit of any result. */
export function lower(network: Network, layout: Layout = LAYOUTS.speed): Program {
  const program = shareScratch(partProducts(lowerWithRoomForEach(network, layout)));
  checkProgram(program);
  return program;
}

/** The same, unchecked and with working memory of its own for every value that needs some. */
export function lowerWithRoomForEach(network: Network, layout: Layout): Program {
  const lowering = new Lowering(network, layout);
  lowering.run();
  return dropUnread(lowering.builder.finish());
}

type Buffered = Extract<Storage, { readonly kind: "buffer" }>;

function buffered(storage: Storage): Buffered {
  if (storage.kind === "atom") throw new Error("a buffer is no atom");
  return storage;
}

class Lowering {
  readonly builder = new ProgramBuilder();
  private readonly network: Network;
  private readonly layout: Layout;
  private readonly inlined: ReadonlySet<ValueId>;
  private readonly peeled: ReadonlyMap<ValueId, PeeledFrame>;
  private readonly homes: ReadonlyMap<ValueId, Home>;
  private readonly overwritten: ReadonlyMap<ValueId, ValueId>;
  /** The memory of arrays some of whose arguments are there already. */
  private readonly begun = new Map<ValueId, Buffered>();
  private readonly uses: readonly number[];
  private readonly storages = new Map<ValueId, Storage>();
  private readonly outputBuffers: readonly BufferId[];
  private readonly returnsScalar: boolean;
  /** What is left of the reductions that were added up before the present loop, by an index of the last axis. */
  private accumulated: ReadonlyMap<ValueId, (last: Index) => Expression> = new Map();
  /** Of reductions that do not take all their steps in the present part of the result, those they take. */
  private steps: ReadonlyMap<ValueId, readonly Run[]> = new Map();

  constructor(network: Network, layout: Layout) {
    this.network = network;
    this.layout = layout;
    this.inlined = valuesComputedInPlace(network);
    this.peeled = choosePeeledFrames(network, layout);
    this.homes = chooseHomes(network, this.inlined, this.peeled);
    this.overwritten = chooseOverwritten(network, { inlined: this.inlined, homes: this.homes, peeled: this.peeled });
    this.uses = useCounts(network);
    for (const { name, value } of network.inputs) {
      const { shape, scalar } = valueOf(network, value);
      const buffer = this.builder.buffer({ role: "input", name, scalar, size: elementCount(shape) });
      this.storages.set(value, rowMajor(buffer, shape));
    }
    this.outputBuffers = network.outputs.map(({ name, value }) => {
      const { shape, scalar } = valueOf(network, value);
      return this.builder.buffer({ role: "output", name, scalar, size: elementCount(shape) });
    });
    const [only] = network.outputs;
    this.returnsScalar =
      only !== undefined && network.outputs.length === 1 && elementCount(valueOf(network, only.value).shape) === 1;
  }

  run(): void {
    this.declareTables();
    const written = new Set<number>();
    this.network.values.forEach((value, id) => {
      if (value.kind === "operation" && !this.inlined.has(id) && !this.peeled.has(id)) this.materialise(value, id, written);
    });
    this.network.outputs.forEach(({ value }, position) => {
      const buffer = this.outputBuffers[position];
      if (buffer !== undefined && !written.has(position)) this.copyToOutput(value, buffer);
    });
  }

  /** Computes a value into memory of its own: an output where it is nothing else, a variable, or scratch; a view needs none. */
  private materialise(value: OperationValue, id: ValueId, written: Set<number>): void {
    const { shape, name } = value;
    const seen = this.viewOf(value);
    if (seen !== undefined) {
      this.storages.set(id, seen);
    } else if (elementCount(shape) === 1) {
      const element = this.builder.named(name, this.element(value, id, shape.map(() => constantIndex(0))));
      this.storages.set(id, { kind: "atom", atom: element });
    } else {
      const position = this.network.outputs.findIndex((output) => output.value === id);
      const output = position >= 0 && this.uses[id] === 1 ? this.outputBuffers[position] : undefined;
      if (output !== undefined) written.add(position);
      const storage = output === undefined ? this.roomFor(value, id) : buffered(rowMajor(output, shape));
      this.compute(value, id, storage, output === undefined && !this.overwritten.has(id));
      this.storages.set(id, storage);
    }
  }

  /** Memory for the elements of a value: where it belongs, where some of them are, an argument's, or of its own. */
  private roomFor({ name, shape, scalar }: OperationValue, id: ValueId): Buffered {
    const home = this.homes.get(id);
    const argument = this.overwritten.get(id);
    if (argument !== undefined) return buffered(this.storageOf(argument));
    if (home === undefined) return this.begun.get(id) ?? buffered(rowMajor(this.scratch(name, elementCount(shape), scalar), shape));
    return buffered(regionOf(this.network, home, this.begin(home.place).buffer));
  }

  /** The memory of an array whose arguments are computed into it, filled where none of them is. */
  private begin(id: ValueId): Buffered {
    const known = this.begun.get(id);
    if (known !== undefined) return known;
    const value = valueOf(this.network, id);
    if (value.kind !== "operation" || value.op.computation.kind !== "place") throw new Error("a home is a place");
    const storage = buffered(rowMajor(this.scratch(value.name, elementCount(value.shape), value.scalar), value.shape));
    this.begun.set(id, storage);
    this.fillUncovered(value, value.op.computation, storage);
    return storage;
  }

  /** The storage of a value whose elements are all somewhere already. */
  private viewOf({ op: { computation }, arguments: [argument], shape, attributes }: OperationValue): Storage | undefined {
    if (computation.kind !== "reshape" && computation.kind !== "view") return undefined;
    const own = valueOf(this.network, argument).shape;
    if (computation.kind === "reshape") return reshaped(this.storageOf(argument), own, shape);
    return viewed(this.storageOf(argument), shape.length, (indices) => computation.source(indices, own, attributes));
  }

  /** Stores all elements of a value. @param readable whether the buffer may hold sums that are read again. */
  private compute(value: OperationValue, id: ValueId, storage: Buffered, readable: boolean): void {
    const { computation } = value.op;
    const { buffer } = storage;
    if (computation.kind === "place") {
      if (!this.begun.has(id)) this.fillUncovered(value, computation, storage);
      this.placeParts(value, id, computation, storage);
      return;
    }
    if (computation.kind === "reshape") {
      this.copyInOrder(value.arguments[0], storage, value.shape);
      return;
    }
    for (const { places: [...runs], steps } of zonesOf(this.network, value, this.reductionsWithin(value, id), this.peeled)) {
      const { first, count } = runs.pop() ?? { first: 0, count: 1 };
      this.steps = steps;
      const placesAtOnce = placesInOneLoop(this.sideBySide(value, id), runs, this.layout);
      forEachPlaces(this.builder, runs, placesAtOnce, (places) => {
        const rows = places.map((indices): Accumulators => ({ buffer, base: placeAt(storage, [...indices, constantIndex(first)]) }));
        const accumulated = this.accumulate(value, id, places, readable ? rows : undefined);
        this.builder.for(nameOfLast(value.shape), count, (last) => {
          places.forEach((indices, place) => {
            this.accumulated = accumulated[place];
            this.builder.store(buffer, addIndex(rows[place].base, last), this.element(value, id, [...indices, addIndex(constantIndex(first), last)]));
          });
        });
        this.accumulated = new Map();
      });
    }
    this.steps = new Map();
  }

  /**
   * Adds up, side by side, the reductions among a value and what is computed in its place; one of the value's type may use its memory. For each
   * place, what is left of them.
   */
  private accumulate(
    value: OperationValue,
    id: ValueId,
    places: readonly (readonly Index[])[],
    memory: readonly Accumulators[] | undefined,
  ): readonly ReadonlyMap<ValueId, (last: Index) => Expression>[] {
    const accumulated = places.map(() => new Map<ValueId, (last: Index) => Expression>());
    let free = memory;
    for (const { id: found, site, dependsOnLast } of this.sideBySide(value, id)) {
      const fresh = (): readonly Accumulators[] => this.sums(site, places.length);
      const shared = site.scalar === value.scalar ? free : undefined;
      if (shared !== undefined) free = undefined;
      const left = emitSideBySide(this.builder, site, places, { ...this.layout, dependsOnLast, accumulators: shared ?? fresh(), fresh });
      left.forEach((one, place) => accumulated[place].set(found, one));
    }
    return accumulated;
  }

  /** Working memory for the sums of some places. */
  private sums({ shape, scalar }: ReduceSite, places: number): readonly Accumulators[] {
    const size = shape[shape.length - 1];
    const buffer = this.scratch("sums", places * size, scalar);
    return Array.from({ length: places }, (_, place) => ({ buffer, base: constantIndex(place * size) }));
  }

  /** The reductions among a value and what is computed in its place whose results are added up side by side. */
  private sideBySide(value: OperationValue, id: ValueId): readonly (Pick<SideBySide, "dependsOnLast"> & { readonly id: ValueId; readonly site: ReduceSite })[] {
    if (this.layout.stepsAtOnce === 0) return [];
    return this.reductionsWithin(value, id).flatMap((found) => {
      const site = this.siteOf(found.value, found.id, found.computation);
      const dependsOnLast = (factor: Factor): boolean => this.dependsOnLast(factor, found.value, found.computation);
      return this.isShort(found.value, site) || !isSideBySide(site, dependsOnLast) ? [] : [{ id: found.id, site, dependsOnLast }];
    });
  }

  private reductionsWithin(value: OperationValue, id: ValueId): { readonly id: ValueId; readonly value: OperationValue; readonly computation: Reduce }[] {
    const { computation } = value.op;
    if (computation.kind === "reduce") return [{ id, value, computation }];
    return value.arguments.flatMap((argument) => {
      const inner = valueOf(this.network, argument);
      return this.inlined.has(argument) && inner.kind === "operation" ? this.reductionsWithin(inner, argument) : [];
    });
  }

  private siteOf(value: OperationValue, id: ValueId, computation: Reduce): ReduceSite {
    const reduction = computation.reduction(this.shapesOf(value), value.attributes);
    const steps = this.steps.get(id);
    return {
      reduction: steps === undefined ? reduction : withSteps(reduction, steps),
      shape: value.shape,
      last: nameOfLast(value.shape),
      scalar: value.scalar,
      read: (position, at) => this.read(value.arguments[position], at),
    };
  }

  private dependsOnLast(factor: Factor, value: OperationValue, computation: Reduce): boolean {
    const { over } = computation.reduction(this.shapesOf(value), value.attributes);
    return axesRead(factor, value.shape.length, over.length).has(value.shape.length - 1);
  }

  /** The expression of one element of an operation's result; emits the statements it needs. */
  private element(value: OperationValue, id: ValueId, indices: readonly Index[]): Expression {
    const { computation } = value.op;
    switch (computation.kind) {
      case "pointwise": {
        const elements = value.arguments.map((argument) => {
          const { shape } = valueOf(this.network, argument);
          return this.builder.atom(this.read(argument, broadcastIndices(shape, indices)));
        });
        return shareRepeated(this.builder, computation.value(elements, value.attributes, this.scalarsOf(value)));
      }
      case "reduce": {
        const accumulated = this.accumulated.get(id);
        if (accumulated !== undefined) return accumulated(indices[indices.length - 1]);
        const site = this.siteOf(value, id, computation);
        return (this.isShort(value, site) ? emitFewSteps : emitElement)(this.builder, site, indices);
      }
      case "fold": {
        const folding = computation.fold(this.shapesOf(value), value.attributes, this.scalarsOf(value));
        return emitFold(this.builder, folding, indices, (position, at) => this.read(value.arguments[position], at));
      }
      case "gather":
        return this.read(value.arguments[0], this.gathered(value, computation, indices));
      case "place":
        // One element in all: that of the only argument.
        return this.read(value.arguments[0], valueOf(this.network, value.arguments[0]).shape.map(() => constantIndex(0)));
      case "reshape":
      case "view":
      case "expand":
        throw new Error(`${value.op.name} has no elements of its own`);
    }
  }

  /** Where the element is that positions in other arguments pick. */
  private gathered(value: OperationValue, { source }: Gather, indices: readonly Index[]): readonly Index[] {
    const pick: PickPosition = (argument, at, extent) => emitPosition(this.builder, this.read(value.arguments[argument], at), extent);
    return source(indices, this.shapesOf(value), value.attributes, pick);
  }

  private shapesOf(value: OperationValue): readonly Shape[] {
    return value.arguments.map((argument) => valueOf(this.network, argument).shape);
  }

  private scalarsOf(value: OperationValue): readonly Scalar[] {
    return value.arguments.map((argument) => valueOf(this.network, argument).scalar);
  }

  /** Whether a reduction for results side by side is short enough to be written out. */
  private isShort(value: OperationValue, { reduction, shape }: ReduceSite): boolean {
    const { computation } = value.op;
    const { stepsAtOnce, stepsWrittenOut } = this.layout;
    if (computation.kind !== "reduce") return false;
    const dependsOnLast = (factor: Factor): boolean => this.dependsOnLast(factor, value, computation);
    const depth = depthOf(reduction);
    const isApart = (shape.at(-1) ?? 1) > 1 && reduction.chains === 1 && reduction.factors.every(dependsOnLast);
    return (isApart && depth <= stepsWrittenOut) || (depth <= stepsAtOnce && isSideBySide({ reduction, shape }, dependsOnLast));
  }

  private read(id: ValueId, indices: readonly Index[]): Expression {
    const value = valueOf(this.network, id);
    const peeled = this.peeled.get(id);
    if (peeled !== undefined) return this.read(peeled.argument, indices.map((index, axis) => addIndex(constantIndex(-peeled.before[axis]), index)));
    if (this.inlined.has(id) && value.kind === "operation") return this.element(value, id, indices);
    return readAt(this.storageOf(id), indices);
  }

  /** Tables stand in the order in which operations name them: W1, b1, W2, … */
  private declareTables(): void {
    const orders = tableOrders(this.network, this.layout);
    const named = this.network.values.flatMap((value) => (value.kind === "operation" ? value.arguments : []));
    for (const id of new Set([...named, ...this.network.outputs.map(({ value }) => value)])) {
      const value = valueOf(this.network, id);
      if (!isKnown(value)) continue;
      const { name, scalar } = value;
      const { order, strides, extents } = ordered(value, orders.get(id));
      const transposed = order === undefined ? "" : " transposed";
      const buffer = this.builder.buffer({
        role: "table",
        name,
        scalar,
        size: value.data.length,
        values: value.data,
        ...(order === undefined ? {} : { order }),
        rowLength: extents.at(-1) ?? 1,
        comment: [`${name}${transposed}`, ...(extents.length === 0 ? [] : [extents.join(" x ")])].join(", "),
      });
      this.storages.set(id, { kind: "buffer", buffer, offset: 0, strides });
    }
  }

  private storageOf(id: ValueId): Storage {
    const known = this.storages.get(id);
    if (known === undefined) throw new Error(`value ${valueOf(this.network, id).name} is used before it is computed`);
    return known;
  }

  private scratch(name: string, size: number, scalar: Scalar): BufferId {
    return this.builder.buffer({ role: "scratch", name, scalar, size });
  }

  /** Fills an array whose arguments do not cover it. */
  private fillUncovered(value: OperationValue, { fill }: Place, storage: Buffered): void {
    const covered = this.shapesOf(value).reduce((sum, shape) => sum + elementCount(shape), 0);
    if (covered === elementCount(value.shape)) return;
    const filling = constantOf(value.scalar, fill(value.attributes));
    forEachElement(this.builder, value.shape, (indices) => this.builder.store(storage.buffer, placeAt(storage, indices), filling));
  }

  /** Every argument at its places, but for those that are there. */
  private placeParts(value: OperationValue, id: ValueId, { target }: Place, storage: Buffered): void {
    const shapes = this.shapesOf(value);
    value.arguments.forEach((argument, position) => {
      const home = this.homes.get(argument);
      if (home?.place === id && home.argument === position) return;
      forEachElement(this.builder, shapes[position], (indices) => {
        const place = placeAt(storage, target(position, indices, shapes, value.attributes));
        this.builder.store(storage.buffer, place, this.read(argument, indices));
      });
    });
  }

  /** The elements of a value one after the other, whatever their strides. */
  private copyInOrder(id: ValueId, storage: Buffered, shape: Shape): void {
    const own = valueOf(this.network, id).shape;
    const target = reshaped(storage, shape, own);
    if (target?.kind !== "buffer") throw new Error("a buffer of its own is in order");
    forEachElement(this.builder, own, (indices) => this.builder.store(target.buffer, placeAt(target, indices), readAt(this.storageOf(id), indices)));
  }

  private copyToOutput(id: ValueId, buffer: BufferId): void {
    const { shape } = valueOf(this.network, id);
    if (this.returnsScalar) {
      this.builder.return(readAt(this.storageOf(id), shape.map(() => constantIndex(0))));
      return;
    }
    const storage = this.storageOf(id);
    const target = rowMajor(buffer, shape);
    if (target.kind === "atom") throw new Error("a buffer is no atom");
    const inOrder = reshaped(storage, shape, [elementCount(shape)]);
    if (inOrder !== undefined) this.builder.for("i", elementCount(shape), (i) => this.builder.store(buffer, i, readAt(inOrder, [i])));
    else forEachElement(this.builder, shape, (indices) => this.builder.store(buffer, placeAt(target, indices), readAt(storage, indices)));
  }
}
