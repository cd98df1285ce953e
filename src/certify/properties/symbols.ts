// Real numbers as sums of multiples of others, exactly: numbers that are computed in the same way have the same key, whatever the order of a sum, and
// where a sign can be taken out, of −x what it is of x. Two keys that differ say nothing.

import { add, dyadicOf, multiply, signOf, ZERO, type Dyadic } from "../../program/domains/dyadic.ts";
import { shapeNamed } from "./function-shapes.ts";

export interface Sum {
  readonly plus: Dyadic;
  /** By atom, in the order in which atoms are numbered; none is 0. */
  readonly terms: ReadonlyMap<number, Dyadic>;
}

/** Where the sign of a difference is one of these. */
export interface Condition {
  readonly difference: Sum;
  readonly holds: (sign: number) => boolean;
}

/** What is computed is more than is followed. */
export class TooMuch extends Error {}

/** Terms of sums that are made, all together: about a second. */
const MOST_TERMS = 1_000_000;

export class Symbols {
  private readonly atoms = new Map<string, number>();
  private readonly keys = new WeakMap<Sum, string>();
  private made = 0;

  /** A number of which nothing is known but its name. */
  named(name: string): Sum {
    const known = this.atoms.get(name) ?? this.atoms.size;
    this.atoms.set(name, known);
    return { plus: ZERO, terms: new Map([[known, ONE]]) };
  }

  /** That nothing else is equal to. */
  other(): Sum {
    return this.named(`other ${this.atoms.size}`);
  }

  constant(value: number): Sum {
    return Number.isFinite(value) ? { plus: dyadicOf(value), terms: new Map() } : this.named(String(value));
  }

  sumOf(one: Sum, other: Sum): Sum {
    const [larger, smaller] = one.terms.size >= other.terms.size ? [one, other] : [other, one];
    const terms = new Map(larger.terms);
    for (const [atom, by] of smaller.terms) {
      const sum = add(terms.get(atom) ?? ZERO, by);
      if (signOf(sum) === 0) terms.delete(atom);
      else terms.set(atom, sum);
    }
    this.count(terms.size);
    return { plus: add(one.plus, other.plus), terms };
  }

  negativeOf(of: Sum): Sum {
    return this.scaled(of, MINUS_ONE);
  }

  productOf(one: Sum, other: Sum): Sum {
    if (one.terms.size === 0) return this.scaled(other, one.plus);
    if (other.terms.size === 0) return this.scaled(one, other.plus);
    const [[left, leftSign], [right, rightSign]] = [this.unsigned(one), this.unsigned(other)];
    return this.signed(this.named(`(${[left, right].sort().join("*")})`), leftSign * rightSign);
  }

  quotientOf(dividend: Sum, divisor: Sum): Sum {
    const [[above, sign], [below, otherSign]] = [this.unsigned(dividend), this.unsigned(divisor)];
    return this.signed(this.named(`(${above}/${below})`), sign * otherSign);
  }

  /** A function of a number, or of several. */
  functionOf(name: string, operands: readonly Sum[]): Sum {
    const [first] = operands;
    const parity = operands.length === 1 ? parityOf(name) : undefined;
    if (name === "softplus") return this.sumOf(this.scaled(first, HALF), this.named(`softplus(${this.unsigned(first)[0]})`));
    if (HALF_AND_ODD.has(name)) return this.sumOf(this.constant(0.5), this.functionOf(`${name} - 1/2`, [first]));
    if (parity === undefined) return this.named(`${name}(${operands.map((operand) => this.keyOf(operand)).join()})`);
    const [key, sign] = this.unsigned(first);
    return this.signed(this.named(`${name}(${key})`), parity === "odd" ? sign : 1);
  }

  chosen({ difference, holds }: Condition, whenTrue: Sum, whenFalse: Sum): Sum {
    const [key, sign] = this.unsigned(difference);
    const taken = [-1, 0, 1].map((one) => (holds(one * sign) ? whenTrue : whenFalse));
    const [plain, turned] = [taken, taken.map((one) => this.negativeOf(one))].map((those) => those.map((one) => this.keyOf(one)).join(":"));
    if (taken.every((one) => this.keyOf(one) === this.keyOf(taken[0]))) return taken[0];
    return plain <= turned ? this.named(`(${key}?${plain})`) : this.negativeOf(this.named(`(${key}?${turned})`));
  }

  keyOf(of: Sum): string {
    const known = this.keys.get(of);
    if (known !== undefined) return known;
    const terms = [...of.terms].sort(([one], [other]) => one - other);
    const key = `[${[shown(of.plus), ...terms.map(([atom, by]) => `${shown(by)}#${atom}`)].join("+")}]`;
    this.count(terms.length);
    this.keys.set(of, key);
    return key;
  }

  /** The key of the number or of its opposite, whichever has a first term above 0, and its sign. */
  private unsigned(of: Sum): readonly [key: string, sign: number] {
    let first: number | undefined;
    for (const atom of of.terms.keys()) if (first === undefined || atom < first) first = atom;
    const leading = first === undefined ? of.plus : (of.terms.get(first) ?? ZERO);
    return signOf(leading) < 0 ? [this.keyOf(this.negativeOf(of)), -1] : [this.keyOf(of), 1];
  }

  private signed(of: Sum, sign: number): Sum {
    return sign < 0 ? this.negativeOf(of) : of;
  }

  private scaled({ plus, terms }: Sum, by: Dyadic): Sum {
    if (signOf(by) === 0) return { plus: ZERO, terms: new Map() };
    this.count(terms.size);
    return { plus: multiply(plus, by), terms: new Map([...terms].map(([atom, of]) => [atom, multiply(of, by)])) };
  }

  private count(terms: number): void {
    this.made += terms;
    if (this.made > MOST_TERMS) throw new TooMuch();
  }
}

const [ONE, MINUS_ONE, HALF] = [dyadicOf(1), dyadicOf(-1), dyadicOf(0.5)];

/** Functions that are odd but for a half of 1. That of softplus is even but for a half of its argument. */
const HALF_AND_ODD: ReadonlySet<string> = new Set(["sigmoid", "normalCdf"]);

function parityOf(name: string): "even" | "odd" | undefined {
  if (name === "abs") return "even";
  return name === "sign" || name === "roundHalfEven" || name.endsWith("- 1/2") ? "odd" : shapeNamed(name)?.parity;
}

/** The same digits for the same number. */
function shown({ mantissa, exponent }: Dyadic): string {
  if (mantissa === 0n) return "0";
  let [digits, power] = [mantissa, exponent];
  while ((digits & 1n) === 0n) [digits, power] = [digits >> 1n, power + 1];
  return `${digits}p${power}`;
}
