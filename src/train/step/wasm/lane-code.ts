// Emits expressions over elements as SIMD code, kernels as what they are made of. What is the same for all elements is read once,
// before the loops.

import { countUses } from "../../../program/expression.ts";
import { convertVector } from "../../../program/convert-vector.ts";
import { vectorRuleOf } from "../../../program/operator.ts";
import { OPERATORS } from "../../../program/operators.ts";
import type { Expression } from "../../../program/program.ts";
import type { Scalar } from "../../../program/scalar.ts";
import type { FunctionBuilder } from "../../../wasm/function-builder.ts";
import type { Operand } from "../../../wasm/operand.ts";
import { i32 } from "../../../wasm/scalar-instructions.ts";
import { f32x4, i32x4, v128 } from "../../../wasm/simd.ts";
import { VECTOR_BYTES } from "../../gemm/wasm/tile-arithmetic.ts";
import type { VectorPlace } from "../../gemm/wasm/product-code.ts";
import type { LaneOperand } from "../plan/operands.ts";
import type { LaneStore } from "../plan/operations.ts";
import { withoutKernels } from "./without-kernels.ts";

type Vector = Operand<"v128">;
type Constant = Extract<Expression, { readonly kind: "constant" }>;
type Applied = Extract<Expression, { readonly kind: "apply" }>;

/** Where a vector of elements is, and the product's elements there, where there is a product. */
interface LanePlace extends VectorPlace {
  readonly product: Vector | undefined;
}

/** Emits the value of an expression for one vector of elements. */
type Emitter = (place: LanePlace) => Vector;

/** What is to be emitted for each expression is found out once; for every vector of elements it is only put together. */
export class LaneCode {
  private readonly code: FunctionBuilder;
  private readonly operands: readonly LaneOperand[];
  private readonly uses: ReadonlyMap<Expression, number>;
  private readonly stores: readonly { readonly start: number; readonly emit: Emitter }[];
  private readonly emitters = new Map<Expression, Emitter>();
  private readonly scalars = new Map<Expression, Scalar>();
  /** The same for the whole operation, by their bits or their place. */
  private readonly constants = new Map<string, Vector>();
  /** The same for a panel, by their place: one operand for each vector of it. */
  private readonly rows = new Map<number, readonly Vector[]>();
  /** Counts the vectors of elements. */
  private vectors = 0;

  /** @param operands what the locals of the expressions are. */
  constructor(code: FunctionBuilder, stores: readonly LaneStore[], operands: readonly LaneOperand[]) {
    this.code = code;
    this.operands = operands;
    const values = withoutKernels(stores.map(({ value }) => value));
    this.uses = countUses(values);
    this.stores = stores.map(({ start }, index) => ({ start, emit: this.emitterOf(values[index]) }));
  }

  get readsRows(): boolean {
    return this.rows.size > 0;
  }

  /** Reads row operands for the panel whose first lane is `lanes` bytes into a row. */
  startPanel(lanes: Operand<"i32">, vectors: number): void {
    for (const start of this.rows.keys()) {
      const load = (vector: number): Vector => this.code.keep(v128.load(lanes, 4 * start + VECTOR_BYTES * vector)).get;
      this.rows.set(start, Array.from({ length: vectors }, (_, vector) => load(vector)));
    }
  }

  /** Evaluates and stores all expressions for one vector of elements. */
  emitStores(place: LanePlace): void {
    const { code, stores } = this;
    this.vectors++;
    code.scope(() => {
      // With one store nothing can be overwritten before it is read.
      const values = stores.map(({ emit }) => (stores.length === 1 ? emit(place) : code.keep(emit(place)).get));
      stores.forEach(({ start }, index) => code.emit(v128.store(place.address, values[index], place.offset + 4 * start)));
    });
  }

  private emitterOf(expression: Expression): Emitter {
    const known = this.emitters.get(expression);
    if (known !== undefined) return known;
    const emitter = this.newEmitter(expression);
    this.emitters.set(expression, emitter);
    return emitter;
  }

  private newEmitter(expression: Expression): Emitter {
    switch (expression.kind) {
      case "constant": {
        const vector = this.constant(constantKey(expression), () => splat(expression));
        return () => vector;
      }
      case "local":
        return this.operandEmitter(expression, this.operands[expression.local]);
      case "apply":
        return this.keptEmitter(expression, this.applyEmitter(expression));
      case "convert": {
        const { how, to, operand } = expression;
        const [emit, from] = [this.emitterOf(operand), this.scalarOf(operand)];
        return this.keptEmitter(expression, (place) => convertVector(how, from, to, emit(place)));
      }
      case "load":
        throw new RangeError("an expression over elements loads from an array");
    }
  }

  /** The type of an expression's values; elements are float32. */
  private scalarOf(expression: Expression): Scalar {
    const scalar = this.scalars.get(expression) ?? this.inferredScalar(expression);
    this.scalars.set(expression, scalar);
    return scalar;
  }

  private inferredScalar(expression: Expression): Scalar {
    switch (expression.kind) {
      case "constant":
        return expression.scalar;
      case "local":
      case "load":
        return "f32";
      case "convert":
        return expression.to;
      case "apply": {
        const scalar = OPERATORS[expression.operator].result(expression.operands.map((operand) => this.scalarOf(operand)));
        if (scalar === undefined) throw new RangeError(`an expression over elements is ill-typed at ${expression.operator}`);
        return scalar;
      }
    }
  }

  private operandEmitter(expression: Expression, operand: LaneOperand): Emitter {
    if (operand.kind === "product") {
      return ({ product }) => {
        if (product === undefined) throw new RangeError("there is no product here");
        return product;
      };
    }
    const { reach, start } = operand;
    switch (reach) {
      case "matrix":
        return this.keptEmitter(expression, ({ address, offset }) => v128.load(address, offset + 4 * start));
      case "scalar": {
        const vector = this.constant(`place ${start}`, () => v128.load32Splat(i32.constant(0), 4 * start));
        return () => vector;
      }
      case "row":
        this.rows.set(start, []);
        return ({ vector }) => {
          const row = this.rows.get(start)?.[vector];
          if (row === undefined) throw new RangeError("no panel was started");
          return row;
        };
    }
  }

  /** The shortest code there is for what occurs most: rectifiers and their derivatives. */
  private applyEmitter(applied: Applied): Emitter {
    const { operator, operands } = applied;
    const vector = vectorRuleOf(OPERATORS[operator], operands.map((operand) => this.scalarOf(operand)));
    if (vector === undefined) throw new RangeError(`an expression over elements applies ${operator}`);
    const rectifier = rectifierOf(applied);
    if (rectifier !== undefined) {
      const [of, least] = [this.emitterOf(rectifier.of), this.emitterOf(rectifier.least)];
      return (place) => f32x4.pseudoMaximum(of(place), least(place));
    }
    const choice = choiceOfConstants(applied);
    if (choice !== undefined) return this.choiceEmitter(choice);
    const emitters = operands.map((operand) => this.emitterOf(operand));
    return (place) => vector(emitters.map((emit) => emit(place)));
  }

  /** The bits of one constant, and where the condition holds those that differ from the other one's are turned round. */
  private choiceEmitter({ condition, whenTrue, whenFalse }: ChoiceOfConstants): Emitter {
    const [mask, otherwise] = [this.emitterOf(condition), this.emitterOf(whenFalse)];
    const key = `${constantKey(whenTrue)} ^ ${constantKey(whenFalse)}`;
    const difference = this.constant(key, () => v128.exclusiveOr(splat(whenTrue), splat(whenFalse)));
    return (place) => v128.exclusiveOr(otherwise(place), v128.and(mask(place), difference));
  }

  /** What is used more than once for a vector of elements is computed once. */
  private keptEmitter(expression: Expression, emit: Emitter): Emitter {
    if ((this.uses.get(expression) ?? 0) < 2) return emit;
    let kept: { readonly vectors: number; readonly value: Vector } | undefined;
    return (place) => {
      if (kept?.vectors !== this.vectors) kept = { vectors: this.vectors, value: this.code.keep(emit(place)).get };
      return kept.value;
    };
  }

  /** Read before the loops. */
  private constant(key: string, make: () => Vector): Vector {
    const known = this.constants.get(key);
    if (known !== undefined) return known;
    const vector = this.code.keep(make()).get;
    this.constants.set(key, vector);
    return vector;
  }
}

/**
 * What a selection is the pseudo-maximum of for every float32: a < c ? c : a as it stands, and a < 0 ? a·s : a for 0 < s ≤ 1,
 * where a·s, rounded, exceeds a negative a or equals it, and no other a is less than its a·s. Undefined where it is none.
 */
function rectifierOf({ operator, operands }: Applied): { readonly of: Expression; readonly least: Expression } | undefined {
  if (operator !== "select") return undefined;
  const [condition, least, of] = operands;
  if (condition.kind !== "apply" || condition.operator !== "less") return undefined;
  const [left, right] = condition.operands;
  if (left !== of || right.kind !== "constant") return undefined;
  if (least.kind === "constant") return Object.is(right.value, least.value) ? { of, least } : undefined;
  const isScaled = least.kind === "apply" && least.operator === "multiply" && least.operands[0] === of && isContraction(least.operands[1]);
  return right.value === 0 && isScaled ? { of, least } : undefined;
}

function isContraction(factor: Expression): boolean {
  return factor.kind === "constant" && factor.value > 0 && factor.value <= 1;
}

interface ChoiceOfConstants {
  readonly condition: Expression;
  readonly whenTrue: Constant;
  readonly whenFalse: Constant;
}

/** A selection of two constants, and no other. */
function choiceOfConstants({ operator, operands: [condition, whenTrue, whenFalse] }: Applied): ChoiceOfConstants | undefined {
  if (operator !== "select" || whenTrue.kind !== "constant" || whenFalse.kind !== "constant") return undefined;
  return { condition, whenTrue, whenFalse };
}

function splat({ scalar, value }: Constant): Vector {
  if (scalar === "f32") return f32x4.constant([value, value, value, value]);
  return i32x4.constant(scalar === "bool" ? -value : value | 0);
}

function constantKey({ scalar, value }: Constant): string {
  return `${scalar} ${Object.is(value, -0) ? "-0" : value}`;
}
