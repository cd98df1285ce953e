// SVG elements as data, and their text. Knows nothing of plots.

export type SvgAttributes = Readonly<Record<string, string | number>>;

export interface SvgElement {
  readonly name: string;
  readonly attributes: SvgAttributes;
  readonly children: readonly SvgElement[];
  /** What it holds where it has no children. */
  readonly text?: string;
}

export function element(name: string, attributes: SvgAttributes, children: readonly SvgElement[] = []): SvgElement {
  return { name, attributes, children };
}

/** An element that holds text, such as title and style. */
export function textElement(name: string, attributes: SvgAttributes, text: string): SvgElement {
  return { name, attributes, children: [], text };
}

/**
 * The element as text, a line for each start and end. `idPrefix` stands before every id and every reference to one, so
 * that several drawings can stand in one page.
 */
export function writeElement({ name, attributes, children, text }: SvgElement, idPrefix = ""): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(attributeText(key, value, idPrefix))}"`);
  const start = `<${name}${pairs.join("")}`;
  if (text !== undefined) return `${start}>${escapeXml(text)}</${name}>`;
  if (children.length === 0) return `${start}/>`;
  return [`${start}>`, ...children.map((child) => writeElement(child, idPrefix)), `</${name}>`].join("\n");
}

/** The element and all below it. */
export function* elementsOf(root: SvgElement): Iterable<SvgElement> {
  yield root;
  for (const child of root.children) yield* elementsOf(child);
}

function attributeText(key: string, value: string | number, idPrefix: string): string {
  if (typeof value === "number") return coordinate(value);
  if (key === "id") return `${idPrefix}${value}`;
  if (key === "href" && value.startsWith("#")) return `#${idPrefix}${value.slice(1)}`;
  return value.replace(/^url\(#/, `url(#${idPrefix}`);
}

/** A length in the drawing's units to a hundredth, which no screen or printer shows; −0 is 0. */
export function coordinate(value: number): string {
  return String(Math.round(value * 100) / 100 + 0);
}

/**
 * For XML and HTML, in text and between double quotes. Characters XML 1.0 does not allow (§2.2), which a hostile file may
 * have put into a name, become `?`.
 */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "?")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
