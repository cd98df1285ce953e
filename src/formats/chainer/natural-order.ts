// The natural order of names: numbers in them count as numbers, so that l2 stands before l10. Compares, does not sort.

/** Negative where `a` stands before `b`, 0 where they are the same but for leading zeros. */
export function compareNaturally(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.match(/\d+|\D+/g) ?? []);
  for (let part = 0; part < Math.min(left.length, right.length); part++) {
    const difference = compareParts(left[part], right[part]);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function compareParts(a: string, b: string): number {
  const [left, right] = [a, b].map((part) => (/^\d/.test(part) ? part.replace(/^0+(?=\d)/, "") : undefined));
  if (left !== undefined && right !== undefined && left.length !== right.length) return left.length - right.length;
  const [one, other] = [left ?? a, right ?? b];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The name with a mark for every number: names of one stem are told apart by numbers alone. */
export function stemOf(name: string): string {
  return name.replace(/\d+/g, "#");
}
