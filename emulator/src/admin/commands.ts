import type { FaultOptions } from '../core/faults.js';
import type { ConfirmationMode, LoginMode } from '../core/world.js';

/** A command that says something impossible; the message is for its sender. */
export class MisuseError extends Error {
  override readonly name = 'MisuseError';
}

/** Reads the body of `POST /faults`. */
export function parseFaultCommand(body: unknown): { name: string; options: FaultOptions } {
  const { name, times, forMs, match, params } = requireObject(body);
  if (typeof name !== 'string') throw new MisuseError('name must be the name of a fault');
  return {
    name,
    options: {
      times: requireNumber('times', times), forMs: requireNumber('forMs', forMs),
      match: requireText('match', match), params: params === undefined ? undefined : requireObject(params),
    },
  };
}

/** Reads the body of `POST /login`. */
export function parseLoginMode(body: unknown): LoginMode {
  const { mode, email } = requireObject(body);
  if (mode === 'page' || mode === 'deny' || mode === 'stay') return { mode };
  if (mode === 'auto' && typeof email === 'string' && email.includes('@')) return { mode, email };
  throw new MisuseError('mode must be "page", "deny", "stay", or "auto" with an email');
}

/** Reads the body of `POST /confirmation`. */
export function parseConfirmationMode(body: unknown): ConfirmationMode {
  const { mode, afterMs } = requireObject(body);
  if (mode === 'page' || mode === 'stay' || mode === 'mute' || mode === 'skip') return { mode };
  if (mode === 'approve' || mode === 'reject' || mode === 'error' || mode === 'close') {
    const delayMs = requireNumber('afterMs', afterMs);
    return delayMs === undefined ? { mode } : { mode, afterMs: delayMs };
  }
  throw new MisuseError('mode must be "page", "approve", "reject", "error", "close", "stay", "mute" or "skip"');
}

/** Somebody as a test wants them; `POST /users`. */
export interface PersonCommand {
  readonly email: string;
  /** Registered with both networks. What is registered already stays so. */
  readonly registered: boolean;
  /** Amounts in whole tokens as decimal texts, by symbol or address. They replace all that was there. */
  readonly balances?: Readonly<Record<string, string>>;
}

/** Reads the body of `POST /users`. */
export function parsePersonCommand(body: unknown): PersonCommand {
  const { email, registered = false, balances } = requireObject(body);
  if (typeof email !== 'string' || !/^[^\s@]{1,64}@[^\s@]{1,190}$/.test(email.trim())) throw new MisuseError('email must be an e-mail address');
  if (typeof registered !== 'boolean') throw new MisuseError('registered must be true or false');
  if (balances === undefined) return { email, registered };
  const entries = Object.entries(requireObject(balances)).map(([token, amount]) => {
    if (typeof amount !== 'string') throw new MisuseError(`The amount of ${token} must be a decimal text, such as "1.5"`);
    return [token, amount] as const;
  });
  return { email, registered, balances: Object.fromEntries(entries) };
}

/** Reads the body of `POST /clock`. */
export function parseShift(body: unknown): number {
  const shift = requireNumber('shiftMs', requireObject(body).shiftMs);
  if (shift === undefined) throw new MisuseError('shiftMs must be a number of milliseconds');
  return shift;
}

function requireObject(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new MisuseError('The body must be a JSON object.');
  return value as Record<string, unknown>;
}

function requireNumber(name: string, value: unknown): number | undefined {
  if (value === undefined || (typeof value === 'number' && Number.isFinite(value))) return value;
  throw new MisuseError(`${name} must be a number`);
}

function requireText(name: string, value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw new MisuseError(`${name} must be a text`);
}
