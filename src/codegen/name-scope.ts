// Gives every name of a program its final form: legal in the language, unique in its scope.

/** An identifier of ASCII letters, digits and underscores that begins with a letter, at most 40 of them, made of a hint that may be anything. */
export function asciiIdentifier(hint: string): string {
  const legal = hint.replace(/[^A-Za-z0-9_]+/g, "_").replace(/^[^A-Za-z]+/, "").slice(0, 40).replace(/_+$/, "");
  return legal === "" ? "v" : legal;
}

/** What a scope has to know of a language. */
export interface NameRules {
  readonly reserved: ReadonlySet<string>;
  /** A legal identifier made of a hint. */
  readonly identifier: (hint: string) => string;
  /** The identifier where it is taken: with a number from 2 on. */
  readonly numbered: (identifier: string, number: number) => string;
}

/** `sum_2`. */
export function numberedWord(identifier: string, number: number): string {
  return `${identifier}_${number}`;
}

/** `sum2`; `h1_2` of a name that ends in a digit. */
export function numberedLetters(identifier: string, number: number): string {
  return /[0-9]$/.test(identifier) ? numberedWord(identifier, number) : `${identifier}${number}`;
}

/** Names that are taken, in this scope or one around it. A name given in an inner scope never hides an outer one. */
export class NameScope {
  private readonly taken = new Set<string>();
  private readonly avoided = new Set<string>();
  private readonly outer: NameScope | undefined;
  private readonly rules: NameRules;

  constructor(rules: NameRules, outer?: NameScope) {
    this.rules = rules;
    this.outer = outer;
  }

  inner(): NameScope {
    return new NameScope(this.rules, this);
  }

  /** Keeps a name that an inner scope has from being given here. */
  avoid(name: string): void {
    this.avoided.add(name);
  }

  /**
   * The hint as it is if that is free, else with the first free number after it.
   *
   * @param identifier what makes a legal identifier of it.
   */
  declare(hint: string, identifier = this.rules.identifier): string {
    const base = identifier(hint);
    let name = base;
    for (let number = 2; this.has(name) || this.avoided.has(name); number++) name = this.rules.numbered(base, number);
    this.taken.add(name);
    return name;
  }

  private has(name: string): boolean {
    return this.rules.reserved.has(name) || this.taken.has(name) || (this.outer?.has(name) ?? false);
  }
}

/** The words of a snake_case, camelCase or PascalCase name, as they are spelled. */
function words(name: string): readonly string[] {
  return name.split("_").filter((word) => word !== "");
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `quotient_head` → `quotientHead`, and `W1` as it is: what is joined begins as it did. Numbers stay apart: `h1_2`. */
export function joinedWords(name: string): string {
  const apart = (joined: string, word: string): string => (/[0-9]$/.test(joined) && /^[0-9]/.test(word) ? `${joined}_${word}` : joined + capitalised(word));
  return words(name).reduce((joined, word) => (joined === "" ? word : apart(joined, word)), "");
}

/** `pseudo_exp` → `PseudoExp`. */
export function pascalCase(name: string): string {
  return words(name).map(capitalised).join("");
}

/** `pseudo_exp` → `pseudoExp`. */
export function camelCase(name: string): string {
  const pascal = pascalCase(name);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}
