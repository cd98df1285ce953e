// Checks what every Program must hold: variables declared before use, one operation a statement, types that fit, every
// access in range. Runs after lowering; a failure is a defect of nnc, never of a user's model.

import { isWithin } from "./domains/interval.ts";
import { intervalOf } from "./interval-of.ts";
import { addIndex, constantIndex } from "./expression.ts";
import type { Argument, Bounds, Buffer, Call, Expression, Index, Local, LocalId, Program, Statement } from "./program.ts";
import { callingConvention, lastTurn, parametersOf } from "./program.ts";
import { holds, isWord } from "./scalar.ts";
import { scalarOf } from "./scalar-of.ts";
import { sumBounds } from "./sum-bounds.ts";

/**
 * Throws an Error that names the first broken rule and the statement's path.
 *
 * @param callees the functions that the program may call.
 */
export function checkProgram(program: Program, callees: readonly Program[] = []): void {
  program.buffers.forEach(checkBuffer);
  const scope: Scope = { program, callees, sums: sumBounds(program), loops: new Map(), variables: new Map() };
  checkStatements(program.body, scope, "body");
  const last = program.body.at(-1);
  const returns = program.body.filter((statement) => statement.kind === "return").length;
  require(returns === (last?.kind === "return" ? 1 : 0), "a return is not the last statement of the body");
  const returnsNumber = callingConvention(program).outputs.some(({ passing }) => passing === "returned");
  require(returns === 0 || returnsNumber, "a return, but there is not one output of one element");
}

function checkBuffer(buffer: Buffer): void {
  require(Number.isSafeInteger(buffer.size) && buffer.size > 0, `buffer ${buffer.name} has size ${buffer.size}`);
  if (buffer.role !== "table" && buffer.role !== "state") return;
  const { role, name, size } = buffer;
  const values = role === "table" ? buffer.values : buffer.initial;
  require(values.length === size, `${role} ${name} does not hold ${size} values`);
  // A plain loop: a table may have hundreds of millions of elements.
  for (let i = 0; i < size; i++) {
    if (!isLiteral(values[i])) throw new Error(`Program is broken: ${role} ${name} holds NaN, an infinity or −0`);
  }
}

interface Scope {
  readonly program: Program;
  readonly callees: readonly Program[];
  /** Variables that are sums, and what is proved of them. */
  readonly sums: ReadonlyMap<LocalId, Bounds>;
  /** Loop variables in scope with their greatest values. */
  readonly loops: ReadonlyMap<LocalId, number>;
  /** Other variables in scope; true for mutable ones. */
  readonly variables: ReadonlyMap<LocalId, boolean>;
}

function checkStatements(statements: readonly Statement[], outer: Scope, path: string): void {
  const variables = new Map(outer.variables);
  const scope: Scope = { ...outer, variables };
  statements.forEach((statement, position) => {
    const here = `${path}[${position}]`;
    switch (statement.kind) {
      case "let":
        checkOperation(statement.value, scope, here);
        require(statement.local in scope.program.locals, `${here}: there is no local ${statement.local}`);
        require(!isDeclared(statement.local, scope), `${here}: local ${statement.local} is declared twice`);
        checkAssignment(statement.local, statement.value, scope, here);
        variables.set(statement.local, statement.mutable);
        break;
      case "set":
        checkOperation(statement.value, scope, here);
        require(variables.get(statement.local) === true, `${here}: local ${statement.local} is not a mutable variable`);
        checkAssignment(statement.local, statement.value, scope, here);
        break;
      case "store": {
        checkOperation(statement.value, scope, here);
        const buffer = bufferOf(scope, statement.buffer);
        const { role, scalar } = buffer;
        require(role === "output" || role === "scratch" || role === "state", `${here}: stores into a buffer with role ${role}`);
        checkType(statement.value, scalar, scope, here);
        if (buffer.role === "scratch") checkBounds(statement.value, buffer, scope, `${here}: ${buffer.name}`);
        checkIndex(statement.index, statement.buffer, scope, here);
        break;
      }
      case "for": {
        require(Number.isSafeInteger(statement.extent) && statement.extent > 0, `${here}: extent ${statement.extent}`);
        require(Number.isSafeInteger(statement.step) && statement.step > 0, `${here}: step ${statement.step}`);
        require(scope.program.locals[statement.variable]?.scalar === "i32", `${here}: there is no i32 local ${statement.variable}`);
        require(!isDeclared(statement.variable, scope), `${here}: loop variable ${statement.variable} is already in scope`);
        const loops = new Map(scope.loops).set(statement.variable, lastTurn(statement));
        checkStatements(statement.body, { ...scope, loops }, here);
        break;
      }
      case "call":
        checkCall(statement, scope, here);
        if (statement.result !== undefined) variables.set(statement.result, false);
        break;
      case "return":
        require(path === "body", `${here}: returns from inside a loop`);
        checkAtom(statement.value, scope, here);
    }
  });
}

function checkCall({ function: id, arguments: given, result }: Call, scope: Scope, path: string): void {
  const callee = scope.callees[id];
  if (callee === undefined) throw new Error(`Program is broken: ${path}: there is no function ${id} to call`);
  const parameters = parametersOf(callee);
  require(given.length === parameters.length, `${path}: ${given.length} arguments for ${parameters.length} parameters`);
  parameters.forEach((parameter, position) => {
    checkArgument(given[position], parameter, scope, `${path}: argument ${position}`);
  });
  const regions = given.flatMap((argument, position) => (argument.kind === "region" ? [{ ...argument, ...parameters[position].buffer }] : []));
  const written = regions.filter(({ role }) => role === "output");
  for (const one of written) {
    const meeting = regions.filter(({ buffer }) => buffer === one.buffer).length;
    require(meeting === 1, `${path}: ${bufferOf(scope, one.buffer).name} is written and passed a second time`);
  }
  const returned = callingConvention(callee).outputs.find(({ passing }) => passing === "returned")?.buffer;
  require((returned === undefined) === (result === undefined), `${path}: what is returned and what is kept do not fit`);
  if (returned === undefined || result === undefined) return;
  require(callee.body.at(-1)?.kind === "return", `${path}: function ${id} does not return its number`);
  require(!isDeclared(result, scope), `${path}: local ${result} is declared twice`);
  const { scalar, bounds } = scope.program.locals[result] ?? { scalar: undefined, bounds: undefined };
  require(scalar === returned.scalar && bounds === undefined, `${path}: local ${result} does not fit what is returned`);
}

function checkArgument(argument: Argument, { buffer, passing }: ReturnType<typeof parametersOf>[number], scope: Scope, path: string): void {
  if (argument.kind === "value") {
    require(passing === "scalar", `${path}: a number is passed as an array`);
    checkAtom(argument.value, scope, path);
    checkType(argument.value, buffer.scalar, scope, path);
    return;
  }
  require(passing === "array", `${path}: an array is passed as a number`);
  const { role, scalar, name } = bufferOf(scope, argument.buffer);
  const fits = buffer.role === "input" ? ["input", "table", "scratch"] : ["output", "scratch"];
  require(fits.includes(role), `${path}: ${name} has role ${role}`);
  require(scalar === buffer.scalar, `${path}: an array of ${scalar} is passed as one of ${buffer.scalar}`);
  checkIndex(argument.start, argument.buffer, scope, path);
  checkIndex(addIndex(argument.start, constantIndex(buffer.size - 1)), argument.buffer, scope, path);
}

function bufferOf(scope: Scope, buffer: number): Buffer {
  const found = scope.program.buffers[buffer];
  if (found === undefined) throw new Error(`Program is broken: there is no buffer ${buffer}`);
  return found;
}

/** A variable is set to values of its type and, where it has bounds, to none outside them. */
function checkAssignment(local: LocalId, value: Expression, scope: Scope, path: string): void {
  const declared = scope.program.locals[local];
  checkType(value, declared.scalar, scope, path);
  const sum = scope.sums.get(local);
  const { bounds } = declared;
  const isProvedSum = sum !== undefined && bounds !== undefined && isWord(declared.scalar) && sum.least >= bounds.least && sum.greatest <= bounds.greatest;
  if (!isProvedSum) checkBounds(value, declared, scope, `${path}: local ${local}`);
}

function checkBounds(value: Expression, { scalar, bounds }: Pick<Local, "scalar" | "bounds">, scope: Scope, what: string): void {
  if (bounds === undefined) return;
  require(isWord(scalar), `${what} has bounds but is of ${scalar}`);
  const { low, high } = intervalOf(value, scope.program);
  const proved = isWithin({ low, high, nan: false }, { low: bounds.least, high: bounds.greatest, nan: false });
  require(proved, `${what} is set to ${low}..${high} but declared as ${bounds.least}..${bounds.greatest}`);
}

function checkType(value: Expression, scalar: string, scope: Scope, path: string): void {
  const own = scalarOf(value, scope.program);
  require(own === scalar, `${path}: a value of ${own} is kept as ${scalar}`);
}

/**
 * One operation of atoms; a selection's condition may be a comparison of atoms. Not of constants alone: languages that
 * compute such operations themselves (Go) do it without rounding, and refuse what overflows.
 */
function checkOperation(expression: Expression, scope: Scope, path: string): void {
  switch (expression.kind) {
    case "apply":
      expression.operands.forEach((operand, position) => {
        const isCondition = expression.operator === "select" && position === 0 && operand.kind === "apply" && operand.operator !== "select";
        if (isCondition) checkOperands(operand.operands, scope, path);
        else checkAtom(operand, scope, path);
      });
      require(!expression.operands.every(isConstant), `${path}: an operation of constants alone`);
      return;
    case "convert":
      checkOperands([expression.operand], scope, path);
      return;
    case "constant":
    case "local":
    case "load":
      checkAtom(expression, scope, path);
  }
}

function checkOperands(operands: readonly Expression[], scope: Scope, path: string): void {
  for (const operand of operands) checkAtom(operand, scope, path);
  require(!operands.every(isConstant), `${path}: an operation of constants alone`);
}

function checkAtom(expression: Expression, scope: Scope, path: string): void {
  switch (expression.kind) {
    case "constant": {
      const { value, scalar } = expression;
      require(holds(scalar, value), `${path}: ${value} is not ${scalar}`);
      require(isLiteral(value), `${path}: a constant is NaN, an infinity or −0`);
      return;
    }
    case "local":
      require(scope.variables.has(expression.local), `${path}: local ${expression.local} is not declared`);
      return;
    case "load":
      require(bufferOf(scope, expression.buffer).role !== "output", `${path}: loads from an output`);
      checkIndex(expression.index, expression.buffer, scope, path);
      return;
    case "apply":
    case "convert":
      require(false, `${path}: more than one operation in a statement`);
  }
}

/** An affine index has its extremes where every variable is at one of its own. */
function checkIndex(index: Index, buffer: number, scope: Scope, path: string): void {
  const { name, size } = bufferOf(scope, buffer);
  let lowest = index.constant;
  let highest = index.constant;
  for (const { variable, factor } of index.terms) {
    const { least, greatest } = reachOf(variable, scope, path);
    require(Number.isSafeInteger(factor) && factor !== 0, `${path}: ${name} is accessed with the factor ${factor}`);
    lowest += Math.min(factor * least, factor * greatest);
    highest += Math.max(factor * least, factor * greatest);
  }
  require(Number.isSafeInteger(index.constant), `${path}: ${name} is accessed at ${index.constant}`);
  require(lowest >= 0 && highest < size, `${path}: ${name} is accessed at ${lowest}..${highest} but holds ${size}`);
}

function reachOf(variable: LocalId, scope: Scope, path: string): { readonly least: number; readonly greatest: number } {
  const greatest = scope.loops.get(variable);
  if (greatest !== undefined) return { least: 0, greatest };
  const bounds = scope.variables.has(variable) ? scope.program.locals[variable]?.bounds : undefined;
  const isPosition = scope.program.locals[variable]?.scalar === "i32";
  if (bounds === undefined || !isPosition) throw new Error(`Program is broken: ${path}: ${variable} is neither a loop variable nor a bounded one in scope`);
  return bounds;
}

/** Whether every language can write the value: none has a literal for NaN or infinities, and Go reads −0 as +0. */
function isLiteral(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0);
}

function isConstant({ kind }: Expression): boolean {
  return kind === "constant";
}

function isDeclared(local: LocalId, scope: Scope): boolean {
  return scope.variables.has(local) || scope.loops.has(local);
}

function require(holdsTrue: boolean, rule: string): void {
  if (!holdsTrue) throw new Error(`Program is broken: ${rule}`);
}
