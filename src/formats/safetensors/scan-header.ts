// Goes through the JSON of a header once, before it is parsed: how much there is of it, and what JSON readers disagree about. Recurses
// nowhere, and takes what is no JSON as it comes.

/** What is to be said of a header's JSON. */
export interface Scanned {
  /** Why it is not to be parsed; undefined where it may be. */
  readonly excess: string | undefined;
  /** Keys that are there twice, and numbers that are not written as whole ones: readers would make different things of them. */
  readonly disputed: string | undefined;
}

/** Headers have three levels. */
const MOST_LEVELS = 64;
/** Keys and elements of lists: enough for 400,000 tensors. */
const MOST_PARTS = 2 ** 22;

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [LIST, LIST_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];
const SPACE = 0x20;
const SHOWN = 80;
/** Keys that are compared one by one. */
const FEW = 8;
const [MINUS, ZERO, NINE] = [0x2d, 0x30, 0x39];

export function scanHeader(text: string): Scanned {
  /** Of each object that is open; undefined for a list. */
  const open: (SeenKeys | undefined)[] = [];
  let disputed: string | undefined;
  let parts = 0;
  /** Where the last string or number is. */
  let [from, to] = [0, 0];
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE || !isMark(code)) {
      [from, to] = [at, code === QUOTE ? endOfString(text, at) : endOfWord(text, at)];
      if (code !== QUOTE && disputed === undefined && isFractional(text, from, to)) disputed = `${text.slice(from, Math.min(to, from + SHOWN))} is not written as a whole number`;
      at = to;
      continue;
    }
    at++;
    if (code === OBJECT || code === LIST) {
      if (open.length === MOST_LEVELS) return { excess: `it is nested in more than ${MOST_LEVELS} levels`, disputed };
      open.push(code === OBJECT ? new SeenKeys() : undefined);
    } else if (code === OBJECT_END || code === LIST_END) {
      open.pop();
    } else if (code === COMMA || code === COLON) {
      if (++parts > MOST_PARTS) return { excess: `it has more than ${MOST_PARTS} keys and elements`, disputed };
      if (code === COMMA) continue;
      const key = unescaped(text.slice(from, to));
      if (open.at(-1)?.isThere(key) === true) disputed ??= `the key ${JSON.stringify(key.slice(0, SHOWN))} is there twice`;
    }
  }
  return { excess: undefined, disputed };
}

/** The keys of an object, mostly few: a set of each would take longer than all the rest. */
class SeenKeys {
  private few: string[] = [];
  private many: Set<string> | undefined;

  /** Whether a key was asked for before. */
  isThere(key: string): boolean {
    const { few, many } = this;
    if (many?.has(key) ?? few.includes(key)) return true;
    if (many !== undefined) many.add(key);
    else if (few.push(key) > FEW) this.many = new Set(few);
    return false;
  }
}

/** What is part of no word: space and the signs of JSON. */
function isMark(code: number): boolean {
  return code <= SPACE || code === COMMA || code === COLON || code === LIST || code === LIST_END || code === OBJECT || code === OBJECT_END;
}

/** Behind the closing quote. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (; at < text.length && text.charCodeAt(at) !== QUOTE; at++) if (text.charCodeAt(at) === BACKSLASH) at++;
  return at + 1;
}

function endOfWord(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE && !isMark(text.charCodeAt(at))) at++;
  return at;
}

/** Of a word that begins as a number: whether it is no run of digits, or one that begins with a 0. */
function isFractional(text: string, from: number, to: number): boolean {
  const first = text.charCodeAt(from);
  if (first === MINUS) return true;
  if (!isDigit(first)) return false;
  if (first === ZERO) return to > from + 1;
  for (let at = from + 1; at < to; at++) if (!isDigit(text.charCodeAt(at))) return true;
  return false;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/** The text of a string in JSON; of what is none, as it stands: it will be refused. */
function unescaped(string: string): string {
  if (!string.includes("\\")) return string.slice(1, -1);
  try {
    return String(JSON.parse(string));
  } catch {
    return string;
  }
}
