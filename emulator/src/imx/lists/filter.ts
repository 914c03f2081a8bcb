import { badRequest } from '../errors.js';

/** The filters in a query. A filter that is absent or empty accepts everything. */
export class Filter {
  readonly #query: URLSearchParams;

  constructor(query: URLSearchParams) {
    this.#query = query;
  }

  /** A filter's text; undefined where it is absent or empty. */
  get(name: string): string | undefined {
    return this.#query.get(name) || undefined;
  }

  /** Whether a value is one of those that are listed with commas, letters' case aside. */
  isAmong(name: string, value: string | undefined): boolean {
    const wanted = this.get(name)?.toLowerCase().split(',').map((text) => text.trim());
    return wanted === undefined || (value !== undefined && wanted.includes(value.toLowerCase()));
  }

  /** Whether a value is the one that is wanted; 400 for one that there is not. */
  isOneOf(name: string, value: string, known: readonly string[]): boolean {
    const wanted = this.get(name);
    if (wanted !== undefined && !known.includes(wanted)) throw badRequest(`${name} is not one of ${known.join(', ')}`);
    return wanted === undefined || wanted === value;
  }

  /** Whether a text holds what is looked for, letters' case aside. */
  isIn(name: string, text: string | undefined): boolean {
    const wanted = this.get(name)?.toLowerCase();
    return wanted === undefined || (text?.toLowerCase().includes(wanted) ?? false);
  }

  /** Whether a time lies between `min` and `max`, both included. */
  isBetween(min: string, max: string, timeMs: number): boolean {
    const [from, to] = [this.#readTime(min), this.#readTime(max)];
    return (from === undefined || timeMs >= from) && (to === undefined || timeMs <= to);
  }

  /** Whether an amount lies between `min` and `max`, both included. */
  isWithin(min: string, max: string, amount: bigint): boolean {
    const [from, to] = [this.#readAmount(min), this.#readAmount(max)];
    return (from === undefined || amount >= from) && (to === undefined || amount <= to);
  }

  /** Whether something has every property that is asked for, as JSON: `{"colour":["red","blue"]}`. */
  hasMetadata(name: string, metadata: Readonly<Record<string, unknown>> | undefined): boolean {
    const text = this.get(name);
    if (text === undefined) return true;
    const wanted = parseObject(name, text);
    return Object.entries(wanted).every(([key, values]) => [values].flat().some((value) => String(value) === String(metadata?.[key])));
  }

  /** A yes or no; absent is no. */
  isSet(name: string): boolean {
    const text = this.get(name);
    if (text !== undefined && text !== 'true' && text !== 'false') throw badRequest(`${name} must be true or false`);
    return text === 'true';
  }

  #readTime(name: string): number | undefined {
    const text = this.get(name);
    const timeMs = text === undefined ? undefined : Date.parse(text);
    if (Number.isNaN(timeMs)) throw badRequest(`${name} must be a time in ISO 8601`);
    return timeMs;
  }

  #readAmount(name: string): bigint | undefined {
    const text = this.get(name);
    if (text !== undefined && !/^\d{1,78}$/.test(text)) throw badRequest(`${name} must be a decimal number`);
    return text === undefined ? undefined : BigInt(text);
  }
}

function parseObject(name: string, text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Answered below, as what is JSON and no object.
  }
  throw badRequest(`${name} must be a JSON object`);
}
