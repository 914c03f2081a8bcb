import type { ReferenceHashes } from '../../vectors/stark-reference.js';

const NAMES = { sha256: 'SHA-256', sha512: 'SHA-512' } as const;

/** The hashes of the browser, for the second implementation. */
export const WEB_HASHES: ReferenceHashes = {
  sha256: async (data) => new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(data))),
  hmac: async (hash, key, data) => {
    const algorithm = { name: 'HMAC', hash: NAMES[hash] };
    const imported = await crypto.subtle.importKey('raw', Uint8Array.from(key), algorithm, false, ['sign']);
    return new Uint8Array(await crypto.subtle.sign(algorithm, imported, Uint8Array.from(data)));
  },
};
