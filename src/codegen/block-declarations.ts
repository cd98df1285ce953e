// The declarations of one block, where a language wants them before its statements: every name is given in advance, so that no block inside takes it,
// and what gets its value after a statement is declared before them all. Knows no language.

import type { Local, LocalId, Statement } from "../program/program.ts";
import type { BlockStart } from "./language.ts";
import type { NameScope } from "./name-scope.ts";

export class BlockDeclarations {
  private readonly style: BlockStart;
  private readonly locals: readonly Local[];
  private readonly names = new Map<LocalId, string>();
  private readonly declared = new Set<string>();
  private hasEnded = false;

  /** @param scope of the block. */
  constructor(style: BlockStart, statements: readonly Statement[], locals: readonly Local[], scope: NameScope) {
    this.style = style;
    this.locals = locals;
    const counters = new Map<string, string>();
    for (const statement of statements) {
      const declared = declaredBy(statement);
      if (declared !== undefined) this.names.set(declared, scope.declare(locals[declared].name));
      if (statement.kind !== "for") continue;
      // Loops that follow each other count with one variable.
      const hint = locals[statement.variable].name;
      const name = counters.get(hint) ?? scope.declare(hint);
      counters.set(hint, name);
      this.names.set(statement.variable, name);
    }
  }

  /** A statement comes. */
  end(): void {
    this.hasEnded = true;
  }

  nameOf(local: LocalId): string {
    const name = this.names.get(local);
    if (name === undefined) throw new Error(`local ${local} is none of the block`);
    return name;
  }

  /** Whether a variable is declared without its value, which it now is: a statement came before it. */
  isDeclared(local: LocalId): boolean {
    if (this.hasEnded) this.declared.add(this.style.variable(this.nameOf(local), this.locals[local].scalar));
    return this.hasEnded;
  }

  /** The name of what a loop counts with. */
  counter(variable: LocalId): string {
    const name = this.nameOf(variable);
    this.declared.add(this.style.counter(name));
    return name;
  }

  /** Those without a value, in the order of their first use. */
  lines(): readonly string[] {
    return [...this.declared];
  }
}

/** Whether a statement is a declaration with a value. */
export function declaresVariable(statement: Statement): boolean {
  return declaredBy(statement) !== undefined;
}

function declaredBy(statement: Statement): LocalId | undefined {
  if (statement.kind === "let") return statement.local;
  return statement.kind === "call" ? statement.result : undefined;
}
