// The helper functions of one file: each declared once, under a name of its own, after what it needs.

import type { Helper } from "./language.ts";

export class HelperNames {
  private readonly nameFor: (hint: string) => string;
  /** By hint, in the order of declaration. */
  private readonly declared = new Map<string, { readonly name: string; readonly lines: readonly string[] }>();

  /** @param nameFor gives a free name. */
  constructor(nameFor: (hint: string) => string) {
    this.nameFor = nameFor;
  }

  declare(helper: Helper | undefined): void {
    if (helper === undefined || this.declared.has(helper.hint)) return;
    helper.needs.forEach((needed) => this.declare(needed));
    const name = this.nameFor(helper.hint);
    const lines = helper.lines(name, helper.needs.map((needed) => this.nameOf(needed)));
    this.declared.set(helper.hint, { name, lines });
  }

  nameOf({ hint }: Helper): string {
    const declared = this.declared.get(hint);
    if (declared === undefined) throw new Error(`the helper ${hint} is not declared`);
    return declared.name;
  }

  declarations(): readonly { readonly lines: readonly string[] }[] {
    return [...this.declared.values()];
  }
}
