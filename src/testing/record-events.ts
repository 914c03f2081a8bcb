/** Every public event, of the elements and of the page's session. */
export const EVENT_TYPES = [
  'passport-login-start', 'passport-login', 'passport-logout-start', 'passport-logout', 'passport-error', 'passport-session-change',
  'imx-register-start', 'imx-register-progress', 'imx-register', 'imx-balances-load', 'imx-balances-select', 'imx-assets-load',
  'immersve-login-start', 'immersve-challenge', 'immersve-state', 'immersve-login', 'immersve-logout', 'immersve-error', 'immersve-session-change',
] as const;

/** The type of a public event. */
export type EventType = (typeof EVENT_TYPES)[number];

/** An event as JSON carries it: its type, and its own fields. Amounts are decimal texts, errors `{ code, message }`. */
export interface RecordedEvent {
  readonly type: EventType;
  readonly [field: string]: unknown;
}

/**
 * Notes events in the page's session storage, where they survive a redirect. It runs in the page, as text: it sees its parameters and the
 * page, nothing around it.
 */
export function recordEvents(key: string, types: readonly string[]): void {
  for (const type of types) {
    addEventListener(type, (event) => {
      const fields = { ...event, isTrusted: undefined, type };
      const text = JSON.stringify(fields, (_, value: unknown) => (
        typeof value === 'bigint' ? String(value) : value instanceof Error ? { code: Reflect.get(value, 'code'), message: value.message } : value));
      const noted = JSON.parse(sessionStorage.getItem(key) ?? '[]') as unknown[];
      sessionStorage.setItem(key, JSON.stringify([...noted, JSON.parse(text)]));
    }, true);
  }
}
