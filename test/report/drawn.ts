// Reads drawings back: curves, labels and elements of a class, from the text of an SVG document.

export type Corner = readonly [number, number];

/** The corners of every path of a class, in the order of the document. */
export function curves(svg: string, className: string): readonly (readonly Corner[])[] {
  return [...svg.matchAll(/<path d="([^"]*)" class="([^"]*)"\/>/g)]
    .filter(([, , found]) => found === className)
    .map(([, path = ""]) => cornersOf(path));
}

export function cornersOf(path: string): readonly Corner[] {
  return [...path.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
}

/** What is written, in the order of the document. */
export function labels(svg: string): readonly string[] {
  return [...svg.matchAll(/ aria-label="([^"]*)"/g)].map(([, text = ""]) => text);
}

/** The attributes of every element of this name. */
export function attributesOf(svg: string, name: string): readonly Readonly<Record<string, string>>[] {
  return [...svg.matchAll(new RegExp(`<${name} ([^>]*?)/?>`, "g"))].map(([, text = ""]) =>
    Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, value])),
  );
}

/** The height of a curve at x, between its corners. */
export function heightAt(curve: readonly Corner[], x: number): number {
  const after = curve.findIndex(([corner]) => corner >= x);
  const [[x0, y0], [x1, y1]] = [curve[Math.max(0, after - 1)], curve[after]];
  return x1 === x0 ? y1 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}
