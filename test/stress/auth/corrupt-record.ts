import { pick } from '../../support/random.js';
import type { TokenMutator } from './mutate-token.js';

type Random = () => number;

/** A session record in the official SDK's form. Its refresh token is nobody's, so that nothing can cure it. */
export function createRecord(idToken: string, sub: string): Record<string, unknown> {
  return {
    id_token: idToken, session_state: null, access_token: 'an-opaque-access-token', refresh_token: 'a-refresh-token-of-nobody', token_type: 'Bearer',
    scope: 'openid offline_access email transact', profile: { sub }, expires_at: Math.floor(Date.now() / 1000) + 80_000,
  };
}

const NO_TOKENS = [undefined, null, 0, 1, true, '', [], {}, ['x'], { length: 3 }] as const;

/** A record that must not let anybody in. */
export function corruptRecord(right: Record<string, unknown>, tokens: TokenMutator, random: Random): string {
  const text = JSON.stringify(right);
  const at = Math.floor(random() * text.length);
  const corruptions: readonly (() => string)[] = [
    () => text.slice(0, at),
    () => text.slice(at + 1),
    () => text.slice(0, at) + pick(random, ['"', '{', '}', '\\', '\u0000', '\n']) + text.slice(0, at),
    () => pick(random, ['null', '[]', '{}', '""', '0', 'true', 'NaN', '', ' ', 'undefined', '[[]]', '{"id_token":', '\uFEFF', '<html>', '{"__proto__":null}']),
    () => JSON.stringify({ ...right, id_token: pick(random, NO_TOKENS) }),
    () => JSON.stringify({ ...right, access_token: pick(random, NO_TOKENS) }),
    () => JSON.stringify({ ...right, id_token: tokens.mutate().token }),
    () => JSON.stringify({ ...right, profile: { sub: 'email|somebodyelse' } }),
    () => JSON.stringify([right]),
    () => JSON.stringify({ user: right }),
    () => JSON.stringify(text),
    () => text + text,
    () => `{"__proto__":${text}}`,
    () => `{"constructor":${text},"prototype":${text}}`,
    () => JSON.stringify({ ...right, id_token: `${String(right['id_token']).slice(0, -40)}${'A'.repeat(40)}` }),
    () => text.replaceAll('_', '-'),
  ];
  return pick(random, corruptions)();
}
