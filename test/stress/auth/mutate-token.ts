import { randomBytes } from 'node:crypto';
import type { Emulator } from '../../../emulator/src/index.js';
import { pick } from '../../support/random.js';

type Random = () => number;
type Claims = Record<string, unknown>;
type ClaimChange = (claims: Claims, random: Random) => void;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const NO_TIMES = ['', '0', 'now', null, true, [], {}, -1, 0, 1e308, [1]] as const;
const NO_TEXTS = ['', 0, 1, null, true, [], {}, [['x']], { length: 1 }] as const;

/** Claims that make a token wrong; its signature is the authority's own. */
const CLAIM_CHANGES: readonly ClaimChange[] = [
  (claims, random) => { claims['iss'] = pick(random, [undefined, ...NO_TEXTS, 'https://stranger.example.com/', `${String(claims['iss'])}/`, String(claims['iss']).slice(0, -1), `${String(claims['iss'])}#`, ` ${String(claims['iss'])}`, String(claims['iss']).toUpperCase()]); },
  (claims, random) => { claims['aud'] = pick(random, [undefined, ...NO_TEXTS, 'stranger', ['stranger'], [claims['aud'], 'stranger'], [[claims['aud']]], `${String(claims['aud'])} `, String(claims['aud']).toUpperCase()]); },
  (claims, random) => { claims['azp'] = pick(random, ['stranger', '', 1, null, [claims['aud']], {}]); },
  (claims, random) => { claims['sub'] = pick(random, [undefined, ...NO_TEXTS]); },
  (claims, random) => { claims['exp'] = pick(random, [undefined, ...NO_TIMES, Number(claims['iat']) - 301 - Math.floor(random() * 1e8)]); },
  (claims, random) => { claims['iat'] = pick(random, [undefined, ...NO_TIMES, Number(claims['iat']) + 400 + Math.floor(random() * 1e8)]); },
  (claims, random) => { claims['nbf'] = pick(random, [...NO_TIMES.filter((value) => value !== 0 && value !== -1), Number(claims['iat']) + 400 + Math.floor(random() * 1e8)]); },
];

/** Headers under which the authority's own signature is worth nothing. */
const HEADER_CHANGES: readonly Claims[] = [
  { alg: 'none' }, { alg: 'None' }, { alg: '' }, { alg: 'HS256' }, { alg: 'RS384' }, { alg: 'rs256' }, { alg: ['RS256'] }, { alg: null },
  { crit: ['exp'] }, { crit: [] }, { b64: false, crit: ['b64'] }, { kid: 'stranger' }, { kid: '' }, { kid: 1 }, { zip: 'DEF' },
];

/** A source of tokens that are wrong in one way each, the same in each run but for the authority's key. */
export class TokenMutator {
  readonly #emulator: Emulator;
  readonly #claims: Claims;
  readonly #random: Random;

  constructor(emulator: Emulator, claims: Claims, random: Random) {
    this.#emulator = emulator;
    this.#claims = claims;
    this.#random = random;
  }

  /** A right token. */
  create(): string {
    return this.#sign({ ...this.#claims, jti: Math.floor(this.#random() * 1e9) });
  }

  /** A wrong one, and what was done to it. */
  mutate(): { readonly token: string; readonly how: string } {
    const kinds = ['claims', 'claims', 'header', 'text', 'text', 'part', 'form', 'foreign'] as const;
    const how = pick(this.#random, kinds);
    return { token: this[how](), how };
  }

  private claims(): string {
    const changed: Claims = { ...this.#claims };
    pick(this.#random, CLAIM_CHANGES)(changed, this.#random);
    return this.#sign(changed);
  }

  /** The header is changed after signing: the rest is as it was. */
  private header(): string {
    const [header = '', ...rest] = this.create().split('.');
    const changed = { ...JSON.parse(decode(header)) as Claims, ...pick(this.#random, HEADER_CHANGES) };
    return [encode(JSON.stringify(changed)), ...rest].join('.');
  }

  /** One character is another. The last two of the signature hold bits that mean nothing. */
  private text(): string {
    const token = this.create();
    const at = Math.floor(this.#random() * (token.length - 2));
    const other = pick(this.#random, [...`${ALPHABET}.=+/ %\n\u0000é`].filter((character) => character !== token[at]));
    return token.slice(0, at) + other + token.slice(at + 1);
  }

  /** A part is gone, doubled, swapped, cut, or another token's. */
  private part(): string {
    const [header = '', claims = '', signature = ''] = this.create().split('.');
    const [, otherClaims = '', otherSignature = ''] = this.#sign({ ...this.#claims, sub: 'email|somebodyelse' }).split('.');
    const at = Math.floor(this.#random() * (claims.length - 1));
    return pick(this.#random, [
      `${header}.${claims}`, `${header}.${claims}.`, `.${claims}.${signature}`, `${header}..${signature}`, '..', '', `${header}.${signature}.${claims}`,
      `${claims}.${header}.${signature}`, `${header}.${otherClaims}.${signature}`, `${header}.${claims}.${otherSignature}`, `${header}.${claims.slice(0, at)}.${signature}`,
      `${header}.${claims}.${signature}.${signature}`, `${header}.${claims}.${signature.slice(0, 40)}`, `${header}.${claims}.${signature}${signature}`,
    ]);
  }

  /** What stands in the token's place is something else. */
  private form(): string {
    const token = this.create();
    return pick(this.#random, [
      JSON.stringify(token), encode(token), token.replaceAll('.', '..'), ` ${token}`, `Bearer ${token}`, token.toUpperCase(), token.split('').reverse().join(''),
      `${token},${token}`, encodeURIComponent(token).replaceAll('.', '%2E'), randomBytes(200).toString('base64url'), 'null', '[]', '{}', 'a.b.c', 'x'.repeat(100_000),
    ]);
  }

  /** Everything is right, and somebody else has signed it, or nobody. */
  private foreign(): string {
    const [header = '', claims = ''] = this.create().split('.');
    const stolen = `${encode(JSON.stringify({ ...JSON.parse(decode(header)) as Claims, jwk: this.#emulator.tokens.publicJwk }))}.${claims}`;
    return `${pick(this.#random, [`${header}.${claims}`, stolen])}.${randomBytes(pick(this.#random, [256, 32, 64, 1])).toString('base64url')}`;
  }

  #sign(claims: Claims): string {
    return this.#emulator.tokens.sign(claims);
  }
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}

function decode(part: string): string {
  return Buffer.from(part, 'base64url').toString();
}
