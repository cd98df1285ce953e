// Monomials of some variables up to a degree, in an order in which those of a lower degree come first: which one the product of two is. So a
// polynomial is its coefficients in that order, and one of a lower degree an array that is shorter.

export class Monomials {
  readonly variables: number;
  readonly order: number;
  /** By degree: how many monomials have no higher one. */
  readonly upTo: readonly number[];
  /** By monomial and variable. */
  readonly exponents: readonly Uint8Array[];
  readonly degreeOf: Uint8Array;
  /** 1 where no value of the monomial is below 0: all exponents are even. */
  readonly isEven: Uint8Array;
  /** How many there are. */
  readonly size: number;
  /** By one of two monomials, size·one + other: their product, where that is in the order; else 0. */
  readonly products: Uint16Array;
  /** By variable: the place of the monomial that it is itself. */
  readonly itself: readonly number[];

  /**
   * @param order the highest degree, 1 at the least.
   * @param weights what each variable adds to a degree, no more than the order: of variables that are small, of which little is to be known, more than 1.
   */
  constructor(variables: number, order: number, weights: readonly number[] = new Array<number>(variables).fill(1)) {
    [this.variables, this.order] = [variables, order];
    const byDegree = Array.from({ length: order + 1 }, (_, degree) => exponentsOfDegree(weights, degree));
    this.exponents = byDegree.flat();
    this.upTo = byDegree.map((_, degree) => byDegree.slice(0, degree + 1).reduce((sum, one) => sum + one.length, 0));
    this.degreeOf = Uint8Array.from(byDegree.flatMap((monomials, degree) => monomials.map(() => degree)));
    this.isEven = Uint8Array.from(this.exponents, (one) => Number(one.every((exponent) => exponent % 2 === 0)));
    this.size = this.exponents.length;
    this.itself = weights.map((_, variable) => this.exponents.findIndex((one) => one.every((exponent, other) => exponent === Number(other === variable))));
    const places = new Map(this.exponents.map((one, place) => [one.join(), place]));
    this.products = new Uint16Array(this.size * this.size);
    this.exponents.forEach((one, row) => {
      for (let column = 0; column < this.upTo[order - this.degreeOf[row]]; column++) {
        const together = one.map((exponent, variable) => exponent + this.exponents[column][variable]);
        this.products[row * this.size + column] = places.get(together.join()) ?? 0;
      }
    });
  }
}

function exponentsOfDegree(weights: readonly number[], degree: number): readonly Uint8Array[] {
  const variables = weights.length;
  if (degree === 0) return [new Uint8Array(variables)];
  if (degree === 1) return weights.flatMap((weight, one) => (weight === 1 ? [new Uint8Array(variables).fill(1, one, one + 1)] : []));
  const [weight, ...others] = weights;
  if (variables === 1) return degree % weight === 0 ? [Uint8Array.of(degree / weight)] : [];
  const all: Uint8Array[] = [];
  for (let first = Math.floor(degree / weight); first >= 0; first--) {
    for (const rest of exponentsOfDegree(others, degree - first * weight)) all.push(Uint8Array.of(first, ...rest));
  }
  return all;
}

/** The highest degree, of 1 to 8, of which there are not too many monomials: of degree 2 there may be more than of higher ones. */
export function orderFor(variables: number): number {
  for (let order = HIGHEST; order > 2; order--) if (countOf(variables, order) <= MOST_MONOMIALS) return order;
  return countOf(variables, 2) <= MOST_SQUARES ? 2 : 1;
}

const [HIGHEST, MOST_MONOMIALS, MOST_SQUARES] = [8, 130, 300];

/** (variables + order) over order. */
function countOf(variables: number, order: number): number {
  let count = 1;
  for (let step = 1; step <= order; step++) count = (count * (variables + step)) / step;
  return count;
}
