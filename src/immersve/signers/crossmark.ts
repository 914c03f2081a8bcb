import { IMMERSVE_ERRORS } from '../../shared/errors/immersve.js';
import type { ImmersveAccount, ImmersveSigner, ImmersveSignRequest } from '../../shared/immersve.js';
import { PassportError } from '../../shared/passport-error.js';
import { readPath, toWalletError } from './wallet-error.js';
import { readPublicKey, readSignature } from './xrpl-answer.js';

/** The injected object of Crossmark: `window.xrpl.crossmark`, or `window.crossmark` of older releases. */
interface Crossmark {
  readonly methods: { signInAndWait(hex?: string): Promise<unknown> };
}

/** Crossmark, where its extension is there; undefined otherwise. It gives its key with a sign-in only: two questions. */
export function createCrossmarkSigner(page: Window): ImmersveSigner | undefined {
  const crossmark = [['xrpl', 'crossmark'], ['crossmark']].map((path) => readPath(page, path))
    .find((value): value is Crossmark => typeof readPath(value, ['methods', 'signInAndWait']) === 'function');
  if (!crossmark) return undefined;
  return Object.freeze({
    id: 'crossmark',
    name: 'Crossmark',
    method: 'xrpl' as const,
    async connect(): Promise<ImmersveAccount> {
      const data = await signIn(crossmark);
      const address = readPath(data, ['address']);
      return { publicKey: readPublicKey(readPath(data, ['publicKey'])), ...(typeof address === 'string' ? { address } : {}) };
    },
    async sign({ message, account }: ImmersveSignRequest): Promise<string> {
      const data = await signIn(crossmark, message);
      if (readPublicKey(readPath(data, ['publicKey'])) !== account.publicKey) {
        throw new PassportError(IMMERSVE_ERRORS, 'IMMERSVE_ACCOUNT_CHANGED');
      }
      return readSignature(readPath(data, ['signature']));
    },
  });
}

async function signIn(crossmark: Crossmark, hex?: string): Promise<unknown> {
  let answer: unknown;
  try {
    answer = await (hex === undefined ? crossmark.methods.signInAndWait() : crossmark.methods.signInAndWait(hex));
  } catch (error) {
    throw toWalletError(error);
  }
  const data = readPath(answer, ['response', 'data']);
  if (readPath(data, ['meta', 'isRejected']) === true) throw new PassportError(IMMERSVE_ERRORS, 'IMMERSVE_USER_REJECTED');
  return data;
}
