/** The page of `npm run bench:stark`, and ours in `npm run bench:peers`: makes one key and one signature, and says what they took. */
import vectors from '../../test/vectors/stark.json' with { type: 'json' };
import type { Hex } from '../../src/shared/types.js';
import { deriveStarkSigner } from '../../src/signing/stark-signer.js';
import { warmUpSigning } from '../../src/signing/warm-up.js';
import { measureKeys, type PageFigures } from './stark-run.js';

/** How a page starts. */
export type Start = 'cold' | 'warmed';

/**
 * Whose key it is. One that is registered shows by itself whose signature it came from. Before the first registration the
 * signer is recovered, and the wallet asked twice: it answers at once here, so that nothing is done while it signs.
 */
export type StarkUser = 'registered' | 'new';

Object.assign(window, { measure });

/** Makes keys and signatures, and says what they took. */
export function measure(start: Start, user: StarkUser): Promise<PageFigures> {
  const makeKey = async (index: number): Promise<void> => {
    // The first two: of the third, the service has to say which of its keys is registered.
    const vector = vectors.vectors[index % 2]!;
    const signer = await deriveStarkSigner({
      address: vector.eth_address as Hex, signSeed: async () => vector.personal_sign_signature as Hex,
      ...(user === 'new' ? { isNew: true } : { isNew: false, registeredKey: vector.stark_public_key, isAddressKnown: true }),
    });
    if (signer.signUnseen('registration', vector.message_hash) !== vector.stark_signature) throw new Error('Another signature.');
  };
  return measureKeys(makeKey, start === 'cold' ? undefined : warmUpSigning);
}
