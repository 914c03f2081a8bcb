import type {
  Confirmation, EmulatorAccess, FaultOptions, SignedMessage, SignInOptions, StoredSignIn, TestAddresses, TestPerson, TestUser,
} from './control-types.js';
import { signInOverHttp } from './http-login.js';
import { requireLoopback } from './loopback.js';

/** What a test can tell an emulator, and ask it. Every method rejects with a `TypeError` for what the emulator refuses. */
export interface EmulatorControl {
  /** Makes somebody be as a test wants them. */
  setUser(person: TestPerson): Promise<TestUser>;
  /** Gives somebody these amounts, in whole tokens: `setBalances('ada@example.com', { ETH: '1.5' })`. */
  setBalances(email: string, balances: Readonly<Record<string, string>>): Promise<void>;
  /** Switches a fault on: `setFault('imx:server-error', { times: 1 })`. The names are in the emulator's README. */
  setFault(name: string, options?: FaultOptions): Promise<void>;
  /** Switches one fault off, or all. */
  clearFaults(name?: string): Promise<void>;
  /** Says what the confirmation page does. */
  setConfirmation(mode: Confirmation): Promise<void>;
  /** What wallets have signed, oldest first: of everybody, or of one. */
  fetchSigned(email?: string): Promise<readonly SignedMessage[]>;
  /** Where the emulator's servers are, for `configure({ emulator })`. */
  fetchAddresses(): Promise<TestAddresses>;
  /** Signs somebody in over HTTP, without a window. `signIn` puts the answer into a page. */
  createSignIn(options: SignInOptions): Promise<StoredSignIn>;
  /** Forgets users, sessions, faults and signatures. */
  reset(): Promise<void>;
}

interface RawUser {
  readonly sub: string;
  readonly email: string;
  readonly imx?: { readonly ethAddress: string };
  readonly zkEvm?: { readonly ethAddress: string };
}

interface RawState {
  readonly addresses: TestAddresses;
  readonly users: readonly RawUser[];
  readonly signatures: readonly (Omit<SignedMessage, 'email'> & { readonly sub: string })[];
}

type Send = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** Sends commands with the token that `startEmulator()` made; it goes nowhere else. */
function createSend({ addresses, adminToken }: EmulatorAccess): Send {
  const admin = requireLoopback('The emulator’s admin API', addresses.admin);
  return async (method, path, body) => {
    const init: RequestInit = { method, redirect: 'error', headers: { authorization: `Bearer ${adminToken}` } };
    const response = await fetch(new URL(path, admin), body === undefined ? init : { ...init, body: JSON.stringify(body) });
    const text = await response.text();
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    if (response.ok) return answer;
    throw new TypeError(`The emulator refuses ${method} ${path}: ${(answer as { message?: string } | undefined)?.message ?? response.status}`);
  };
}

/**
 * Takes control of a running emulator.
 *
 * @throws {PassportError} `INVALID_CONFIGURATION` when it is not on this machine.
 */
export function createEmulatorControl(emulator: EmulatorAccess): EmulatorControl {
  const send = createSend(emulator);
  const fetchState = async (): Promise<RawState> => await send('GET', '/state') as RawState;

  return {
    async setUser(person) {
      const { sub, email, imx, zkEvm } = await send('POST', '/users', person) as RawUser;
      return { sub, email, imxAddress: imx?.ethAddress, chainAddress: zkEvm?.ethAddress };
    },
    async setBalances(email, balances) {
      await send('POST', '/users', { email, balances });
    },
    async setFault(name, options = {}) {
      await send('POST', '/faults', { ...options, name });
    },
    async clearFaults(name) {
      await send('DELETE', name === undefined ? '/faults' : `/faults?name=${encodeURIComponent(name)}`);
    },
    async setConfirmation(mode) {
      await send('POST', '/confirmation', { mode });
    },
    async fetchSigned(email) {
      const { users, signatures } = await fetchState();
      const emails = new Map(users.map((user) => [user.sub, user.email]));
      return signatures
        .map(({ sub, ...signed }) => ({ ...signed, email: emails.get(sub) ?? '' }))
        .filter((signed) => email === undefined || signed.email === email.toLowerCase());
    },
    async fetchAddresses() {
      const { auth, api, tee, wallet, passport, chain } = (await fetchState()).addresses;
      return { auth, api, tee, wallet, passport, chain };
    },
    async createSignIn(options) {
      const { origin } = requireLoopback('The site', options.origin);
      const { auth } = (await fetchState()).addresses;
      return { origin, key: `oidc.user:${auth}:${options.clientId}`, record: JSON.stringify(await signInOverHttp(auth, { ...options, origin })) };
    },
    async reset() {
      await send('POST', '/reset');
    },
  };
}
