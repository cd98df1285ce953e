// Builds a Program statement by statement, one arithmetic operation each.
// Keeps the order it is given; loops of one turn are unrolled.

import * as e from "./expression.ts";
import type { OperatorName } from "./operator-name.ts";
import { intervalOf } from "./interval-of.ts";
import { callingConvention } from "./program.ts";
import type { Argument, Bounds, Buffer, BufferId, Expression, FunctionId, Index, Local, LocalId, Program, Statement } from "./program.ts";
import { isFloat, isWord, SCALARS, type Scalar } from "./scalar.ts";
import { scalarOf } from "./scalar-of.ts";

/** A variable that can be set again, in the scope it was declared in or deeper. */
export interface MutableVariable {
  readonly read: Expression;
  set(value: Expression): void;
}

export class ProgramBuilder {
  readonly buffers: Buffer[] = [];
  readonly locals: Local[] = [];
  private readonly body: Statement[] = [];
  private statements: Statement[] = this.body;
  /** Of the statement at work: what its value uses several times, and the variable it is in. */
  private shared: ReadonlyMap<Expression, { variable: Expression | undefined }> = new Map();

  /** Declares a buffer. */
  buffer(buffer: Buffer): BufferId {
    this.buffers.push(buffer);
    return this.buffers.length - 1;
  }

  /**
   * Makes an expression one that costs no operation: constants, variables and loads stay as they are,
   * anything else is computed into a variable of its own, so that it is rounded there, in every language.
   */
  atom(expression: Expression): Expression {
    return this.named("name" in expression ? (expression.name ?? "value") : "value", expression);
  }

  /** As atom, but an operation's variable is given this name. */
  named(name: string, expression: Expression): Expression {
    switch (expression.kind) {
      case "constant":
        return this.constant(expression);
      case "local":
      case "load":
        return expression;
      case "apply":
      case "convert":
        return this.computed(name, expression);
    }
  }

  /** An operation in a variable: the same one where the statement at work has it already. */
  private computed(name: string, expression: Expression): Expression {
    const shared = this.shared.get(expression);
    if (shared?.variable !== undefined) return shared.variable;
    const flat = this.whole(expression);
    // What turns out to be an element of a table needs no name: nobody sets it.
    const variable = flat.kind === "load" && this.buffers[flat.buffer].role === "table" ? flat : this.let(name, flat);
    if (shared !== undefined) shared.variable = variable;
    return variable;
  }

  /** Computes an expression into a new variable; one of i32 or u32 has the bounds that its parts' bounds prove. */
  let(name: string, value: Expression): Expression {
    const flat = this.whole(value);
    const local = this.newLocal(name, this.scalarOf(flat), this.provedBounds(flat));
    this.statements.push({ kind: "let", local, value: flat, mutable: false });
    return e.local(local);
  }

  /** Computes an i32 into a new variable that may stand in indices: the checker proves that the value keeps its bounds. */
  position(name: string, value: Expression, bounds: Bounds): Index {
    const flat = this.whole(value);
    const local = this.newLocal(name, this.scalarOf(flat), bounds);
    this.statements.push({ kind: "let", local, value: flat, mutable: false });
    return e.variableIndex(local);
  }

  /**
   * Declares a variable that will be set again.
   *
   * @param bounds of an i32 or u32 that the checker can prove of all it is set to.
   */
  variable(name: string, initial: Expression, bounds?: Bounds): MutableVariable {
    const flat = this.whole(initial);
    const local = this.newLocal(name, this.scalarOf(flat), bounds);
    this.statements.push({ kind: "let", local, value: flat, mutable: true });
    return {
      read: e.local(local),
      set: (value) => {
        const next = this.whole(value);
        // What simplifies to the variable itself changes nothing, and compilers warn of such an assignment.
        if (next.kind !== "local" || next.local !== local) this.statements.push({ kind: "set", local, value: next });
      },
    };
  }

  /** Emits nothing where the element is stored where it is. */
  store(buffer: BufferId, index: Index, value: Expression): void {
    const flat = this.whole(value);
    if (flat.kind === "load" && flat.buffer === buffer && e.isSameIndex(flat.index, index)) return;
    this.statements.push({ kind: "store", buffer, index, value: flat });
  }

  /**
   * Calls a function of the unit, whose parameters take these arguments.
   *
   * @param name of the variable for what it returns.
   * @returns what it returns; undefined where it fills arrays alone.
   */
  call(callee: { readonly id: FunctionId; readonly program: Program }, given: readonly Argument[], name = "result"): Expression | undefined {
    const passed = given.map((argument): Argument => (argument.kind === "value" ? { kind: "value", value: this.atom(argument.value) } : argument));
    const returned = callingConvention(callee.program).outputs.find(({ passing }) => passing === "returned");
    if (returned === undefined) {
      this.statements.push({ kind: "call", function: callee.id, arguments: passed });
      return undefined;
    }
    const result = this.newLocal(name, returned.buffer.scalar);
    this.statements.push({ kind: "call", function: callee.id, arguments: passed, result });
    return e.local(result);
  }

  return(value: Expression): void {
    this.statements.push({ kind: "return", value: this.atom(value) });
  }

  /** Emits `emit`'s statements, if any, for index = 0, step, 2·step … below extent; once and without a loop where there is one turn. */
  for(name: string, extent: number, emit: (index: Index) => void, step = 1): void {
    if (extent <= step) {
      emit(e.constantIndex(0));
      return;
    }
    const variable = this.newLocal(name, "i32");
    const outer = this.statements;
    const body: Statement[] = [];
    this.statements = body;
    emit(e.variableIndex(variable));
    this.statements = outer;
    if (body.length > 0) outer.push({ kind: "for", variable, extent, step, body });
  }

  finish(): Program {
    return { buffers: this.buffers, locals: this.locals, body: this.body };
  }

  /** As `flatten`, of the value of a statement: what it uses several times is computed once. */
  private whole(value: Expression): Expression {
    const outer = this.shared;
    if (value.kind !== "apply" && value.kind !== "convert") return this.flatten(value);
    const uses = e.countUses([value]);
    const own = new Map(outer);
    for (const [one, count] of uses) {
      if (count > 1 && (one.kind === "apply" || one.kind === "convert") && !own.has(one)) own.set(one, { variable: undefined });
    }
    this.shared = own;
    try {
      return this.flatten(value);
    } finally {
      this.shared = outer;
    }
  }

  /** At most one operation is left at the top, a selection with its comparison; the operands are atoms. */
  private flatten(expression: Expression): Expression {
    switch (expression.kind) {
      case "constant":
      case "local":
      case "load":
        return this.atom(expression);
      case "apply": {
        const operands = this.operands(expression);
        return this.decided(expression.operator, operands) ?? { ...expression, operands };
      }
      case "convert":
        return { ...expression, operand: this.variableOf(this.atom(expression.operand)) };
    }
  }

  /** What an integer is compared with itself is known, and compilers warn of it; so is what a known condition selects, and which of two ranges is above. */
  private decided(operator: OperatorName, [first, second, third]: readonly Expression[]): Expression | undefined {
    if (operator === "select" && first.kind === "constant") return first.value === 0 ? third : second;
    if (operator === "maximum" || operator === "minimum") return this.extreme(operator, first, second);
    if (operator !== "less" && operator !== "lessOrEqual" && operator !== "equal") return undefined;
    if (!isSame(first, second) || isFloat(this.scalarOf(first))) return undefined;
    return e.constantOf("bool", operator === "less" ? 0 : 1);
  }

  /** Of integers the one that the other, by their bounds and what stands in tables, can never surpass. */
  private extreme(operator: "maximum" | "minimum", first: Expression, second: Expression): Expression | undefined {
    if (isFloat(this.scalarOf(first))) return undefined;
    const [one, other] = [intervalOf(first, this), intervalOf(second, this)];
    if (one.low >= other.high) return operator === "maximum" ? first : second;
    if (other.low >= one.high) return operator === "maximum" ? second : first;
    return undefined;
  }

  private operands({ operator, operands }: Extract<Expression, { readonly kind: "apply" }>): readonly Expression[] {
    const atoms = operands.map((operand, position) => {
      const isCondition = operator === "select" && position === 0 && operand.kind === "apply" && operand.operator !== "select";
      return isCondition ? this.flatten(operand) : this.atom(operand);
    });
    if (!atoms.every(({ kind }) => kind === "constant")) return atoms;
    return atoms.map((atom, position) => (position === 0 ? this.variableOf(atom) : atom));
  }

  /** No operation is left that is of constants alone: a constant gets a variable. */
  private variableOf(atom: Expression): Expression {
    return atom.kind === "constant" ? this.let("value", atom) : atom;
  }

  /**
   * Named constants are kept in tables: a literal inside an expression has, in C on some machines, more precision
   * than float.
   */
  private constant(constant: Extract<Expression, { readonly kind: "constant" }>): Expression {
    const { scalar, value, name } = constant;
    if (name === undefined) return constant;
    const known = this.buffers.findIndex(
      (buffer) =>
        buffer.role === "table" && buffer.name === name && buffer.size === 1 && buffer.scalar === scalar && buffer.values[0] === value,
    );
    const id = known >= 0 ? known : this.buffer(scalarTable(name, scalar, value));
    return e.load(id, e.constantIndex(0));
  }

  private provedBounds(expression: Expression): Bounds | undefined {
    const scalar = this.scalarOf(expression);
    if (!isWord(scalar)) return undefined;
    const { least, greatest } = SCALARS[scalar];
    const { low, high } = intervalOf(expression, this);
    return low > least || high < greatest ? { least: low, greatest: high } : undefined;
  }

  private scalarOf(expression: Expression): Scalar {
    return scalarOf(expression, this);
  }

  private newLocal(name: string, scalar: Scalar, bounds?: Bounds): LocalId {
    this.locals.push(bounds === undefined ? { name, scalar } : { name, scalar, bounds });
    return this.locals.length - 1;
  }
}

/** Whether two atoms are read at one place. */
function isSame(one: Expression, other: Expression): boolean {
  if (one.kind === "local") return other.kind === "local" && other.local === one.local;
  return one.kind === "load" && other.kind === "load" && one.buffer === other.buffer && e.isSameIndex(one.index, other.index);
}

function scalarTable(name: string, scalar: Scalar, value: number): Buffer {
  return { role: "table", name, scalar, size: 1, values: SCALARS[scalar].newValues(1).fill(value), rowLength: 1, comment: "" };
}
