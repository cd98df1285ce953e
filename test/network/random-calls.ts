// Draws calls of any op: arguments' shapes and attributes that the op's own rules accept, found by changing its examples. Knows no op by
// name: what an attribute may be, its ONNX spelling and its examples say.

import type { Attribute } from "../../src/network/attributes.ts";
import { numbersOf } from "../../src/network/attributes.ts";
import { inferScalar } from "../../src/network/infer-scalar.ts";
import { spellingsOf } from "../../src/network/onnx-spellings.ts";
import type { Op } from "../../src/network/op.ts";
import type { Shape } from "../../src/network/shape.ts";
import { elementCount } from "../../src/network/shape.ts";
import type { RandomGenerator } from "../../src/numeric/random.ts";
import type { Scalar } from "../../src/program/scalar.ts";
import type { Call } from "./agreement.ts";

const TRIES = 1000;
const WISHED_TRIES = 40;
const GREATEST_EXTENT = 5;
/** Of an argument or a result: what is longer is slow to compute naively. */
const MANY = 200;

/** Calls that the op accepts, each of other shapes or attributes than the others and the examples; fewer where there are not so many. */
export function randomCalls(op: Op, count: number, random: RandomGenerator): readonly Call[] {
  const calls = new Map<string, Call>();
  const drawing = new Drawing(op, random);
  const known = new Set(
    op.examples.map(({ shapes, scalars = floats(shapes), attributes = {} }) => {
      return keyOf({ shapes, scalars, attributes: { ...op.attributes, ...attributes } });
    }),
  );
  for (let tried = 0; tried < TRIES && calls.size < count; tried++) {
    const call = drawing.call();
    if (call !== undefined && !known.has(keyOf(call))) calls.set(keyOf(call), call);
  }
  return [...calls.values()];
}

/** What a call is drawn for. */
export interface Wish {
  /** Of the first argument, where the op takes it. */
  readonly shape: Shape;
  /** Of axes that the shape does not determine. */
  readonly greatestExtent: number;
}

/** One call that the op accepts, of that shape where it can be; undefined where none was found. */
export function randomCallOf(op: Op, wish: Wish, random: RandomGenerator): Call | undefined {
  const drawing = new Drawing(op, random, wish.greatestExtent);
  for (let tried = 0; tried < WISHED_TRIES; tried++) {
    const call = drawing.call(tried < WISHED_TRIES / 2 ? wish.shape : undefined);
    if (call !== undefined) return call;
  }
  return undefined;
}

function keyOf(call: Call): string {
  return JSON.stringify([call.shapes, call.scalars, Object.entries(call.attributes).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}

function floats(shapes: readonly Shape[]): readonly Scalar[] {
  return shapes.map(() => "f32");
}

/** What attributes are drawn for. */
interface Surroundings {
  /** What takes the place of each extent of the example. */
  readonly extents: ReadonlyMap<number, number>;
  /** The greatest one of the arguments. */
  readonly rank: number;
  readonly isOfFloats: boolean;
}

class Drawing {
  private readonly op: Op;
  private readonly random: RandomGenerator;
  private readonly greatestExtent: number;

  constructor(op: Op, random: RandomGenerator, greatestExtent = GREATEST_EXTENT) {
    this.op = op;
    this.random = random;
    this.greatestExtent = greatestExtent;
  }

  /** Undefined where the op does not accept what was drawn. @param wished the first argument's shape, where the example allows it. */
  call(wished?: Shape): Call | undefined {
    const example = this.op.examples[this.below(this.op.examples.length)];
    const drawn = this.extents(example.shapes);
    const wishes = wished === undefined ? undefined : extentsBetween(example.shapes, wished);
    const extents = wishes === undefined ? drawn : new Map([...drawn, ...wishes]);
    const leading = wishes === undefined && this.below(4) === 0 ? [1 + this.below(3)] : [];
    const shapes = example.shapes.map((shape, position) => {
      if (wishes !== undefined && wished !== undefined && position === 0) return wished;
      return [...(shape.length === 0 ? [] : leading), ...shape.map((extent) => this.narrowed(extents.get(extent) ?? extent))];
    });
    const rank = Math.max(0, ...shapes.map(({ length }) => length));
    const isOfFloats = example.scalars?.every((scalar) => scalar === "f32") ?? true;
    const given = { ...this.op.attributes, ...example.attributes };
    const surroundings = { extents, rank, isOfFloats };
    const attributes = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, this.attribute(name, value, surroundings)]));
    const call = { shapes, scalars: example.scalars ?? floats(shapes), attributes };
    return this.isAccepted(call) ? call : undefined;
  }

  private isAccepted({ shapes, scalars, attributes }: Call): boolean {
    const result = this.op.inferShape(shapes, attributes);
    if ("problem" in result || typeof inferScalar(this.op, scalars, attributes) !== "string") return false;
    return [...shapes, result].every((shape) => elementCount(shape) > 0 && elementCount(shape) <= MANY);
  }

  /** One for each extent of the example, so that those that are to be the same stay so. */
  private extents(shapes: readonly Shape[]): ReadonlyMap<number, number> {
    const changes = this.below(5) > 0;
    const replaced = (extent: number): number => {
      return changes && (extent > 1 || this.below(3) === 0) ? 1 + this.below(this.greatestExtent) : extent;
    };
    return new Map([...new Set(shapes.flat())].map((extent) => [extent, replaced(extent)]));
  }

  /** Now and then to one element, which may broadcast. */
  private narrowed(extent: number): number {
    return this.below(12) === 0 ? 1 : extent;
  }

  private attribute(name: string, value: Attribute, { extents, rank, isOfFloats }: Surroundings): Attribute {
    const type = this.typeOf(name);
    if (type === undefined || this.below(3) === 0) return value;
    switch (type) {
      case "number":
        // Of any type: 0 and 1 are truth values too.
        if (!isOfFloats) return this.below(2);
        return Math.fround(Math.fround(0.1 + 2 * this.random.uniform()) * (this.below(4) === 0 ? -1 : 1));
      case "flag":
        return this.below(2);
      case "integer":
        return this.below(2) === 0 ? this.near(numbersOf(value)[0], extents) : this.below(2 * rank + 1) - rank;
      case "integers":
        return this.list(numbersOf(value), extents, rank);
    }
  }

  /** What may be drawn for an attribute; undefined where it stays what examples have. */
  private typeOf(name: string): "number" | "flag" | "integer" | "integers" | undefined {
    const spelled = spellingsOf(this.op).flatMap(({ attributes, attributeInputs = [] }) => [
      ...(name in attributes ? [attributes[name]] : []),
      ...attributeInputs.filter(({ attribute }) => attribute === name),
    ]);
    if (spelled.length === 0 || spelled.some(({ values }) => values !== undefined)) return undefined;
    const [{ type }] = spelled;
    if (type === "float" || type === "number") return "number";
    if (type === "ints") return "integers";
    if (type !== "int") return undefined;
    const all = [this.op.attributes, ...this.op.examples.map(({ attributes = {} }) => attributes)];
    const shown = all.flatMap((one) => (name in one ? numbersOf(one[name]) : []));
    return name !== "axis" && shown.every((value) => value === 0 || value === 1) ? "flag" : "integer";
  }

  /** What an example has, the extent that takes its place, or a neighbour. */
  private near(value: number, extents: ReadonlyMap<number, number>): number {
    const drawn = this.below(4);
    return drawn === 0 ? value + this.below(3) - 1 : drawn < 3 ? (extents.get(value) ?? value) : value;
  }

  /** In another order, with others in it, one more or one less; or some of the axes. */
  private list(values: readonly number[], extents: ReadonlyMap<number, number>, rank: number): readonly number[] {
    const changed = values.map((value) => this.near(value, extents));
    switch (this.below(7)) {
      case 0:
        return changed;
      case 1:
        return this.shuffled(changed);
      case 2:
        return changed.slice(this.below(changed.length + 1));
      case 3:
        return [...changed, this.below(2 * rank + 1) - rank];
      case 4:
      case 5: {
        const some = Array.from({ length: rank }, (_, axis) => axis).filter(() => this.below(2) === 0);
        return this.shuffled(some.map((axis) => axis - rank * this.below(2)));
      }
      default:
        return changed.map(() => this.below(2 * rank + 1) - rank);
    }
  }

  private shuffled(values: readonly number[]): readonly number[] {
    return values.map((value) => ({ value, key: this.random.uniform() })).sort((a, b) => a.key - b.key).map(({ value }) => value);
  }

  private below(count: number): number {
    return this.random.nextUint32() % count;
  }
}

/** What the first shape's extents become where it becomes another one; undefined where equal ones would differ, or there are more or fewer. */
function extentsBetween([first]: readonly Shape[], wished: Shape): ReadonlyMap<number, number> | undefined {
  if (first?.length !== wished.length) return undefined;
  const found = new Map<number, number>();
  for (const [axis, extent] of first.entries()) {
    if ((found.get(extent) ?? wished[axis]) !== wished[axis]) return undefined;
    found.set(extent, wished[axis]);
  }
  return found;
}
