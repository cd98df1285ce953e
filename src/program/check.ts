// Checks what every Program must hold: variables declared before use, one operation a statement,
// every access in range. Runs after lowering; a failure is a defect of nnc, never of a user's model.

import type { Expression, Index, LocalId, Program, Statement } from "./program.ts";
import { callingConvention } from "./program.ts";

/** Throws an Error that names the first broken rule and the statement's path. */
export function checkProgram(program: Program): void {
  program.buffers.forEach((buffer) => {
    require(Number.isSafeInteger(buffer.size) && buffer.size > 0, `buffer ${buffer.name} has size ${buffer.size}`);
    if (buffer.role === "table") {
      require(buffer.values.length === buffer.size, `table ${buffer.name} does not hold ${buffer.size} values`);
      require(buffer.values.every(isLiteral), `table ${buffer.name} holds NaN, an infinity or −0`);
    }
  });
  const scope: Scope = { program, loops: new Map(), variables: new Map() };
  checkStatements(program.body, scope, "body");
  const last = program.body.at(-1);
  const returns = program.body.filter((statement) => statement.kind === "return").length;
  require(returns === (last?.kind === "return" ? 1 : 0), "a return is not the last statement of the body");
  const returnsNumber = callingConvention(program).outputs.some(({ passing }) => passing === "returned");
  require(returns === 0 || returnsNumber, "a return, but there is not one output of one element");
}

interface Scope {
  readonly program: Program;
  /** Loop variables in scope with their extents. */
  readonly loops: ReadonlyMap<LocalId, number>;
  /** Float variables in scope; true for mutable ones. */
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
        variables.set(statement.local, statement.mutable);
        break;
      case "set":
        checkOperation(statement.value, scope, here);
        require(variables.get(statement.local) === true, `${here}: local ${statement.local} is not a mutable variable`);
        break;
      case "store": {
        checkOperation(statement.value, scope, here);
        const role = program(scope, statement.buffer).role;
        require(role === "output" || role === "scratch", `${here}: stores into a buffer with role ${role}`);
        checkIndex(statement.index, statement.buffer, scope, here);
        break;
      }
      case "for": {
        require(Number.isSafeInteger(statement.extent) && statement.extent > 0, `${here}: extent ${statement.extent}`);
        require(statement.variable in scope.program.locals, `${here}: there is no local ${statement.variable}`);
        require(!isDeclared(statement.variable, scope), `${here}: loop variable ${statement.variable} is already in scope`);
        const loops = new Map(scope.loops).set(statement.variable, statement.extent);
        checkStatements(statement.body, { ...scope, loops }, here);
        break;
      }
      case "return":
        require(path === "body", `${here}: returns from inside a loop`);
        checkAtom(statement.value, scope, here);
    }
  });
}

function program(scope: Scope, buffer: number) {
  const found = scope.program.buffers[buffer];
  if (found === undefined) throw new Error(`Program is broken: there is no buffer ${buffer}`);
  return found;
}

function checkOperation(expression: Expression, scope: Scope, path: string): void {
  switch (expression.kind) {
    case "binary":
      checkAtom(expression.left, scope, path);
      checkAtom(expression.right, scope, path);
      return;
    case "select":
      checkAtom(expression.condition.left, scope, path);
      checkAtom(expression.condition.right, scope, path);
      checkAtom(expression.whenTrue, scope, path);
      checkAtom(expression.whenFalse, scope, path);
      return;
    default:
      checkAtom(expression, scope, path);
  }
}

function checkAtom(expression: Expression, scope: Scope, path: string): void {
  switch (expression.kind) {
    case "constant":
      require(Object.is(Math.fround(expression.value), expression.value), `${path}: ${expression.value} is not float32`);
      require(isLiteral(expression.value), `${path}: a constant is NaN, an infinity or −0`);
      return;
    case "local":
      require(scope.variables.has(expression.local), `${path}: local ${expression.local} is not declared`);
      return;
    case "load":
      require(program(scope, expression.buffer).role !== "output", `${path}: loads from an output`);
      checkIndex(expression.index, expression.buffer, scope, path);
      return;
    default:
      require(false, `${path}: more than one operation in a statement`);
  }
}

/** An affine index has its extremes where every loop variable is at one of its own. */
function checkIndex(index: Index, buffer: number, scope: Scope, path: string): void {
  const { name, size } = program(scope, buffer);
  let lowest = index.constant;
  let highest = index.constant;
  for (const { variable, factor } of index.terms) {
    const extent = scope.loops.get(variable);
    if (extent === undefined) throw new Error(`Program is broken: ${path}: ${variable} is not a loop variable in scope`);
    require(Number.isSafeInteger(factor) && factor !== 0, `${path}: ${name} is accessed with the factor ${factor}`);
    lowest += Math.min(0, factor * (extent - 1));
    highest += Math.max(0, factor * (extent - 1));
  }
  require(Number.isSafeInteger(index.constant), `${path}: ${name} is accessed at ${index.constant}`);
  require(lowest >= 0 && highest < size, `${path}: ${name} is accessed at ${lowest}..${highest} but holds ${size}`);
}

/** Whether every language can write the value: none has a literal for NaN or infinities, and Go reads −0 as +0. */
function isLiteral(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0);
}

function isDeclared(local: LocalId, scope: Scope): boolean {
  return scope.variables.has(local) || scope.loops.has(local);
}

function require(holds: boolean, rule: string): void {
  if (!holds) throw new Error(`Program is broken: ${rule}`);
}
