import { badRequest } from '../errors.js';

/** The body of a request, read as an object. */
export type Body = Readonly<Record<string, unknown>>;

/** The body of a request as an object; 400 where it is none. */
export function requireBody(body: unknown): Body {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badRequest('The body must be a JSON object');
  return body as Body;
}

/** A number of a request: a whole number, or a text of one in decimal or hex. */
export function readNumber(name: string, value: unknown): bigint {
  const isNumber = typeof value === 'number' ? Number.isSafeInteger(value) && value >= 0 : typeof value === 'string' && /^(?:0x[0-9a-f]{1,64}|\d{1,78})$/i.test(value);
  if (!isNumber) throw badRequest(`${name} must be a whole number`);
  return BigInt(value as string | number);
}

/** A hash of numbers that may be out of range; 400 where they are. */
export function tryToHash(hash: () => bigint): bigint {
  try {
    return hash();
  } catch (error) {
    if (error instanceof RangeError) throw badRequest(error.message);
    throw error;
  }
}
