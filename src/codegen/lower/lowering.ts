// Decides memory, loops and the order of every operation of a Network. Knows no op by name.
// Pointwise ops are computed in the loop of the value they follow; views cost nothing.

import { broadcastIndices } from "../../network/broadcast.ts";
import type { Network, OperationValue } from "../../network/network.ts";
import type { Shape } from "../../network/shape.ts";
import type { Gather, PickPosition, Place, Reduce, ValueId } from "../../network/op.ts";
import { valueOf } from "../../network/network.ts";
import { elementCount } from "../../network/shape.ts";
import { axesRead, depthOf, type Factor } from "../../network/reduction.ts";
import type { ProgramBuilder } from "../../program/builder.ts";
import { addIndex, constantIndex, constantOf, convert } from "../../program/expression.ts";
import type { Bounds, BufferId, Expression, Index } from "../../program/program.ts";
import { isWord, type Scalar } from "../../program/scalar.ts";
import { shareRepeated } from "../../program/share-repeated.ts";
import { emitDotProduct, emitDotProducts } from "./dot-products.ts";
import { forEachElement, nameOfLast } from "./copy-elements.ts";
import { emitFold, emitPosition } from "./fold.ts";
import { chooseHomes, regionOf, type Home } from "./homes.ts";
import { valuesComputedInPlace } from "./in-place.ts";
import type { Layout } from "./layout.ts";
import type { MultiplyAdd } from "./multiply-adds.ts";
import { chooseOverwritten } from "./overwrite.ts";
import { choosePeeledFrames, withSteps, zonesOf, type PeeledFrame, type Run } from "./peel-frames.ts";
import { forEachPlaces, placesInOneLoop } from "./places.ts";
import { emitElement, emitFewSteps, emitSideBySide, isDotProduct, isSideBySide } from "./reduce.ts";
import type { Accumulators, ReduceSite, SideBySide } from "./reduce.ts";
import { emitScan, type ScanSite } from "./scan.ts";
import { rangeOfAll, rangesOfSums } from "./sum-ranges.ts";
import { placeAt, readAt, reshaped, rowMajor, viewed, type Buffered, type Room, type Storage } from "./storage.ts";
import { declareTables } from "./tables.ts";

function buffered(storage: Storage): Buffered {
  if (storage.kind === "atom") throw new Error("a buffer is no atom");
  return storage;
}

/** A network whose inputs are somewhere, and where some of its values belong. */
interface Task {
  readonly network: Network;
  readonly layout: Layout;
  readonly multiplyAdds: MultiplyAdd;
  readonly builder: ProgramBuilder;
  readonly inputs: readonly Storage[];
  readonly states: ReadonlyMap<ValueId, Buffered>;
  readonly rooms: ReadonlyMap<ValueId, Room>;
}

/** A reduction in whose place, or in that of a value that is computed from it, something is emitted. */
interface FoundReduction extends Pick<SideBySide, "dependsOnLast"> {
  readonly id: ValueId;
  readonly value: OperationValue;
  readonly site: ReduceSite;
}

/** Emits all values of a network, one after the other. */
export class Lowering {
  private readonly builder: ProgramBuilder;
  private readonly network: Network;
  private readonly layout: Layout;
  private readonly multiplyAdds: MultiplyAdd;
  private readonly rooms: ReadonlyMap<ValueId, Room>;
  private readonly inlined: ReadonlySet<ValueId>;
  private readonly peeled: ReadonlyMap<ValueId, PeeledFrame>;
  private readonly homes: ReadonlyMap<ValueId, Home>;
  private readonly overwritten: ReadonlyMap<ValueId, ValueId>;
  /** The memory of arrays some of whose arguments are there already. */
  private readonly begun = new Map<ValueId, Buffered>();
  private readonly storages: Map<ValueId, Storage>;
  /** Of the sums of integers, and of all of them. */
  private readonly ranges: ReadonlyMap<ValueId, Bounds>;
  private readonly allSums: Bounds | undefined;
  /** What is left of the reductions that were added up before the present loop, by an index of the last axis. */
  private accumulated: ReadonlyMap<ValueId, (last: Index) => Expression> = new Map();
  /** Of reductions that do not take all their steps in the present part of the result, those they take. */
  private steps: ReadonlyMap<ValueId, readonly Run[]> = new Map();

  constructor({ network, layout, multiplyAdds, builder, inputs, states, rooms }: Task) {
    this.network = network;
    this.layout = multiplyAdds === "fused" ? { ...layout, stepsAtOnce: layout.fusedStepsAtOnce } : layout;
    this.multiplyAdds = multiplyAdds;
    this.builder = builder;
    this.rooms = rooms;
    this.inlined = valuesComputedInPlace(network);
    this.peeled = choosePeeledFrames(network, layout, multiplyAdds);
    // What is computed somewhere of its own is not put together elsewhere, nor written over anything, nor is anything written over it.
    this.homes = new Map([...chooseHomes(network, this.inlined, this.peeled)].filter(([, { place }]) => !rooms.has(place)));
    const overwritten = chooseOverwritten(network, { inlined: this.inlined, homes: this.homes, peeled: this.peeled });
    this.overwritten = new Map([...overwritten].filter(([id, argument]) => !rooms.has(id) && !rooms.has(argument)));
    this.storages = new Map([...network.inputs.map(({ value }, position) => [value, inputs[position]] as const), ...states]);
    this.ranges = rangesOfSums(network);
    this.allSums = rangeOfAll(this.ranges);
  }

  run(): void {
    for (const [id, table] of declareTables(this.builder, this.network, this.layout)) this.storages.set(id, table);
    this.network.values.forEach((value, id) => {
      if (value.kind === "operation" && !this.inlined.has(id) && !this.peeled.has(id)) this.materialise(value, id);
    });
  }

  /** Computes a value into memory: where it belongs, a variable, or scratch; a view needs none. */
  private materialise(value: OperationValue, id: ValueId): void {
    const { shape, name } = value;
    const seen = this.viewOf(value);
    if (seen !== undefined) {
      this.storages.set(id, seen);
    } else if (elementCount(shape) === 1 && value.op.computation.kind !== "scan") {
      const element = this.builder.named(name, this.element(value, id, shape.map(() => constantIndex(0))));
      this.storages.set(id, { kind: "atom", atom: element });
    } else {
      const room = this.roomFor(value, id);
      this.compute(value, id, room);
      this.storages.set(id, room.storage);
    }
  }

  /** Memory for the elements of a value: where it belongs, where some of them are, an argument's, or of its own. */
  private roomFor({ name, shape, scalar }: OperationValue, id: ValueId): Room {
    const home = this.homes.get(id);
    if (home !== undefined) return { storage: buffered(regionOf(this.network, home, this.begin(home.place).buffer)), isReadable: true };
    const argument = this.overwritten.get(id);
    if (argument !== undefined) return { storage: buffered(this.storageOf(argument)), isReadable: false };
    const begun = this.begun.get(id);
    if (begun !== undefined) return { storage: begun, isReadable: true };
    return this.rooms.get(id) ?? { storage: rowMajor(this.scratch(name, elementCount(shape), scalar), shape), isReadable: true };
  }

  /** The memory of an array whose arguments are computed into it, filled where none of them is. */
  private begin(id: ValueId): Buffered {
    const known = this.begun.get(id);
    if (known !== undefined) return known;
    const value = valueOf(this.network, id);
    if (value.kind !== "operation" || value.op.computation.kind !== "place") throw new Error("a home is a place");
    const storage = rowMajor(this.scratch(value.name, elementCount(value.shape), value.scalar), value.shape);
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

  /** Stores all elements of a value. */
  private compute(value: OperationValue, id: ValueId, room: Room): void {
    const { computation } = value.op;
    const { storage } = room;
    const { buffer } = storage;
    if (computation.kind === "scan") {
      const args = value.arguments.map((argument) => this.storageOf(argument));
      emitScan(this.builder, { scanning: computation.scanning, arguments: args, result: room, lowerStep: this.lowerStep });
      return;
    }
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
        const accumulated = this.accumulate(value, id, places, room.isReadable ? rows : undefined);
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

  private readonly lowerStep: ScanSite["lowerStep"] = (network, inputs, rooms) => {
    const lowering = new Lowering({ network, layout: this.layout, multiplyAdds: this.multiplyAdds, builder: this.builder, inputs, states: new Map(), rooms });
    lowering.run();
    return (id) => lowering.storageOf(id);
  };

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
    for (const { id: found, site, dependsOnLast } of this.dotProducts(value, id)) {
      places.forEach((leading, place) => {
        const buffer = this.scratch("sums", site.shape[site.shape.length - 1], site.scalar, site.range && this.allSums);
        const context = { resultsAtOnce: this.layout.resultsAtOnce, dependsOnLast, accumulators: { buffer, base: constantIndex(0) } };
        accumulated[place].set(found, emitDotProducts(this.builder, site, leading, context));
      });
    }
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
  private sideBySide(value: OperationValue, id: ValueId): readonly FoundReduction[] {
    if (this.layout.stepsAtOnce === 0) return [];
    return this.foundWithin(value, id).filter(({ value: own, site, dependsOnLast }) => {
      return !isDotProduct(site, dependsOnLast) && !this.isShort(own, site) && isSideBySide(site, dependsOnLast);
    });
  }

  /** Those that are sums of integer products, added up for several results at once. */
  private dotProducts(value: OperationValue, id: ValueId): readonly FoundReduction[] {
    if (this.layout.resultsAtOnce === 1) return [];
    return this.foundWithin(value, id).filter(({ site, dependsOnLast }) => isDotProduct(site, dependsOnLast) && (site.shape.at(-1) ?? 1) > 1);
  }

  private foundWithin(value: OperationValue, id: ValueId): readonly FoundReduction[] {
    return this.reductionsWithin(value, id).map((found) => ({
      ...found,
      site: this.siteOf(found.value, found.id, found.computation),
      dependsOnLast: (factor) => this.dependsOnLast(factor, found.value, found.computation),
    }));
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
      range: this.ranges.get(id),
      multiplyAdds: this.multiplyAdds,
      read: (position, at) => this.widened(value.arguments[position], at, value.scalar),
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
        if (isDotProduct(site, (factor) => this.dependsOnLast(factor, value, computation))) return emitDotProduct(this.builder, site, indices);
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
      case "scan":
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

  /** Programs compute with no narrow integers. */
  private widened(id: ValueId, indices: readonly Index[], scalar: Scalar): Expression {
    const element = this.read(id, indices);
    return isWord(scalar) && valueOf(this.network, id).scalar !== scalar ? convert(element, scalar, "round", "element") : element;
  }

  private read(id: ValueId, indices: readonly Index[]): Expression {
    const value = valueOf(this.network, id);
    const peeled = this.peeled.get(id);
    if (peeled !== undefined) return this.read(peeled.argument, indices.map((index, axis) => addIndex(constantIndex(-peeled.before[axis]), index)));
    if (this.inlined.has(id) && value.kind === "operation") return this.element(value, id, indices);
    return readAt(this.storageOf(id), indices);
  }

  storageOf(id: ValueId): Storage {
    const known = this.storages.get(id);
    if (known === undefined) throw new Error(`value ${valueOf(this.network, id).name} is used before it is computed`);
    return known;
  }

  private scratch(name: string, size: number, scalar: Scalar, bounds?: Bounds): BufferId {
    return this.builder.buffer({ role: "scratch", name, scalar, size, ...(bounds === undefined ? {} : { bounds }) });
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
}
