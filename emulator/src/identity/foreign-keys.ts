import { generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';

/** A key that is not the authority's, with the id under which a fault publishes it. */
export interface ForeignKey {
  readonly id: string;
  readonly privateKey: KeyObject;
  /** As it would stand in a key set. */
  readonly publicJwk: JsonWebKey;
}

/** The bytes of the secret that the fault `jwks-oct` publishes. */
export const PUBLISHED_SECRET = Buffer.from('a secret that everybody can read');

/** Keys that faults sign with or publish, made when they are first needed. */
export class ForeignKeys {
  readonly #made = new Map<string, ForeignKey>();

  /** RSA of 512 bits: anybody can find its private part. */
  get weak(): ForeignKey {
    return this.#make('weak', 'RS256', () => generateKeyPairSync('rsa', { modulusLength: 512 }));
  }

  /** RSA as strong as the authority's. */
  get stranger(): ForeignKey {
    return this.#make('stranger', 'RS256', () => generateKeyPairSync('rsa', { modulusLength: 2048 }));
  }

  /** The curve P-256. */
  get elliptic(): ForeignKey {
    return this.#make('elliptic', 'ES256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' }));
  }

  #make(id: string, alg: string, create: () => { privateKey: KeyObject; publicKey: KeyObject }): ForeignKey {
    const known = this.#made.get(id);
    if (known !== undefined) return known;
    const { privateKey, publicKey } = create();
    const key = { id, privateKey, publicJwk: { ...publicKey.export({ format: 'jwk' }), kid: id, alg, use: 'sig' } };
    this.#made.set(id, key);
    return key;
  }
}
