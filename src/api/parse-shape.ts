import { isRecord } from '../shared/guards.js';
import { createResponseError } from './api-error.js';
import { parseAmount, parseDecimals } from './parse-values.js';

/**
 * Turns a part of an answer into its documented form. Throws `API_RESPONSE_INVALID`, whose message names
 * the part by `path`: words of ours only, none of the service's.
 */
export type Parser<T> = (value: unknown, path: string) => T;

/** Any text. */
export const text = createParser((value): value is string => typeof value === 'string');
/** An amount in the smallest unit, as decimal text. */
export const amount = createParser((value): value is string => parseAmount(value) !== undefined);
/** An amount, or the empty text that stands for none. */
export const amountOrEmpty = createParser((value): value is string => value === '' || parseAmount(value) !== undefined);
/** A token's decimals as text: `TokenDetails` writes them so. */
export const decimalsText = createParser((value): value is string => typeof value === 'string' && parseDecimals(value) !== undefined);
/** A number that is finite. */
export const finite = createParser((value): value is number => Number.isFinite(value));
/** An id or a count: a whole number from 0, small enough to have lost no digit. */
export const whole = createParser((value): value is number => Number.isSafeInteger(value) && (value as number) >= 0);
/** An object whose members are not ours to know: given as it came. */
export const anyObject = createParser((value): value is Record<string, unknown> => isRecord(value));

/** What may be null. */
export function orNull<T>(parse: Parser<T>): Parser<T | null> {
  return (value, path) => (value === null ? null : parse(value, path));
}

/** What may be absent. Null counts as absent. */
export function maybe<T>(parse: Parser<T>): Parser<T | undefined> {
  return (value, path) => (value === undefined || value === null ? undefined : parse(value, path));
}

/** A list, whole: one entry that is not of its form refuses it. */
export function listOf<T>(parse: Parser<T>): Parser<T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw createResponseError(path);
    return value.map((entry) => parse(entry, path));
  };
}

/** An object with these members, each as it came. Members that are not listed are dropped. */
export function objectOf<T extends object>(members: { readonly [Name in keyof T]-?: Parser<T[Name]> }): Parser<T> {
  const parsers = Object.entries(members) as [string, Parser<unknown>][];
  return (value, path) => {
    if (!isRecord(value)) throw createResponseError(path);
    const result: Record<string, unknown> = {};
    for (const [name, parse] of parsers) {
      const member = parse(Object.hasOwn(value, name) ? value[name] : undefined, `${path}.${name}`);
      if (member !== undefined) result[name] = member;
    }
    return result as T;
  };
}

function createParser<T>(isOfShape: (value: unknown) => value is T): Parser<T> {
  return (value, path) => {
    if (!isOfShape(value)) throw createResponseError(path);
    return value;
  };
}
