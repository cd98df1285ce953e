// Bounds of a polynomial over a box, near ones: the least and the largest of its Bernstein coefficients, of which those at corners are its values there.

import { LOST, UP, type Bounds } from "../affine-algebra.ts";
import type { Monomials } from "./monomials.ts";

interface PolynomialRange extends Bounds {
  /** −1 or 1 for each variable: the corners nearest to the least and to the largest coefficient. */
  readonly lowest: Int8Array;
  readonly highest: Int8Array;
}

/** Coefficients that are made of a polynomial at the most. */
const MOST_COEFFICIENTS = 4096;

/**
 * Of Σ coefficients[i]·t^i, |t| ≤ 1. Of more variables than there may be coefficients for, the sum of the ranges of monomials.
 *
 * @param size no sum of the coefficients' magnitudes is larger.
 */
export function rangeOfPolynomial(monomials: Monomials, coefficients: Float64Array, size: number): PolynomialRange {
  const { variables, degreeOf } = monomials;
  const degree = Math.max(1, degreeOf[coefficients.length - 1]);
  const side = degree + 1;
  if (side ** variables > MOST_COEFFICIENTS) return sumOfRanges(monomials, coefficients);
  const values = new Float64Array(side ** variables);
  for (let place = 0; place < coefficients.length; place++) values[placeOf(monomials.exponents[place], side)] = coefficients[place];
  for (let stride = 1; stride < values.length; stride *= side) alongOne(values, stride, degree);
  let [least, most] = [0, 0];
  for (let place = 1; place < values.length; place++) {
    if (values[place] < values[least]) least = place;
    if (values[place] > values[most]) most = place;
  }
  const lost = size * LOST * (degree + 2) * variables * UP;
  return { low: values[least] - lost, high: values[most] + lost, lowest: cornerOf(least, side, variables), highest: cornerOf(most, side, variables) };
}

function placeOf(exponents: Uint8Array, side: number): number {
  let [place, stride] = [0, 1];
  for (const exponent of exponents) {
    place += exponent * stride;
    stride *= side;
  }
  return place;
}

function cornerOf(place: number, side: number, variables: number): Int8Array {
  return Int8Array.from({ length: variables }, (_, variable) => (2 * (Math.floor(place / side ** variable) % side) > side - 1 ? 1 : -1));
}

/** Powers of one variable become Bernstein polynomials of it, in place. */
function alongOne(values: Float64Array, stride: number, degree: number): void {
  const [matrix, side] = [bernsteinOf(degree), degree + 1];
  const powers = new Float64Array(side);
  for (let block = 0; block < values.length; block += stride * side) {
    for (let first = block; first < block + stride; first++) {
      for (let power = 0; power < side; power++) powers[power] = values[first + power * stride];
      for (let row = 0; row < side; row++) {
        let sum = 0;
        for (let power = 0; power < side; power++) sum += matrix[row * side + power] * powers[power];
        values[first + row * stride] = sum;
      }
    }
  }
}

/** By degree. */
const bernstein: Float64Array[] = [];

/**
 * Of degree d, by row i and power j, of −1 … 1: t^j is Σ m[i][j]·b[i](t), where m[i][j] is the coefficient of z^j in (1 + z)^i·(1 − z)^(d − i),
 * over (d over j).
 */
function bernsteinOf(degree: number): Float64Array {
  return (bernstein[degree] ??= newBernstein(degree));
}

function newBernstein(degree: number): Float64Array {
  const among = productOfBinomials(degree, 0);
  const rows = Array.from({ length: degree + 1 }, (_, row) => productOfBinomials(row, degree - row).map((coefficient, power) => coefficient / among[power]));
  return Float64Array.from(rows.flat());
}

/** The coefficients of (1 + z)^up·(1 − z)^down, whole numbers. */
function productOfBinomials(up: number, down: number): readonly number[] {
  let product: readonly number[] = [1];
  for (let factor = 0; factor < up + down; factor++) {
    const sign = factor < up ? 1 : -1;
    product = [...product, 0].map((coefficient, power) => coefficient + sign * (power > 0 ? product[power - 1] : 0));
  }
  return product;
}

function sumOfRanges({ isEven, exponents, variables }: Monomials, coefficients: Float64Array): PolynomialRange {
  let [low, high, sum] = [coefficients[0], coefficients[0], Math.abs(coefficients[0])];
  const highest = new Int8Array(variables).fill(1);
  for (let place = 1; place < coefficients.length; place++) {
    const [coefficient, magnitude] = [coefficients[place], Math.abs(coefficients[place])];
    sum += magnitude;
    if (isEven[place] === 0 || coefficient > 0) high += magnitude;
    if (isEven[place] === 0 || coefficient < 0) low -= magnitude;
    if (place <= variables && coefficient < 0 && exponents[place].includes(1)) highest[exponents[place].indexOf(1)] = -1;
  }
  const lost = sum * coefficients.length * LOST;
  return { low: low - lost, high: high + lost, lowest: highest.map((one) => -one), highest };
}
