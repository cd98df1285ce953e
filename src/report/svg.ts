// Writes SVG elements as text. Knows nothing of plots.

export type SvgAttributes = Readonly<Record<string, string | number>>;

/** An element; `children` are elements as text already. A line for each child. */
export function element(name: string, attributes: SvgAttributes, ...children: readonly string[]): string {
  const start = startTag(name, attributes);
  return children.length === 0 ? `${start}/>` : [`${start}>`, ...children, `</${name}>`].join("\n");
}

/** An element that holds text: escaped, on one line. */
export function textElement(name: string, attributes: SvgAttributes, text: string): string {
  return `${startTag(name, attributes)}>${escape(text)}</${name}>`;
}

function startTag(name: string, attributes: SvgAttributes): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(typeof value === "number" ? coordinate(value) : value)}"`);
  return `<${name}${pairs.join("")}`;
}

/** A length in the drawing's units to a hundredth, which no screen or printer shows; −0 is 0. */
export function coordinate(value: number): string {
  return String(Math.round(value * 100) / 100 + 0);
}

/** Characters XML 1.0 does not allow (§2.2), which a hostile file may have put into a name, become `?`. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "?")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
