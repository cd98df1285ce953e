// Reads, compares and shows attributes: what an op is told besides its arguments. Which ones an op has, and whether each is a
// number or a list, its defaults say.

/** What an op is told besides its arguments: a number or a list, as the op's default for it is. */
export type Attribute = number | readonly number[];

export type Attributes = Readonly<Record<string, Attribute>>;

/** @throws RangeError where the attribute is a list or there is none. */
export function numberOf(attributes: Attributes, name: string): number {
  const value = attributes[name];
  if (typeof value !== "number") throw new RangeError(`the attribute ${name} is no number`);
  return value;
}

/** @throws RangeError where the attribute is a number or there is none. */
export function listOf(attributes: Attributes, name: string): readonly number[] {
  const value = attributes[name];
  if (typeof value !== "object") throw new RangeError(`the attribute ${name} is no list`);
  return value;
}

/** The numbers of a list, or the number alone. */
export function numbersOf(value: Attribute): readonly number[] {
  return typeof value === "number" ? [value] : value;
}

export function sameAttribute(one: Attribute | undefined, other: Attribute | undefined): boolean {
  if (typeof one !== "object" || typeof other !== "object") return one === other;
  return one.length === other.length && one.every((number, position) => number === other[position]);
}

/** `0.2`, with the digits a float32 has, or `[1, 0]`. */
export function showAttribute(value: Attribute): string {
  const show = (number: number): string => String(Number(number.toPrecision(7)));
  return typeof value === "number" ? show(value) : `[${value.map(show).join(", ")}]`;
}

/** `slope=0.2` for each attribute that is not the default. */
export function showChanged(attributes: Attributes, defaults: Attributes): readonly string[] {
  const changed = Object.entries(attributes).filter(([name, given]) => !sameAttribute(given, defaults[name]));
  return changed.map(([name, given]) => `${name}=${showAttribute(given)}`);
}
