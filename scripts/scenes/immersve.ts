import type { ImmersveState } from '../../src/session/immersve-types.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { createFakeSigner, PROFILE } from '../../test/support/fake-immersve.js';
import type { FakeSession } from '../../test/support/fake-session.js';
import { nextTask } from './scene.js';
import type { ElementScene } from './scene.js';

const WALLETS = [
  createFakeSigner('Anemone', 'siwe', `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="#2f6f73"/></svg>')}`),
  createFakeSigner('A wallet whose name is longer than any button', 'siwe'),
  createFakeSigner('Pera Wallet', 'algorand'), createFakeSigner('Crossmark', 'xrpl'),
];

const immersve = (state: ImmersveState) => (session: FakeSession): void => session.immersve.set(state);
const signer = { id: 'anemone', name: 'Anemone', method: 'siwe' } as const;
const immersveFailed = (code: 'IMMERSVE_ACCOUNT_DOES_NOT_EXIST' | 'IMMERSVE_CHALLENGE_UNSAFE' | 'IMMERSVE_SESSION_EXPIRED') =>
  immersve({ status: 'failed', error: new PassportError(ERROR_TABLE, code) });
const choose = (...wallets: typeof WALLETS) => (session: FakeSession, element: HTMLElement): void => {
  session.immersve.setWallets(...wallets);
  element.shadowRoot?.querySelector('button')?.click();
};

/** `<immersve-login>`. */
export const IMMERSVE: readonly ElementScene[] = [
  { name: 'unknown', play: immersve({ status: 'unconfigured' }) },
  { name: 'signed-out', play: () => {} },
  { name: 'choosing', play: choose(...WALLETS) },
  { name: 'choosing-one-kind', attributes: { methods: 'siwe' }, play: choose(...WALLETS) },
  { name: 'choosing-none', play: choose() },
  ...(['connecting', 'checking', 'signing', 'completing'] as const).map((status) => ({ name: status, play: immersve({ status, signer }) })),
  { name: 'signed-in', play: immersve({ status: 'signed-in', profile: PROFILE }) },
  { name: 'signing-out', play: immersve({ status: 'signing-out' }) },
  { name: 'no-account', play: async (session, element) => {
    choose(...WALLETS)(session, element);
    await nextTask();
    element.shadowRoot?.querySelector<HTMLElement>('.wallet')?.click();
    immersveFailed('IMMERSVE_ACCOUNT_DOES_NOT_EXIST')(session);
  } },
  { name: 'unsafe', play: immersveFailed('IMMERSVE_CHALLENGE_UNSAFE') },
  { name: 'expired', play: immersveFailed('IMMERSVE_SESSION_EXPIRED') },
];
