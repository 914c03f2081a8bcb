import { hmac } from '@noble/hashes/hmac.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';

/** The two hashes of key derivation. */
export interface KeyHashes {
  sha256(data: Uint8Array): Promise<Uint8Array>;
  hmacSha512(key: Uint8Array, data: Uint8Array): Promise<Uint8Array>;
}

/**
 * Gives the browser's own hashes, and the same in JavaScript where there are none: pages over plain
 * `http:` have no `crypto.subtle`.
 *
 * @param subtle null for the latter. Default: the browser's.
 */
export function createKeyHashes(subtle: SubtleCrypto | null = globalThis.crypto?.subtle ?? null): KeyHashes {
  return subtle ? createNativeHashes(subtle) : SCRIPT_HASHES;
}

const SCRIPT_HASHES: KeyHashes = {
  sha256: async (data) => sha256(data),
  hmacSha512: async (key, data) => hmac(sha512, key, data),
};

function createNativeHashes(subtle: SubtleCrypto): KeyHashes {
  const algorithm = { name: 'HMAC', hash: 'SHA-512' };
  return {
    sha256: async (data) => new Uint8Array(await subtle.digest('SHA-256', toOwnBuffer(data))),
    async hmacSha512(key, data) {
      const imported = await subtle.importKey('raw', toOwnBuffer(key), algorithm, false, ['sign']);
      return new Uint8Array(await subtle.sign(algorithm, imported, toOwnBuffer(data)));
    },
  };
}

/** WebCrypto takes no view of shared memory; of the types, only this one says so. */
function toOwnBuffer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>;
}
