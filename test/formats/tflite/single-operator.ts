// Models of one operator, short to write: their inputs are those without elements.

import type { ElementName, OptionField, WrittenModel, WrittenTensor } from "./lite-file.ts";

export interface Case {
  readonly name: string;
  readonly model: WrittenModel;
  /** One after the other, where what they leave matters to the next; 1 where it is left out. */
  readonly calls?: number;
  /** Where they are not drawn, those of all calls one after the other. */
  readonly inputs?: readonly (readonly number[])[];
  /** Which runtime says what is right, where it is not the one that all of its kind are run by. */
  readonly runtime?: "LiteRT";
}

export function byte(field: number, value: number): OptionField {
  return [field, "byte", value];
}

export function integer(field: number, value: number): OptionField {
  return [field, "integer", value];
}

export function float(field: number, value: number): OptionField {
  return [field, "float", value];
}

/** An array of float32 that the model is given or gives. */
export function array(...shape: readonly number[]): WrittenTensor {
  return { shape };
}

export function arrayOf(type: ElementName, ...shape: readonly number[]): WrittenTensor {
  return { shape, type };
}

/** A constant list of int32. */
export function list(...data: readonly number[]): WrittenTensor {
  return { shape: [data.length], type: "int32", data };
}

/** A constant of float32 with elements that differ, of either sign. */
export function weights(...shape: readonly number[]): WrittenTensor {
  const count = shape.reduce((product, extent) => product * extent, 1);
  return { shape, data: Array.from({ length: count }, (_, place) => (((place * 37) % 64) - 31) / 32) };
}

/** An operator on these, in order; `undefined` is an input that is left out. */
export function single(
  name: string,
  type: string,
  inputs: readonly (WrittenTensor | undefined)[],
  outputs: readonly WrittenTensor[],
  options?: readonly OptionField[],
): Case {
  const given = inputs.flatMap((tensor) => tensor ?? []);
  const numbers = inputs.map((tensor, position) => (tensor === undefined ? -1 : inputs.slice(0, position).filter((one) => one !== undefined).length));
  const results = outputs.map((_, position) => given.length + position);
  const open = given.flatMap((tensor, number) => (tensor.data === undefined && tensor.isVariable !== true ? [number] : []));
  const operator = { type, inputs: numbers, outputs: results, ...(options === undefined ? {} : { options }) };
  return { name, model: { tensors: [...given, ...outputs], operators: [operator], inputs: open, outputs: results } };
}
