// Decides memory, loops and the order of every operation of a Network. Knows no op by name.
// Pointwise ops are computed in the loop of the value they follow; views cost nothing.

import { broadcastIndices } from "../../network/broadcast.ts";
import type { Network, OperationValue } from "../../network/network.ts";
import type { Shape } from "../../network/shape.ts";
import type { Gather, PickPosition, Place, Reduce, ValueId } from "../../network/op.ts";
import { valueOf } from "../../network/network.ts";
import { elementCount } from "../../network/shape.ts";
import { axesRead, depthOf, type Factor, type Reduction } from "../../network/reduction.ts";
import type { ProgramBuilder } from "../../program/builder.ts";
import { addIndex, constantIndex, constantOf, convert, multiply } from "../../program/expression.ts";
import type { Bounds, BufferId, Expression, Index } from "../../program/program.ts";
import { isWord, type Scalar } from "../../program/scalar.ts";
import { shareRepeated } from "../../program/share-repeated.ts";
import { addUp, forEachStretch, type AddedFirst, type AddedUp, type FoundReduction } from "./add-up.ts";
import { beyondArray, type Beyond } from "./beyond-arrays.ts";
import { emitDotProduct } from "./dot-products.ts";
import { copyElements, forEachElement, nameOfLast } from "./copy-elements.ts";
import { fillFirst, fillingOf, fillLast } from "./fill-around.ts";
import { emitFold, emitPosition } from "./fold.ts";
import { chooseHomes, regionOf, type Home } from "./homes.ts";
import { valuesComputedInPlace } from "./in-place.ts";
import type { Layout } from "./layout.ts";
import type { MultiplyAdd } from "./multiply-adds.ts";
import { chooseOverwritten } from "./overwrite.ts";
import { choosePeeledFrames, withSteps, zonesOf, type PeeledFrame, type Run, type Zone } from "./peel-frames.ts";
import { withoutNeedlessParts } from "./needless-parts.ts";
import { forEachPart, forEachPlace, forEachPlaces, placesInOneLoop, type Places } from "./places.ts";
import { emitElement, emitFewSteps, isDotProduct, type ReduceSite } from "./reduce.ts";
import { isSideBySide } from "./side-by-side.ts";
import { emitScan, type ScanSite } from "./scan.ts";
import { rangeOfAll, rangesOfSums } from "./sum-ranges.ts";
import { placeAt, readAt, reshaped, rowMajor, viewed, type Buffered, type Room, type Storage } from "./storage.ts";
import { declareTables, type Table } from "./tables.ts";

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
  /** Constants that are kept as integers. */
  private readonly scaled = new Map<ValueId, Required<Table>>();
  /** Of the sums of integers, and of all of them. */
  private readonly ranges: ReadonlyMap<ValueId, Bounds>;
  private readonly allSums: Bounds | undefined;
  /** What is left of the reductions that were added up before the present loop, and the place that it is at. */
  private accumulated: { readonly left: AddedUp; readonly place: Index } | undefined;
  /** Of reductions that do not take all their steps in the present part of the result, those they take. */
  private steps: Zone["steps"] = new Map();

  constructor({ network, layout, multiplyAdds, builder, inputs, states, rooms }: Task) {
    this.network = network;
    this.layout = multiplyAdds === "fused" ? { ...layout, stepsAtOnce: layout.fusedStepsAtOnce, placesInTurn: layout.fusedPlacesInTurn } : layout;
    this.multiplyAdds = multiplyAdds;
    this.builder = builder;
    this.rooms = rooms;
    this.inlined = valuesComputedInPlace(network);
    // What is computed somewhere of its own is not put together elsewhere, nor written over anything, nor is anything written over it.
    const hasArguments = (place: ValueId): boolean => rooms.get(place)?.isMoved ?? !rooms.has(place);
    const homesBeside = (peeled: ReadonlyMap<ValueId, unknown>): ReadonlyMap<ValueId, Home> =>
      new Map([...chooseHomes(network, this.inlined, peeled)].filter(([, { place }]) => hasArguments(place)));
    const filled = new Set([...homesBeside(new Map()).values()].map(({ place }) => place));
    this.peeled = withoutNeedlessParts(network, this.inlined, choosePeeledFrames(network, { layout, multiplyAdds, filled }));
    this.homes = homesBeside(this.peeled);
    const overwritten = chooseOverwritten(network, { inlined: this.inlined, homes: this.homes, peeled: this.peeled });
    this.overwritten = new Map([...overwritten].filter(([id, argument]) => !rooms.has(id) && !rooms.has(argument)));
    this.storages = new Map([...network.inputs.map(({ value }, position) => [value, inputs[position]] as const), ...states]);
    this.ranges = rangesOfSums(network);
    this.allSums = rangeOfAll(this.ranges);
  }

  run(): void {
    for (const [id, { elements, scales }] of declareTables(this.builder, this.network, this.layout)) {
      if (scales === undefined) this.storages.set(id, elements);
      else this.scaled.set(id, { elements, scales });
    }
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
      // Of one element there is one part.
      const [{ steps }] = this.zonesWithin(value, id);
      const element = this.inPart(steps, () => this.element(value, id, shape.map(() => constantIndex(0))));
      this.storages.set(id, { kind: "atom", atom: this.builder.named(name, element) });
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

  /** The memory of an array whose arguments are computed into it, filled where that comes first. */
  private begin(id: ValueId): Buffered {
    const known = this.begun.get(id);
    if (known !== undefined) return known;
    const value = valueOf(this.network, id);
    const room = this.rooms.get(id);
    const storage = room?.storage ?? rowMajor(this.scratch(value.name, elementCount(value.shape), value.scalar), value.shape);
    this.begun.set(id, storage);
    fillFirst(this.builder, fillingOf(this.network, id), storage);
    if (room?.isMoved === true && value.kind === "operation") this.moveForward(value.arguments[0], buffered(regionOf(this.network, { place: id, argument: 0 }, storage.buffer)));
    return storage;
  }

  /** The part of a memory that stays, before anything comes behind it. */
  private moveForward(id: ValueId, target: Buffered): void {
    const moved = valueOf(this.network, id);
    if (moved.kind === "operation") this.materialise(moved, id);
    copyElements(this.builder, moved.shape, this.storageOf(id), target);
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
      const filling = fillingOf(this.network, id);
      if (!this.begun.has(id)) fillFirst(this.builder, filling, storage);
      this.placeParts(value, id, computation, storage);
      fillLast(this.builder, filling, storage);
      return;
    }
    if (computation.kind === "reshape") {
      this.copyInOrder(value.arguments[0], storage, value.shape);
      return;
    }
    const parts = this.zonesWithin(value, id).map(({ places, steps }) => {
      const reductions = this.addedFirst(value, id, steps);
      return { places, steps, reductions, placesAtOnce: placesInOneLoop(reductions.sideBySide, places.slice(0, -1), this.layout) };
    });
    forEachPart(this.builder, parts, ({ places: [...runs], steps, reductions, placesAtOnce }, before) => {
      const last = runs.pop() ?? { first: 0, count: 1 };
      const emitPlaces = (behind: Places): void => {
        const places = { count: behind.count, at: (place: Index): readonly Index[] => [...before, ...behind.at(place)] };
        forEachStretch(this.builder, last, reductions, room, (stretch) => {
          const placeOf = (place: Index): Index => placeAt(storage, [...places.at(place), stretch.first]);
          const [base, next] = [0, 1].map((place) => placeOf(constantIndex(place)));
          const rows = { buffer, base, distance: next.constant - base.constant };
          const site = { layout: this.layout, places, stretch, scalar: value.scalar, memory: room.isReadable ? rows : undefined, bounds: this.allSums };
          const added = addUp(this.builder, reductions, site);
          forEachPlace(this.builder, places, (place) => {
            this.accumulated = { left: added, place };
            this.builder.for(nameOfLast(value.shape), stretch.count, (index) => {
              const element = this.element(value, id, [...places.at(place), addIndex(stretch.first, index)]);
              this.builder.store(buffer, addIndex(placeOf(place), index), element);
            });
          });
          this.accumulated = undefined;
        });
      };
      this.inPart(steps, () => forEachPlaces(this.builder, runs.slice(before.length), placesAtOnce, emitPlaces));
    });
  }

  private zonesWithin(value: OperationValue, id: ValueId): readonly Zone[] {
    return zonesOf(this.network, value, this.reductionsWithin(value, id), this.peeled);
  }

  /** What is emitted for a part of a result, whose reductions take these steps. */
  private inPart<Result>(steps: Zone["steps"], emit: () => Result): Result {
    this.steps = steps;
    const result = emit();
    this.steps = new Map();
    return result;
  }

  private readonly lowerStep: ScanSite["lowerStep"] = (network, inputs, rooms) => {
    const lowering = new Lowering({ network, layout: this.layout, multiplyAdds: this.multiplyAdds, builder: this.builder, inputs, states: new Map(), rooms });
    lowering.run();
    return (id) => lowering.storageOf(id);
  };

  /** The reductions among a value and what is computed in its place that are added up before it. */
  private addedFirst(value: OperationValue, id: ValueId, steps: Zone["steps"]): AddedFirst {
    const { stepsAtOnce, resultsAtOnce } = this.layout;
    const found = this.reductionsWithin(value, id).map((one): FoundReduction => {
      const dependsOnLast = (factor: Factor): boolean => this.dependsOnLast(factor, one.value, one.computation);
      return { ...one, site: this.siteOf(one.value, one.id, one.computation, steps), dependsOnLast };
    });
    return {
      sideBySide: found.filter(({ value: own, site, dependsOnLast }) => {
        return stepsAtOnce > 0 && !isDotProduct(site, dependsOnLast) && !this.isShort(own, site) && isSideBySide(site, dependsOnLast);
      }),
      dotProducts: found.filter(({ site, dependsOnLast }) => resultsAtOnce > 1 && isDotProduct(site, dependsOnLast) && (site.shape.at(-1) ?? 1) > 1),
    };
  }

  private reductionsWithin(value: OperationValue, id: ValueId): { readonly id: ValueId; readonly value: OperationValue; readonly computation: Reduce }[] {
    const { computation } = value.op;
    if (computation.kind === "reduce") return [{ id, value, computation }];
    return value.arguments.flatMap((argument) => {
      const inner = valueOf(this.network, argument);
      return this.inlined.has(argument) && inner.kind === "operation" ? this.reductionsWithin(inner, argument) : [];
    });
  }

  private siteOf(value: OperationValue, id: ValueId, computation: Reduce, steps: Zone["steps"]): ReduceSite {
    const reduction = computation.reduction(this.shapesOf(value), value.attributes);
    const taken = steps.get(id);
    return {
      reduction: taken === undefined ? reduction : withSteps(reduction, taken),
      beyond: taken && this.beyondArray(value, reduction, taken),
      shape: value.shape,
      last: nameOfLast(value.shape),
      scalar: value.scalar,
      range: this.ranges.get(id),
      multiplyAdds: this.multiplyAdds,
      read: (position, at) => this.widened(value.arguments[position], at, value.scalar),
    };
  }

  /** The terms of the steps that meet no array; undefined where these change nothing. */
  private beyondArray(value: OperationValue, reduction: Reduction, taken: readonly Run[]): Beyond | undefined {
    if (reduction.combine !== "add") return undefined;
    const [found] = value.arguments.flatMap((id, argument) => {
      const added = this.peeled.get(id)?.added;
      return added === undefined ? [] : [{ argument, fill: constantOf(value.scalar, added) }];
    });
    return found && beyondArray(reduction, found, taken);
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
        const left = this.accumulated?.left.get(id);
        if (this.accumulated !== undefined && left !== undefined) return left(this.accumulated.place, indices[indices.length - 1]);
        const site = this.siteOf(value, id, computation, this.steps);
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
    const scaled = this.scaled.get(id);
    if (scaled === undefined) return readAt(this.storageOf(id), indices);
    const { elements, scales } = scaled;
    return multiply(convert(readAt(elements, indices), "f32", "round", "whole"), readAt(scales, indices), "weight");
  }

  storageOf(id: ValueId): Storage {
    const known = this.storages.get(id);
    if (known === undefined) throw new Error(`value ${valueOf(this.network, id).name} is used before it is computed`);
    return known;
  }

  private scratch(name: string, size: number, scalar: Scalar, bounds?: Bounds): BufferId {
    return this.builder.buffer({ role: "scratch", name, scalar, size, ...(bounds === undefined ? {} : { bounds }) });
  }

  /** Every argument at its places, but for those that are there. */
  private placeParts(value: OperationValue, id: ValueId, { target }: Place, storage: Buffered): void {
    const shapes = this.shapesOf(value);
    const isFirstThere = this.begun.has(id) && this.rooms.get(id)?.isMoved === true;
    value.arguments.forEach((argument, position) => {
      const home = this.homes.get(argument);
      if ((home?.place === id && home.argument === position) || (position === 0 && isFirstThere)) return;
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
