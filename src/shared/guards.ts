import { parseText } from './primordials.js';

/** Whether this is an object with string keys: not null, no array, no function. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads an own string member of a parsed JSON object; absent when it is anything else. */
export function getString(record: Record<string, unknown>, key: string): string | undefined {
  const value = Object.hasOwn(record, key) ? record[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Parses JSON without throwing. */
export function parseJson(text: string): unknown {
  try {
    return parseText(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Whether a host name is this machine: where the emulator may be used. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
    || hostname.endsWith('.localhost');
}
