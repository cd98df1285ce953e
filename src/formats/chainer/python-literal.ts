// Reads the Python literals in headers of .npy files: dictionaries, tuples, lists, strings, whole numbers, True, False and
// None, as Python 2 and 3 write them. Evaluates nothing.

/** Tuples and lists are both arrays. */
export type PythonLiteral = string | number | boolean | null | readonly PythonLiteral[] | ReadonlyMap<string, PythonLiteral>;

/** Deep enough for every data type numpy has; a hostile header must not use up the stack. */
const MAXIMUM_DEPTH = 16;

/** Space, then a token: a string without escapes, a number (Python 2 puts an L after long ones), a word or a mark. */
const TOKEN = /[ \t\r\n]*(?:u?'([^'\\]*)'|u?"([^"\\]*)"|(-?\d+)L?|([A-Za-z]+)|([{}()[\]:,]))/y;

/** The value of the whole text, or undefined where it is no such literal. */
export function parsePythonLiteral(text: string): PythonLiteral | undefined {
  const reader = new LiteralReader(text.trimEnd());
  const value = reader.value(0);
  return reader.isAtEnd ? value : undefined;
}

interface Token {
  readonly kind: "string" | "number" | "word" | "mark" | "end";
  readonly text: string;
}

const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ["True", true],
  ["False", false],
  ["None", null],
]);
const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]" };

class LiteralReader {
  private readonly text: string;
  private position = 0;
  private token: Token;

  constructor(text: string) {
    this.text = text;
    this.token = this.next();
  }

  get isAtEnd(): boolean {
    return this.token.kind === "end" && this.position === this.text.length;
  }

  value(depth: number): PythonLiteral | undefined {
    const { kind, text } = this.token;
    if (depth > MAXIMUM_DEPTH || kind === "end") return undefined;
    this.token = this.next();
    if (kind === "string") return text;
    if (kind === "number") return Number(text);
    if (kind === "word") return WORDS.get(text);
    if (text === "{") return this.dictionary(depth);
    const closing = CLOSING[text];
    return closing === undefined ? undefined : this.sequence(closing, depth);
  }

  /** One value in parentheses without a comma is that value, as in Python. */
  private sequence(closing: string, depth: number): PythonLiteral | undefined {
    const items: PythonLiteral[] = [];
    let commas = 0;
    while (!this.take(closing)) {
      if (items.length > commas) return undefined;
      const item = this.value(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
      if (this.take(",")) commas++;
    }
    const [only] = items;
    return closing === ")" && items.length === 1 && commas === 0 ? only : items;
  }

  private dictionary(depth: number): PythonLiteral | undefined {
    const entries = new Map<string, PythonLiteral>();
    let commas = 0;
    while (!this.take("}")) {
      if (entries.size > commas) return undefined;
      const key = this.value(depth + 1);
      if (typeof key !== "string" || entries.has(key) || !this.take(":")) return undefined;
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      entries.set(key, value);
      if (this.take(",")) commas++;
    }
    return entries;
  }

  private take(mark: string): boolean {
    if (this.token.kind !== "mark" || this.token.text !== mark) return false;
    this.token = this.next();
    return true;
  }

  private next(): Token {
    TOKEN.lastIndex = this.position;
    const [whole, single, double, number, word, mark] = TOKEN.exec(this.text) ?? [];
    if (whole === undefined) return { kind: "end", text: "" };
    this.position += whole.length;
    const string = single ?? double;
    if (string !== undefined) return { kind: "string", text: string };
    if (number !== undefined) return { kind: "number", text: number };
    return word === undefined ? { kind: "mark", text: mark ?? "" } : { kind: "word", text: word };
  }
}
