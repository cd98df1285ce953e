// Walks a function's Program once and has a language's Spelling write every piece: names are final here, numbers become text.
// What belongs to the whole file is spell-unit.ts's.

import { everything } from "../program/domains/interval.ts";
import { intervalOf } from "../program/interval-of.ts";
import { addIndex, constantIndex, termsInOrder } from "../program/expression.ts";
import { isKernelName } from "../program/operator-name.ts";
import { OPERATORS } from "../program/operators.ts";
import type { Argument, Buffer, BufferId, Call, Expression, For, Index, LocalId, Program, Statement } from "../program/program.ts";
import { callingConvention, parametersOf } from "../program/program.ts";
import type { Scalar } from "../program/scalar.ts";
import { scalarOf } from "../program/scalar-of.ts";
import type { UnitFunction } from "../program/unit.ts";
import { usesOf, type ProgramUses } from "../program/uses.ts";
import type { Spelling } from "./language.ts";
import { BlockDeclarations, declaresVariable } from "./block-declarations.ts";
import { commentSafe } from "./comment.ts";
import type { FunctionSurroundings } from "./function-surroundings.ts";
import type { HelperNames } from "./helper-names.ts";
import { nestedProducts } from "./nested-products.ts";
import type { NameScope } from "./name-scope.ts";
import { roundedConstant, withRounding } from "./rounding.ts";
import { aroundPackedLoop } from "./packed-loop.ts";
import { returnedLines } from "./returned-lines.ts";
import { isRow, startOf, tableRowsOf, type TableRow } from "./table-rows-of-loop.ts";
import { placeInMatrix, rowDeclaration } from "./matrix-rows.ts";
import { scratchLines } from "./scratch-lines.ts";
import { isNumber } from "./is-number.ts";
import { lengthChecks, receivedElement } from "./received-arrays.ts";
import { recordCopyAt } from "./record-copy.ts";
import { signatureOf } from "./signature-of.ts";
import type { SpelledFunction } from "./spelled-function.ts";
import { seldomSelection } from "./seldom-selection.ts";
import type { SpelledAtom, SpelledOperation, SpelledSelection, SpelledValue } from "./spelled-value.ts";

export function spellFunction(one: UnitFunction, surroundings: FunctionSurroundings): SpelledFunction {
  return new Speller(one, surroundings).spell();
}

type Applied = Extract<Expression, { readonly kind: "apply" }>;

class Speller {
  private readonly own: UnitFunction;
  private readonly program: Program;
  private readonly spelling: Spelling;
  private readonly surroundings: FunctionSurroundings;
  private readonly uses: ProgramUses;
  private readonly helpers: HelperNames;
  /** Of what is declared in the function. */
  private readonly bufferNames = new Map<Buffer, string>();
  private readonly localNames = new Map<LocalId, string>();
  /** Parts of tables that have names, and the loops that read them. */
  private readonly rows: (TableRow & { readonly name: string; readonly variable: LocalId })[] = [];
  /** What is written where it is used. */
  private readonly nested = new Map<LocalId, Pick<SpelledAtom, "text" | "alone">>();
  private readonly products: ReadonlySet<LocalId>;
  private readonly body: string[] = [];

  constructor(own: UnitFunction, surroundings: FunctionSurroundings) {
    this.own = own;
    this.program = own.program;
    this.surroundings = surroundings;
    this.spelling = surroundings.spelling;
    this.helpers = surroundings.helpers;
    this.uses = usesOf(own.program);
    this.products = nestedProducts(own.program, this.uses);
  }

  spell(): SpelledFunction {
    const { functionName, scope, state, workspace } = this.surroundings;
    const { exported, does } = this.own;
    for (const buffer of this.program.buffers) {
      if (buffer.role !== "scratch" || this.surroundings.bufferNames.has(buffer)) continue;
      const name = scope.declare(buffer.name);
      this.bufferNames.set(buffer, name);
      this.write(1, scratchLines(this.spelling, name, buffer));
    }
    const declared = this.body.length;
    this.receiveInputs();
    const isReceiving = this.body.length > declared;
    if (this.body.length > 0) this.body.push("");
    this.block(this.program.body, scope, 1, { first: declared, isReceiving });
    const signature = signatureOf(this.own, this.surroundings, (buffer) => this.nameOf(buffer));
    return {
      functionName,
      exported,
      comment: does === undefined ? "" : `${functionName} ${commentSafe(does)}.`,
      signature: this.spelling.signature(signature),
      tags: this.spelling.tags?.(signature) ?? [],
      parameters: signature.parameters,
      takesState: state !== undefined,
      takesWorkspace: workspace !== undefined,
      body: this.body,
    };
  }

  /** The unit's own functions pass what is of its type; users may not. */
  private receiveInputs(): void {
    const checks = lengthChecks(this.own, this.spelling, this.surroundings.functionName, (buffer) => this.nameOf(buffer));
    this.write(1, checks);
    for (const { buffer, passing } of callingConvention(this.program).inputs) {
      const name = this.nameOf(buffer);
      if (!this.uses.loaded.has(this.program.buffers.indexOf(buffer))) this.write(1, checks.length > 0 && passing === "array" ? [] : this.spelling.ignore(name));
      else if (passing === "scalar" && this.own.exported) this.write(1, this.receive(name, buffer));
    }
  }

  /** Callers may pass what is no float32 where the language has no type for it. */
  private receive(name: string, { scalar }: Buffer): readonly string[] {
    const { rounding } = this.surroundings;
    if (scalar !== "f32" || rounding.kind === "native") return this.spelling.receive(name, scalar);
    return this.spelling.set(name, { kind: "atom", text: rounding.round(name), isLiteral: false, scalar, interval: everything(scalar) });
  }

  /** Declarations go where they stand before the statements. */
  private block(statements: readonly Statement[], scope: NameScope, depth: number, before = { first: this.body.length, isReceiving: false }): void {
    const { first, isReceiving } = before;
    const { blockStart, indent } = this.spelling;
    const declarations = blockStart === undefined ? undefined : new BlockDeclarations(blockStart, statements, this.program.locals, scope);
    if (isReceiving) declarations?.end();
    this.statements(statements, scope, depth, declarations);
    const lines = (declarations?.lines() ?? []).map((line) => indent.repeat(depth) + line);
    this.body.splice(first, 0, ...lines, ...(depth === 1 && lines.length > 0 && first === 0 && !isReceiving ? [""] : []));
  }

  private statements(statements: readonly Statement[], scope: NameScope, depth: number, declarations: BlockDeclarations | undefined): void {
    const { nestedSelection, nestedProduct } = this.spelling;
    let copied = 0;
    for (const [position, statement] of statements.entries()) {
      if (position < copied) continue;
      if (!declaresVariable(statement)) declarations?.end();
      const copy = this.recordCopy(statements, position);
      if (copy !== undefined) {
        declarations?.end();
        this.write(depth, copy.lines);
        copied = position + copy.length;
        continue;
      }
      switch (statement.kind) {
        case "let": {
          const next = statements[position + 1];
          const seldom = seldomSelection(statement, next, this.uses.reads);
          if (seldom !== undefined && nestedSelection !== undefined) {
            this.nested.set(statement.local, { text: nestedSelection(this.selection(seldom)) });
            break;
          }
          const value = this.value(statement.value, depth);
          if (nestedProduct !== undefined && this.products.has(statement.local) && (value.kind === "apply" || value.kind === "atom")) {
            this.nested.set(statement.local, nestedProduct(value));
            break;
          }
          const returned = returnedLines(statement, value, next, this.spelling, this.own.isSelfTest === true);
          if (returned !== undefined) {
            this.write(depth, returned);
            return;
          }
          this.write(depth, this.let(statement.local, value, statement.mutable, scope, declarations));
          break;
        }
        case "set":
          this.write(depth, this.spelling.set(this.localName(statement.local), this.value(statement.value, depth)));
          break;
        case "store":
          this.write(depth, this.store(statement.buffer, statement.index, this.value(statement.value, depth)));
          break;
        case "for": {
          this.nameRows(statement, scope, depth);
          const inner = scope.inner();
          const counter = this.counter(statement.variable, inner, declarations);
          const around = aroundPackedLoop(statement, this.program, counter, depth, {
            spelling: this.spelling, helpers: this.helpers, nameOf: (local) => this.localName(local), atom: (value) => this.atom(value),
          });
          const { open, close } = this.spelling.for(counter, statement.extent, statement.step);
          this.write(0, around.before);
          this.write(depth, [open]);
          this.block(statement.body, inner, depth + 1);
          if (close !== "") this.write(depth, [close]);
          this.write(0, around.after);
          break;
        }
        case "call":
          this.write(depth, this.call(statement, scope, declarations));
          break;
        case "return":
          this.write(depth, this.spelling.return(this.atom(statement.value)));
      }
    }
  }

  /** Gives names to what a loop reads of tables, where the language does. */
  private nameRows(loop: For, scope: NameScope, depth: number): void {
    const { spelling, matrices } = this.surroundings;
    if (spelling.row === undefined) return;
    const found = tableRowsOf(loop, this.program, (variable) => this.localNames.has(variable));
    found.forEach((one, number) => {
      const declare = rowDeclaration(one, this.bufferOf(one.buffer), { spelling, matrices, index: (index) => this.index(index) });
      if (declare === undefined) return;
      const name = scope.declare(found.length === 1 ? "row" : `row${number}`);
      this.write(depth, [declare(name, this.bufferName(one.buffer))]);
      this.rows.push({ ...one, name, variable: loop.variable });
    });
  }

  private store(buffer: BufferId, index: Index, value: SpelledValue): readonly string[] {
    if (isNumber(this.bufferOf(buffer))) return this.spelling.set(this.bufferName(buffer), value);
    return this.spelling.store(this.spelling.target(this.bufferName(buffer), this.index(index)), value);
  }

  private recordCopy(statements: readonly Statement[], position: number): { readonly lines: readonly string[]; readonly length: number } | undefined {
    const { copyRecord, element, target } = this.spelling;
    const copy = copyRecord === undefined ? undefined : recordCopyAt(statements, position, this.program, this.surroundings.matrices);
    if (copyRecord === undefined || copy === undefined) return undefined;
    const record = element(this.bufferName(copy.table), this.localName(copy.pick), this.bufferOf(copy.table).scalar);
    return { lines: copyRecord(target(this.bufferName(copy.target), this.index(copy.index)), record), length: copy.length };
  }

  private call({ function: id, arguments: given, result }: Call, scope: NameScope, declarations: BlockDeclarations | undefined): readonly string[] {
    const { callees, state, workspace } = this.surroundings;
    const callee = callees[id];
    const remembered = callee.takesState && state !== undefined ? [state.name] : [];
    const workedWith = callee.takesWorkspace && workspace !== undefined ? [workspace.name] : [];
    const isAlone = remembered.length + given.length + workedWith.length === 1;
    const passed = [
      ...remembered,
      ...parametersOf(callee.program).map(({ buffer }, position) => this.argument(given[position], buffer.size, isAlone)),
      ...workedWith,
    ];
    const text = `${callee.name}(${passed.join(", ")})`;
    if (result === undefined) return [this.spelling.call(text)];
    const value: SpelledAtom = { kind: "atom", text, isLiteral: false, ...this.typed({ kind: "local", local: result }) };
    return this.let(result, value, false, scope, declarations);
  }

  private argument(argument: Argument, size: number, isAlone: boolean): string {
    if (argument.kind === "value") return this.atom(argument.value);
    const { buffer, start } = argument;
    const { role, size: all, scalar } = this.bufferOf(buffer);
    const isParameter = role === "input" || role === "output";
    if (size === all && start.terms.length === 0) return this.spelling.wholeArray(this.bufferName(buffer), isParameter);
    const end = addIndex(start, constantIndex(size));
    return this.spelling.partOfArray(this.bufferName(buffer), { start: this.index(start), end: this.index(end), size, scalar, isAlone });
  }

  /** What it takes statements to compute is written before. */
  private value(expression: Expression, depth: number): SpelledValue {
    const { rounding } = this.surroundings;
    switch (expression.kind) {
      case "apply": {
        const { operator } = expression;
        if (isKernelName(operator)) return this.called(expression, (operands) => this.surroundings.kernelCall(operator, operands));
        const helper = this.spelling.operatorHelper?.(operator);
        if (helper !== undefined) return this.called(expression, (operands) => `${this.helpers.nameOf(helper)}(${operands.join(", ")})`);
        return operator === "select" ? this.selection(expression) : withRounding(this.operation(expression), rounding);
      }
      case "convert":
        return withRounding(this.conversion(expression, depth), rounding);
      case "constant":
      case "local":
      case "load":
        return this.operand(expression);
    }
  }

  private operation(expression: Applied): SpelledOperation {
    const { operator } = expression;
    const operands = expression.operands.map((operand) => this.operand(operand));
    return { kind: "apply", operator, sign: OPERATORS[operator].sign, operands, ...this.typed(expression) };
  }

  /** What is called rounds by itself. */
  private called(expression: Applied, call: (operands: readonly string[]) => string): SpelledAtom {
    return { kind: "atom", text: call(expression.operands.map((operand) => this.atom(operand))), isLiteral: false, ...this.typed(expression) };
  }

  private selection(expression: Applied): SpelledSelection {
    const [condition, whenTrue, whenFalse] = expression.operands;
    const { usualCondition } = this.spelling;
    return {
      ...(expression.isUsual === undefined || usualCondition === undefined ? {} : { usually: this.helpers.nameOf(usualCondition) }),
      kind: "select",
      condition: condition.kind === "apply" ? this.operation(condition) : this.operand(condition),
      whenTrue: this.operand(whenTrue),
      whenFalse: this.operand(whenFalse),
      ...this.typed(expression),
    };
  }

  private conversion(expression: Extract<Expression, { readonly kind: "convert" }>, depth: number): SpelledValue {
    const { how, to } = expression;
    const operand = this.operand(expression.operand);
    const steps = this.spelling.steps?.({ how, from: operand.scalar, to });
    if (steps !== undefined) {
      const needs = steps.needs.map((needed) => this.helpers.nameOf(needed));
      this.write(depth, [steps.before(operand.text, needs)]);
      return { kind: "atom", text: steps.value(needs), isLiteral: false, isTypeSaid: steps.isTypeSaid, ...this.typed(expression) };
    }
    const helper = this.spelling.helper({ how, from: operand.scalar, to });
    if (helper === undefined) return { kind: "convert", how, operand, ...this.typed(expression) };
    return { kind: "atom", text: `${this.helpers.nameOf(helper)}(${operand.text})`, isLiteral: false, ...this.typed(expression) };
  }

  private operand(expression: Expression): SpelledAtom {
    const alone = expression.kind === "local" ? this.nested.get(expression.local)?.alone : undefined;
    const isLiteral = expression.kind === "constant";
    return { kind: "atom", text: this.atom(expression), ...(alone === undefined ? {} : { alone }), isLiteral, ...this.typed(expression) };
  }

  private typed(expression: Expression): Pick<SpelledAtom, "scalar" | "interval"> {
    return { scalar: scalarOf(expression, this.program), interval: intervalOf(expression, this.program) };
  }

  private atom(expression: Expression): string {
    switch (expression.kind) {
      case "constant":
        return this.constant(expression.value, expression.scalar);
      case "local":
        return this.nested.get(expression.local)?.text ?? this.localName(expression.local);
      case "load":
        return this.access(expression.buffer, expression.index);
      case "apply":
      case "convert":
        throw new Error("Program is broken: an operand is itself an operation");
    }
  }

  private constant(value: number, scalar: Scalar): string {
    const text = this.spelling.constant(value, scalar);
    return scalar === "f32" ? roundedConstant(value, text, this.surroundings.rounding) : text;
  }

  private access(id: number, index: Index): string {
    const buffer = this.bufferOf(id);
    for (const row of this.rows) {
      const start = startOf(index, row.variable);
      if (start !== undefined && isRow(row, id, start)) return this.spelling.element(row.name, this.localName(row.variable), buffer.scalar);
    }
    const place = placeInMatrix(buffer, index, this.surroundings.matrices);
    if (place !== undefined) {
      const row = this.spelling.element(this.bufferName(id), this.index(place.row), buffer.scalar);
      return this.spelling.element(row, this.index(place.column), buffer.scalar);
    }
    if (isNumber(buffer)) return this.bufferName(id);
    const element = this.spelling.element(this.bufferName(id), this.index(index), buffer.scalar);
    return receivedElement(element, id, this.own, this.uses, this.surroundings.rounding);
  }

  private index(index: Index): string {
    const { constant } = index;
    const spelled = termsInOrder(index).map(({ variable, factor }) => ({
      name: this.localName(variable),
      factor,
      isCounter: this.program.locals[variable].bounds === undefined,
    }));
    return this.spelling.index({ constant, terms: spelled });
  }

  /** Declares a variable with its value, or gives it to one that is declared before statements. */
  private let(local: LocalId, value: SpelledValue, mutable: boolean, scope: NameScope, declarations: BlockDeclarations | undefined): readonly string[] {
    const name = this.named(local, declarations?.nameOf(local) ?? scope.declare(this.program.locals[local].name));
    return declarations?.isDeclared(local) === true ? this.spelling.set(name, value) : this.spelling.let(name, value, mutable);
  }

  private counter(variable: LocalId, inner: NameScope, declarations: BlockDeclarations | undefined): string {
    return this.named(variable, declarations?.counter(variable) ?? inner.declare(this.program.locals[variable].name));
  }

  private named(local: LocalId, name: string): string {
    this.localNames.set(local, name);
    return name;
  }

  private localName(local: LocalId): string {
    const name = this.localNames.get(local);
    if (name === undefined) throw new Error(`Program is broken: local ${local} is used before it is declared`);
    return name;
  }

  private nameOf(buffer: Buffer): string {
    return this.bufferName(this.program.buffers.indexOf(buffer));
  }

  private bufferName(id: BufferId): string {
    const buffer = this.bufferOf(id);
    return this.bufferNames.get(buffer) ?? this.surroundings.bufferNames.get(buffer) ?? buffer.name;
  }

  private bufferOf(id: BufferId): Buffer {
    const buffer = this.program.buffers[id];
    if (buffer === undefined) throw new Error(`Program is broken: there is no buffer ${id}`);
    return buffer;
  }

  private write(depth: number, lines: readonly string[]): void {
    for (const line of lines) this.body.push(line === "" ? "" : this.spelling.indent.repeat(depth) + line);
  }
}
