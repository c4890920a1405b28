/** Why a text is no expression. Caught where a template is parsed; never leaves the parser. */
export class Unparsable extends Error {}

const BLANK = /(?:\s+|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
/** Source: HCL syntax specification, "Identifiers". */
const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const DIGITS = /\d+/y;

/** Deeper nesting is refused before it exhausts the stack. */
const DEPTH_MOST = 200;

/** A place in a text that moves on as words are taken. */
export class Cursor {
  at = 0;
  private depth = 0;

  constructor(readonly text: string) {}

  /** Reads what may hold itself again. @throws Unparsable */
  nested<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > DEPTH_MOST) throw new Unparsable("it is nested too deeply");
    const result = read();
    this.depth -= 1;
    return result;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  sees(word: string): boolean {
    return this.text.startsWith(word, this.at);
  }

  /** Takes the word if it stands here. */
  take(word: string): boolean {
    if (!this.sees(word)) return false;
    this.at += word.length;
    return true;
  }

  /** Takes the word after blanks and comments, if it stands there. */
  takeNext(word: string): boolean {
    this.skipBlank();
    return this.take(word);
  }

  /** @throws Unparsable if another word stands there */
  expect(word: string): void {
    if (!this.takeNext(word)) throw this.unexpected(word);
  }

  skipBlank(): void {
    this.skip(BLANK);
  }

  /** Moves past what a sticky expression matches here. */
  skip(pattern: RegExp): void {
    this.match(pattern);
  }

  name(): string | undefined {
    return this.match(NAME);
  }

  number(): string | undefined {
    return this.match(NUMBER);
  }

  digits(): string | undefined {
    return this.match(DIGITS);
  }

  unexpected(wanted: string): Unparsable {
    const found = this.done ? "the end" : JSON.stringify(this.text.slice(this.at, this.at + 12));
    return new Unparsable(`${found} stands where ${wanted} was expected`);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return undefined;
    this.at += found.length;
    return found;
  }
}
