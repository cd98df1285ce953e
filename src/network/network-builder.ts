// Builds a Network value by value, checking each one. Does not read files and does not simplify.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { numbersOf, type Attributes } from "./attributes.ts";
import { SCALARS, type Scalar, type Values } from "../program/scalar.ts";
import { isKnown, type CarriedState, type Named, type Network, type Value } from "./network.ts";
import { sameShape } from "./broadcast.ts";
import { inferScalar } from "./infer-scalar.ts";
import { mostArguments, showParameters, type Known, type Multiples, type Op, type ValueBuilder, type ValueId } from "./op.ts";
import { showOrigin, type Origin } from "./origin.ts";
import { elementCount, showShape, type Shape } from "./shape.ts";

/** Elements a single array may have: 2^28 float32 are 1 GiB. */
export const MAXIMUM_ELEMENTS = 2 ** 28;

export class NetworkBuilder implements ValueBuilder {
  private readonly leastExtent: 0 | 1;
  private readonly values: Value[] = [];
  private readonly inputIds: ValueId[] = [];

  /** @param leastExtent of an axis: 0 where arrays may be empty, as those may that are computed while a file is read. */
  constructor(leastExtent: 0 | 1 = 1) {
    this.leastExtent = leastExtent;
  }

  /** Declares an argument of the network. */
  input(name: string, shape: Shape, origin: Origin, scalar: Scalar = "f32"): ValueId {
    this.checkShape(name, shape, origin);
    const id = this.push({ kind: "input", name, shape: Object.freeze([...shape]), scalar, origin });
    this.inputIds.push(id);
    return id;
  }

  /**
   * Declares what one call leaves to the next; `finish` is told what that is.
   *
   * @param initial before the first call, which nobody may change afterwards: finite numbers, none of them −0, as many as the shape says.
   */
  state(name: string, shape: Shape, scalar: Scalar, initial: Values, origin: Origin): ValueId {
    this.checkShape(name, shape, origin);
    const areNumbers = initial.every((value) => Number.isFinite(value) && !Object.is(value, -0));
    if (initial.length !== elementCount(shape) || !areNumbers) throw new RangeError(`the state ${name} begins with other than numbers of its shape`);
    return this.push({ kind: "state", name, shape: Object.freeze([...shape]), scalar, initial, origin });
  }

  /**
   * Declares a constant array, which is copied. −0 becomes +0, so that every language can write it as a literal.
   *
   * @throws DiagnosticError where a value is NaN or infinite, or the count does not fit the shape.
   */
  parameter(name: string, shape: Shape, data: Float32Array, origin: Origin, multiples?: Multiples): ValueId {
    return this.ownParameter(name, shape, data.slice(), origin, multiples);
  }

  /** As `parameter`, but the array is taken over: nobody else may change it afterwards. */
  ownParameter(name: string, shape: Shape, data: Float32Array, origin: Origin, multiples?: Multiples): ValueId {
    this.checkShape(name, shape, origin);
    if (data.length !== elementCount(shape)) {
      throw modelError(`"${name}" holds ${data.length} values, its shape ${showShape(shape)} asks for ${elementCount(shape)}`, origin);
    }
    const position = clearNegativeZeros(data);
    if (position >= 0) {
      throw new DiagnosticError({
        id: "parameter-not-finite",
        message: `parameter "${name}" is not finite: element ${position} is ${data[position]}`,
        place: showOrigin(origin),
        note: "NaN and infinities in parameters come from a training that diverged or a file that was damaged",
        hint: "train or export the model again",
      });
    }
    const known = multiples === undefined ? {} : { multiples };
    return this.push({ kind: "parameter", name, shape: Object.freeze([...shape]), scalar: "f32", data, origin, ...known });
  }

  /**
   * Declares a constant array of integers or truth values, which nobody may change afterwards.
   *
   * @throws DiagnosticError where the count does not fit the shape.
   */
  constant(name: string, shape: Shape, scalar: Scalar, data: Values, origin: Origin): ValueId {
    if (SCALARS[scalar].kind === "float") throw new RangeError(`a constant of ${scalar} is a parameter`);
    this.checkShape(name, shape, origin);
    if (data.length !== elementCount(shape)) {
      throw modelError(`"${name}" holds ${data.length} values, its shape ${showShape(shape)} asks for ${elementCount(shape)}`, origin);
    }
    return this.push({ kind: "constant", name, shape: Object.freeze([...shape]), scalar, data, origin });
  }

  /**
   * Declares the result of an op; its shape is inferred. Attributes that are −0 become +0, as parameters do.
   *
   * @throws DiagnosticError where an attribute is not a finite float32 or the op refuses the shapes of its arguments.
   */
  operation(op: Op, args: readonly ValueId[], attributes: Attributes, name: string, origin: Origin): ValueId {
    for (const attribute of Object.keys(attributes)) {
      if (!Object.hasOwn(op.attributes, attribute)) throw new RangeError(`${op.name} has no attribute ${attribute}`);
    }
    if (args.length < op.required || args.length > mostArguments(op)) {
      throw modelError(`${op.name} takes ${showParameters(op)}, not ${args.length} arguments`, origin);
    }
    const complete = Object.freeze({ ...op.attributes, ...finiteAttributes(op, attributes, origin) });
    const shape = op.inferShape(args.map((id) => this.shapeOf(id)), complete);
    if ("problem" in shape) throw modelError(`${op.name} cannot be applied: ${shape.problem}`, origin);
    this.checkShape(name, shape, origin);
    const scalar = inferScalar(op, args.map((id) => this.scalarOf(id)), complete);
    if (typeof scalar === "object") throw modelError(`${op.name} cannot be applied: ${scalar.problem}`, origin);
    return this.push({
      kind: "operation",
      name,
      op,
      arguments: Object.freeze([...args]),
      attributes: complete,
      shape: Object.freeze([...shape]),
      scalar,
      origin,
    });
  }

  /** Copies a value of another network; `args` are ids of this one. */
  copy(value: Value, args: readonly ValueId[]): ValueId {
    switch (value.kind) {
      case "input":
        return this.input(value.name, value.shape, value.origin, value.scalar);
      case "state":
      case "parameter":
      case "constant":
        return this.push(value);
      case "operation":
        return this.operation(value.op, args, value.attributes, value.name, value.origin);
    }
  }

  shapeOf(id: ValueId): Shape {
    return this.value(id).shape;
  }

  scalarOf(id: ValueId): Scalar {
    return this.value(id).scalar;
  }

  known(id: ValueId): Known | undefined {
    const value = this.value(id);
    return isKnown(value) ? value : undefined;
  }

  value(id: ValueId): Value {
    const value = this.values[id];
    if (value === undefined) throw new RangeError(`there is no value ${id} yet`);
    return value;
  }

  /**
   * The network of all values so far; an output that is given by its value alone has that value's name.
   *
   * @throws RangeError where a state is left without what it holds next, or that is of another shape or type.
   */
  finish(outputs: readonly (Named | ValueId)[], carried: readonly CarriedState[] = []): Network {
    const named = (output: Named | ValueId): Named => {
      const value = typeof output === "number" ? output : output.value;
      const ownName = this.value(value).name;
      return Object.freeze({ name: typeof output === "number" ? ownName : output.name, value });
    };
    return Object.freeze({
      values: Object.freeze([...this.values]),
      inputs: Object.freeze(this.inputIds.map(named)),
      outputs: Object.freeze(outputs.map(named)),
      carried: Object.freeze(this.inOrder(carried)),
    });
  }

  private inOrder(carried: readonly CarriedState[]): readonly CarriedState[] {
    const ordered = this.values.flatMap((value, state) => {
      if (value.kind !== "state") return [];
      const [only, ...others] = carried.filter((one) => one.state === state);
      if (only === undefined || others.length > 0) throw new RangeError(`the state ${value.name} has ${only === undefined ? "no value" : "several values"} to hold next`);
      const next = this.value(only.next);
      if (!sameShape(next.shape, value.shape) || next.scalar !== value.scalar) throw new RangeError(`the state ${value.name} is to hold a value of another shape or type`);
      return [Object.freeze({ state, next: only.next })];
    });
    if (ordered.length < carried.length) throw new RangeError("what is no state is to hold a value");
    return ordered;
  }

  private checkShape(name: string, shape: Shape, origin: Origin): void {
    if (!shape.every((extent) => Number.isSafeInteger(extent) && extent >= this.leastExtent)) {
      throw modelError(`"${name}" has the shape ${showShape(shape)}: every extent must be a whole number of at least ${this.leastExtent}`, origin);
    }
    if (elementCount(shape) > MAXIMUM_ELEMENTS) {
      throw modelError(`"${name}" has the shape ${showShape(shape)}: more than ${MAXIMUM_ELEMENTS} elements`, origin);
    }
  }

  private push(value: Value): ValueId {
    this.values.push(Object.freeze(value));
    return this.values.length - 1;
  }
}

const EXPONENT_BITS = 0x7f800000;
const NEGATIVE_ZERO_BITS = 0x80000000;

/**
 * Makes every −0 a +0. The position of the first value that is not finite, −1 where there is none: one walk over the bits, for a
 * parameter may have hundreds of millions of elements.
 */
function clearNegativeZeros(data: Float32Array): number {
  const bits = new Uint32Array(data.buffer, data.byteOffset, data.length);
  for (let i = 0; i < bits.length; i++) {
    if ((bits[i] & EXPONENT_BITS) === EXPONENT_BITS) return i;
    if (bits[i] === NEGATIVE_ZERO_BITS) bits[i] = 0;
  }
  return -1;
}

/** The attributes without −0, which Go cannot write as a literal. */
function finiteAttributes(op: Op, attributes: Attributes, origin: Origin): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([attribute, value]) => {
      if (typeof value !== typeof op.attributes[attribute]) {
        throw new RangeError(`the attribute ${attribute} of ${op.name} is no ${typeof value === "number" ? "number" : "list"}`);
      }
      const wrong = numbersOf(value).find((number) => !Number.isFinite(Math.fround(number)));
      if (wrong !== undefined) throw modelError(`${op.name} cannot be applied: its ${attribute} is ${wrong}`, origin);
      return [attribute, typeof value === "number" ? value + 0 : Object.freeze(value.map((number) => number + 0))];
    }),
  );
}

function modelError(message: string, origin: Origin): DiagnosticError {
  return new DiagnosticError({ id: "network-invalid", message, place: showOrigin(origin) });
}
