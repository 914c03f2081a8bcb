import type { RegistrationStep, Token, TokenBalance } from '../../src/shared/network.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import type { LoginObstacle } from '../../src/session/login-obstacle.js';
import type { ImmersveState } from '../../src/session/immersve-types.js';
import type { SessionState } from '../../src/session/session-types.js';
import { createFakeSigner, PROFILE } from '../../test/support/fake-immersve.js';
import { ACCOUNT, FakeSession, USER } from '../../test/support/fake-session.js';

/** One element in one state. */
export interface Scene {
  readonly name: string;
  readonly tag: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly content?: string;
  /** What stands in the way of a login on the page. */
  readonly obstacle?: LoginObstacle;
  /** What is special about the page of a callback. */
  readonly page?: { readonly isOpened?: boolean };
  /** Brings the session, and so the element, into the state. */
  readonly play: (session: FakeSession, element: HTMLElement) => void | Promise<void>;
}

const TWO_POW_256 = 2n ** 256n;
const OWNER = '0x9999888877776666555544443333222211110000';

function createToken(symbol: string, name: string, decimals: number | undefined, digit: string): Token {
  return { symbol, name, decimals, address: `0x${digit.repeat(40)}` };
}

const BALANCES: readonly TokenBalance[] = [
  { token: { symbol: 'ETH', name: 'Ether', decimals: 18, address: 'ETH' }, amount: 1_250_412_345_678_901_234n },
  { token: createToken('USDC', 'USD Coin', 6, 'a'), amount: 1_482_500_000n },
  { token: createToken('GODS', 'Gods Unchained', 18, 'b'), amount: 20n * 10n ** 18n },
  { token: createToken('IMX', 'Immutable', 18, 'c'), amount: 1n },
];

const HOSTILE: readonly TokenBalance[] = [
  { token: createToken('MAX', 'As much as there can be', 0, '1'), amount: TWO_POW_256 - 1n },
  { token: createToken('ЕТН', 'Ether', 18, '2'), amount: 10n ** 18n },
  { token: createToken('<img src=x>', `\u202egnp.exe ${'long '.repeat(40)}`, 8, '3'), amount: 123n },
  { token: createToken('RAW', 'No decimals known', undefined, '4'), amount: 123_456_789n },
  { token: createToken('BAD', 'Not an amount', 18, '5') },
];

const list = (balances: readonly TokenBalance[], complete = true) =>
  ({ owner: ACCOUNT.address, balances, complete, loadedAtMs: Date.UTC(2026, 10, 21, 10, 42) });

const state = (status: SessionState['status'], more: Partial<SessionState> = {}) =>
  (session: FakeSession): void => session.set({ status, ...more });

const failed = (code: 'POPUP_BLOCKED' | 'POPUP_CLOSED' | 'ID_TOKEN_INVALID') =>
  state('failed', { error: new PassportError(ERROR_TABLE, code) });

const unsupported = (message: string): PassportError => new PassportError(ERROR_TABLE, 'ENVIRONMENT_UNSUPPORTED', { message });

const read = (balances: readonly TokenBalance[], complete = true) => async (session: FakeSession): Promise<void> => {
  session.signIn();
  await nextTask();
  session.reads.at(-1)?.resolve(list(balances, complete));
};

/** Lets the elements draw. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve); });
}

const LOGIN: readonly Omit<Scene, 'tag'>[] = [
  { name: 'unknown', play: (session) => { session.config = undefined; session.set({ status: 'unconfigured' }); } },
  { name: 'restoring', play: state('restoring') },
  { name: 'signed-out', play: state('signed-out') },
  { name: 'signed-out-label', content: 'Play with Passport', play: state('signed-out') },
  { name: 'disabled', attributes: { disabled: '' }, play: state('signed-out') },
  { name: 'method', attributes: { methods: 'google' }, play: state('signed-out') },
  { name: 'methods', attributes: { methods: 'google apple facebook email' }, play: state('signed-out') },
  { name: 'signing-in', play: state('signing-in', { loginWindow: 'watched' }) },
  { name: 'signing-in-redirect', play: state('signing-in') },
  { name: 'signing-in-unwatched', play: state('signing-in', { loginWindow: 'unwatched' }) },
  { name: 'signed-in', play: (session) => session.signIn() },
  { name: 'signed-in-unregistered', play: (session) => session.signIn({ account: undefined, registration: 'unregistered' }) },
  { name: 'signed-in-long', play: (session) => session.signIn({
    user: { ...USER, nickname: 'maximiliana.von.und.zu.langenfeld@example.com' } }) },
  { name: 'signing-out', play: state('signing-out', { user: USER }) },
  { name: 'blocked', play: failed('POPUP_BLOCKED') },
  { name: 'blocked-in-frame', obstacle: { isFramed: true }, play: failed('POPUP_BLOCKED') },
  { name: 'closed', play: failed('POPUP_CLOSED') },
  { name: 'inside-app', obstacle: { app: 'Instagram' }, play: state('signed-out') },
  { name: 'inside-app-methods', obstacle: { app: 'webview' }, attributes: { methods: 'google email' }, play: state('signed-out') },
  { name: 'unsupported-sandbox', obstacle: { isFramed: true, error: unsupported(
    'Signing in does not work in this frame: its sandbox takes away what the sign-in window needs.') }, play: state('signed-out') },
  { name: 'unsupported-insecure', obstacle: { error: unsupported(
    'Signing in needs a secure page: this one is not served over https.') }, play: state('signed-out') },
  { name: 'link-by-hand', obstacle: { app: 'LINE' }, play: async (_, element) => {
    await nextTask();
    await nextTask();
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
    element.shadowRoot?.querySelector<HTMLElement>('[part=copy]')?.click();
    await nextTask();
  } },
  { name: 'misconfigured', attributes: { environment: 'sandbox' }, play: (session) => {
    session.config = undefined;
    session.set({ status: 'unconfigured' });
  } },
];

const CALLBACK: readonly Omit<Scene, 'tag'>[] = [
  { name: 'finishing', play: () => {} },
  { name: 'delivered', play: (session) => session.callbacks[0]?.resolve({ kind: 'delivered' }) },
  { name: 'signed-in', play: (session) => session.callbacks[0]?.resolve({ kind: 'signed-in', user: USER }) },
  { name: 'delivered-open', page: { isOpened: true }, play: (session) => session.callbacks[0]?.resolve({ kind: 'delivered' }) },
  { name: 'already-finished', play: (session) => session.callbacks[0]?.resolve({ kind: 'already-finished', user: USER }) },
  { name: 'signed-out', play: (session) => session.callbacks[0]?.resolve({ kind: 'signed-out' }) },
  { name: 'opener-gone', page: { isOpened: true }, play: (session) =>
    session.callbacks[0]?.reject(new PassportError(ERROR_TABLE, 'CALLBACK_STATE_INVALID')) },
  { name: 'opened-directly', play: (session) => session.callbacks[0]?.reject(new PassportError(ERROR_TABLE, 'CALLBACK_OPENED_DIRECTLY')) },
  { name: 'failed', play: (session) => session.callbacks[0]?.reject(new PassportError(ERROR_TABLE, 'CALLBACK_STATE_INVALID')) },
];

const UNREGISTERED = { account: undefined, registration: 'unregistered' } as const;

function failRegistering(code: keyof typeof ERROR_TABLE, registrationStep?: RegistrationStep): Scene['play'] {
  return (session) => {
    session.signIn({ account: undefined, registration: 'registering', registrationStep });
    session.signIn({ account: undefined, registration: 'failed', error: new PassportError(ERROR_TABLE, code) });
  };
}

const REGISTER: readonly Omit<Scene, 'tag'>[] = [
  { name: 'signed-out', play: state('signed-out') },
  { name: 'unknown', play: (session) => session.signIn({ account: undefined, registration: 'unknown' }) },
  { name: 'unregistered', play: (session) => session.signIn(UNREGISTERED) },
  { name: 'registering', play: async (session, element) => {
    session.signIn(UNREGISTERED);
    await nextTask();
    element.shadowRoot?.querySelector('button')?.click();
    session.signIn({ account: undefined, registration: 'registering', registrationStep: 'sign' });
  } },
  { name: 'elsewhere', play: (session) => session.signIn({ account: undefined, registration: 'registering', isRegisteringElsewhere: true }) },
  { name: 'registered', play: (session) => session.signIn() },
  { name: 'failed', play: failRegistering('WALLET_TIMEOUT') },
  { name: 'failed-later', play: failRegistering('API_UNAVAILABLE', 'submit') },
  { name: 'pending', play: failRegistering('REGISTRATION_PENDING', 'confirm') },
  { name: 'other-account', play: failRegistering('WALLET_ADDRESS_MISMATCH', 'connect-wallet') },
];

const BALANCE_SCENES: readonly Omit<Scene, 'tag'>[] = [
  { name: 'signed-out', play: state('signed-out') },
  { name: 'unregistered', play: (session) => session.signIn(UNREGISTERED) },
  { name: 'loading', play: (session) => session.signIn() },
  { name: 'ready', play: read(BALANCES) },
  { name: 'open', play: async (session, element) => {
    await read(BALANCES)(session);
    await nextTask();
    element.shadowRoot?.querySelectorAll<HTMLElement>('.token')[1]?.click();
  } },
  { name: 'paged', attributes: { 'page-size': '2' }, play: read(BALANCES) },
  { name: 'hostile', play: read(HOSTILE) },
  { name: 'empty', play: read([]) },
  { name: 'partial', play: read(BALANCES.slice(0, 2), false) },
  { name: 'stale', play: async (session, element) => {
    await read(BALANCES.slice(0, 2))(session);
    await nextTask();
    (element as HTMLElement & { refresh(): void }).refresh();
    session.reads.at(-1)?.reject(new PassportError(ERROR_TABLE, 'NETWORK_FAILED'));
  } },
  { name: 'failed', play: async (session) => {
    session.signIn();
    await nextTask();
    session.reads.at(-1)?.reject(new PassportError(ERROR_TABLE, 'API_UNAVAILABLE'));
  } },
  { name: 'wrong-owner', attributes: { owner: '0x123' }, play: () => {} },
  { name: 'owner', attributes: { owner: OWNER }, play: async (session) => {
    await nextTask();
    session.reads.at(-1)?.resolve(list(BALANCES.slice(0, 1)));
  } },
];

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

const IMMERSVE: readonly Omit<Scene, 'tag'>[] = [
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

/** Every element in every state. */
export const SCENES: readonly Scene[] = [
  ...LOGIN.map((scene) => ({ ...scene, tag: 'passport-login' })),
  ...CALLBACK.map((scene) => ({ ...scene, tag: 'passport-callback' })),
  ...REGISTER.map((scene) => ({ ...scene, tag: 'imx-register' })),
  ...BALANCE_SCENES.map((scene) => ({ ...scene, tag: 'imx-balances' })),
  ...IMMERSVE.map((scene) => ({ ...scene, tag: 'immersve-login' })),
];
