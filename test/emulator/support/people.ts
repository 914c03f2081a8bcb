import { after } from 'node:test';
import { startEmulator, type Emulator } from '../../../emulator/src/index.js';
import { deriveStarkKey, type GrindVariant } from '../../../emulator/src/imx/stark/derive.js';
import { personalSign } from '../../../emulator/src/wallet/keys.js';
import { getUserWallet } from '../../../emulator/src/wallet/user-wallets.js';
import { createGuardianService } from '../../../emulator/src/guardian/guardian-service.js';
import { createImxService } from '../../../emulator/src/imx/imx-service.js';
import { createTeeService } from '../../../emulator/src/tee/tee-service.js';
import { createWalletService } from '../../../emulator/src/wallet/wallet-service.js';
import { signStark } from './stark-signer.js';

let shared: Promise<Emulator> | undefined;

after(async () => (await shared)?.close());

/**
 * Runs a test against wallet, TEE and API, without the identity service. The tests of a file share
 * one emulator, because its RSA key takes long to make; each gets it as new.
 */
export async function withEmulator(run: (emulator: Emulator) => Promise<void>): Promise<void> {
  shared ??= startEmulator({ services: [createWalletService, createTeeService, createImxService, createGuardianService], seed: 'people' });
  const emulator = await shared;
  emulator.reset();
  await run(emulator);
}

/** What a test needs to act as one of the users. */
export interface Person {
  readonly sub: string;
  readonly walletKey: string;
  readonly address: string;
  readonly starkPrivateKey: bigint;
  readonly starkKey: string;
  /** An ID token with the given claims over the usual ones. */
  idToken(claims?: Record<string, unknown>): Promise<string>;
  accessToken(claims?: Record<string, unknown>): Promise<string>;
}

/** The person with this e-mail address, made new where the emulator knows none. */
export function actAs(emulator: Emulator, email: string, variant?: GrindVariant): Person {
  const { sub } = emulator.world.ensureUser(email);
  const { key, address } = getUserWallet(emulator.seed, sub);
  const { privateKey, publicKey } = deriveStarkKey(key, variant);
  const issue = async (claims: Record<string, unknown>, more: Record<string, unknown>): Promise<string> => {
    const nowSeconds = Math.floor(emulator.world.clock.now() / 1000);
    return emulator.tokens.sign({ sub, iss: emulator.tokens.issuer, iat: nowSeconds, exp: nowSeconds + 36_000, ...claims, ...more });
  };
  return {
    sub, walletKey: key, address, starkPrivateKey: privateKey, starkKey: publicKey,
    idToken: (claims = {}) => issue({ aud: 'client-of-a-test' }, claims),
    accessToken: (claims = {}) => issue({ aud: 'platform_api', scope: 'openid offline_access profile email transact' }, claims),
  };
}

/** `personal_sign` as Immutable writes it: the last byte is 00 or 01. */
export function signRaw(walletKey: string, text: string): string {
  const { serialized } = personalSign(walletKey, Buffer.from(text, 'utf8'));
  return `${serialized.slice(0, 130)}${serialized.endsWith('1c') ? '01' : '00'}`;
}

/** What a person sends to be registered, and the hash that it is about. */
export interface Registration {
  readonly body: Readonly<Record<string, string>>;
  readonly payloadHash: string;
}

/** Asks for a person's registration and signs it. */
export async function createRegistration(emulator: Emulator, person: Person): Promise<Registration> {
  const keys = { ether_key: person.address, stark_key: person.starkKey };
  const { body } = await postJson(emulator, '/v1/signable-registration-offchain', keys);
  const { payload_hash: payloadHash, signable_message: text } = body as { payload_hash: string; signable_message: string };
  const signatures = { eth_signature: signRaw(person.walletKey, text), stark_signature: signStark(person.starkPrivateKey, payloadHash) };
  return { body: { ...keys, ...signatures }, payloadHash };
}

/** An answer of the API, read. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Asks the API of an emulator. */
export async function getJson(emulator: Emulator, path: string): Promise<Answer> {
  const response = await fetch(`${emulator.addresses.api}${path}`);
  return { status: response.status, body: await response.json() };
}

/** Posts to the API of an emulator. */
export async function postJson(emulator: Emulator, path: string, body: unknown, token?: string): Promise<Answer> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  const response = await fetch(`${emulator.addresses.api}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}
