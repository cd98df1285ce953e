// Walks a Program once and has a language's Spelling write every piece: names are final here, numbers become text.

import { intervalOf } from "../program/interval-of.ts";
import { termsInOrder } from "../program/expression.ts";
import { OPERATORS } from "../program/operators.ts";
import type { Buffer, BufferId, Expression, Index, LocalId, Program, Statement } from "../program/program.ts";
import { callingConvention } from "../program/program.ts";
import { scalarOf } from "../program/scalar-of.ts";
import { usesOf, type ProgramUses } from "../program/uses.ts";
import type { Backend, Signature, Spelling } from "./backend.ts";
import { commentSafe } from "./comment.ts";
import { HelperNames } from "./helper-names.ts";
import { NameScope } from "./names.ts";
import type { SpelledAtom, SpelledOperation, SpelledValue } from "./spelled-value.ts";
import type { Passage } from "./text.ts";

/** A Program as text; the lines of the body are indented. */
export interface SpelledProgram {
  readonly functionName: string;
  /** What makes known the names of the language's library that the text has. */
  readonly preamble: readonly string[];
  readonly tables: readonly { readonly comment: string; readonly lines: readonly (string | Passage)[] }[];
  /** Working memory that is declared at the top of the file. */
  readonly fileScratch: readonly string[];
  /** Functions that the body calls, and what these need: the lines of each. */
  readonly helpers: readonly { readonly lines: readonly string[] }[];
  readonly signature: string;
  readonly parameters: Signature["parameters"];
  readonly body: readonly string[];
}

export function spellProgram(program: Program, backend: Backend, functionName: string): SpelledProgram {
  return new Speller(program, backend, functionName).spell();
}

type Applied = Extract<Expression, { readonly kind: "apply" }>;

function isLine(text: string | Passage): text is string {
  return typeof text === "string";
}

class Speller {
  private readonly program: Program;
  private readonly spelling: Spelling;
  private readonly functionName: string;
  private readonly uses: ProgramUses;
  private readonly helpers: HelperNames;
  private readonly bufferNames: readonly string[];
  private readonly localNames = new Map<LocalId, string>();
  private readonly functionScope: NameScope;
  private readonly body: string[] = [];

  constructor(program: Program, backend: Backend, functionName: string) {
    this.program = program;
    this.spelling = backend.spelling(program);
    this.functionName = functionName;
    this.uses = usesOf(program);
    const fileScope = new NameScope(new Set([...backend.reserved, ...this.spelling.reserved]));
    fileScope.declare(functionName);
    this.functionScope = fileScope.inner();
    const { outputs } = callingConvention(program);
    const returned = outputs.find(({ passing }) => passing === "returned")?.buffer;
    // Callers know the parameters by name: whatever else would be called the same gives way.
    const names = new Map<Buffer, string>();
    const declare = (roles: readonly Buffer["role"][], scope: NameScope, hint: (name: string) => string = (name) => name): void => {
      for (const buffer of program.buffers) if (roles.includes(buffer.role) && buffer !== returned) names.set(buffer, scope.declare(hint(buffer.name)));
    };
    declare(["input", "output"], fileScope);
    // The file's names first: one that the function had taken before would hide the table inside it.
    declare(["table"], fileScope, (name) => backend.tableName(functionName, name));
    declare(["scratch"], this.functionScope);
    this.helpers = new HelperNames((hint) => fileScope.declare(backend.tableName(functionName, hint)));
    for (const conversion of this.uses.conversions) this.helpers.declare(this.spelling.helper(conversion));
    this.bufferNames = program.buffers.map((buffer) => names.get(buffer) ?? buffer.name);
  }

  spell(): SpelledProgram {
    const fileScratch: string[] = [];
    this.receiveInputs();
    for (const buffer of this.program.buffers) {
      if (buffer.role !== "scratch") continue;
      const { level, line } = this.spelling.scratch(this.nameOf(buffer), buffer.size, buffer.scalar);
      const lines = buffer.comment === undefined ? [line] : [this.spelling.comment(commentSafe(buffer.comment)), line];
      if (level === "file") fileScratch.push(...lines);
      else this.write(1, lines);
    }
    if (this.body.length > 0) this.body.push("");
    this.statements(this.program.body, this.functionScope, 1);
    const tables = this.tables();
    const signature = this.signature();
    const head = this.spelling.signature(signature);
    const helpers = this.helpers.declarations();
    // Passages hold numbers alone, which need nothing.
    const code = [...tables.flatMap(({ lines }) => lines.filter(isLine)), ...helpers.flatMap(({ lines }) => lines)];
    const text = [...code, ...fileScratch, head, ...this.body].join("\n");
    return {
      functionName: this.functionName,
      preamble: this.spelling.preamble(text),
      tables,
      fileScratch,
      helpers,
      signature: head,
      parameters: signature.parameters,
      body: this.body,
    };
  }

  private receiveInputs(): void {
    for (const { buffer, passing } of callingConvention(this.program).inputs) {
      const name = this.nameOf(buffer);
      if (!this.uses.loaded.has(this.program.buffers.indexOf(buffer))) this.write(1, this.spelling.ignore(name));
      else if (passing === "scalar") this.write(1, this.spelling.receive(name, buffer.scalar));
    }
  }

  private tables(): SpelledProgram["tables"] {
    return this.program.buffers.flatMap((buffer) =>
      buffer.role === "table" ? [{ comment: commentSafe(buffer.comment), lines: this.spelling.table(this.nameOf(buffer), buffer) }] : [],
    );
  }

  private signature(): Signature {
    const { inputs, outputs } = callingConvention(this.program);
    const arrays = outputs.filter(({ passing }) => passing === "array");
    return {
      functionName: this.functionName,
      parameters: [
        ...inputs.map(({ buffer, passing }) => ({
          name: this.nameOf(buffer),
          role: buffer.role,
          scalar: buffer.scalar,
          size: passing === "scalar" ? undefined : buffer.size,
        })),
        ...arrays.map(({ buffer }) => ({ name: this.nameOf(buffer), role: buffer.role, scalar: buffer.scalar, size: buffer.size })),
      ],
      returns: outputs.find(({ passing }) => passing === "returned")?.buffer.scalar,
    };
  }

  private statements(statements: readonly Statement[], scope: NameScope, depth: number): void {
    for (const statement of statements) {
      switch (statement.kind) {
        case "let": {
          const value = this.value(statement.value);
          const name = this.declare(statement.local, scope);
          this.write(depth, this.spelling.let(name, value, statement.mutable));
          break;
        }
        case "set":
          this.write(depth, this.spelling.set(this.localName(statement.local), this.value(statement.value)));
          break;
        case "store": {
          const target = this.spelling.target(this.bufferName(statement.buffer), this.index(statement.index));
          this.write(depth, this.spelling.store(target, this.value(statement.value)));
          break;
        }
        case "for": {
          const inner = scope.inner();
          const { open, close } = this.spelling.for(this.declare(statement.variable, inner), statement.extent, statement.step);
          this.write(depth, [open]);
          this.statements(statement.body, inner, depth + 1);
          this.write(depth, [close]);
          break;
        }
        case "return":
          this.write(depth, this.spelling.return(this.atom(statement.value)));
      }
    }
  }

  private value(expression: Expression): SpelledValue {
    switch (expression.kind) {
      case "apply":
        return expression.operator === "select" ? this.selection(expression) : this.operation(expression);
      case "convert":
        return this.conversion(expression);
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

  private selection(expression: Applied): SpelledValue {
    const [condition, whenTrue, whenFalse] = expression.operands;
    return {
      kind: "select",
      condition: condition.kind === "apply" ? this.operation(condition) : this.operand(condition),
      whenTrue: this.operand(whenTrue),
      whenFalse: this.operand(whenFalse),
      ...this.typed(expression),
    };
  }

  private conversion(expression: Extract<Expression, { readonly kind: "convert" }>): SpelledValue {
    const { how, to } = expression;
    const operand = this.operand(expression.operand);
    const helper = this.spelling.helper({ how, from: operand.scalar, to });
    if (helper === undefined) return { kind: "convert", how, operand, ...this.typed(expression) };
    return { kind: "atom", text: `${this.helpers.nameOf(helper)}(${operand.text})`, isLiteral: false, ...this.typed(expression) };
  }

  private operand(expression: Expression): SpelledAtom {
    return { kind: "atom", text: this.atom(expression), isLiteral: expression.kind === "constant", ...this.typed(expression) };
  }

  private typed(expression: Expression): Pick<SpelledAtom, "scalar" | "interval"> {
    return { scalar: scalarOf(expression, this.program), interval: intervalOf(expression, this.program) };
  }

  private atom(expression: Expression): string {
    switch (expression.kind) {
      case "constant":
        return this.spelling.constant(expression.value, expression.scalar);
      case "local":
        return this.localName(expression.local);
      case "load":
        return this.access(expression.buffer, expression.index);
      case "apply":
      case "convert":
        throw new Error("Program is broken: an operand is itself an operation");
    }
  }

  /** Numbers passed by value and tables of one element have no index. */
  private access(id: number, index: Index): string {
    const buffer = this.program.buffers[id];
    if (buffer === undefined) throw new Error(`Program is broken: there is no buffer ${id}`);
    const isNumber = buffer.size === 1 && (buffer.role === "input" || buffer.role === "table");
    return isNumber ? this.bufferName(id) : this.spelling.element(this.bufferName(id), this.index(index), buffer.scalar);
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

  private declare(local: LocalId, scope: NameScope): string {
    const name = scope.declare(this.program.locals[local]?.name ?? "v");
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
    const name = this.bufferNames[id];
    if (name === undefined) throw new Error(`Program is broken: there is no buffer ${id}`);
    return name;
  }

  private write(depth: number, lines: readonly string[]): void {
    for (const line of lines) this.body.push(line === "" ? "" : this.spelling.indent.repeat(depth) + line);
  }
}
