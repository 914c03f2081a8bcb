import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import algosdk from 'algosdk';
import { Wallet } from 'ethers';
import { sign as signXrpl } from 'ripple-keypairs';
import { LOOPBACK_CLIENT, SANDBOX_CLIENT } from '../../../emulator/src/immersve/clients.js';
import type { Emulator } from '../../../emulator/src/index.js';
import { startTestEmulator } from '../../support/emulator.js';
import vectors from '../../vectors/immersve.json' with { type: 'json' };

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown> & { readonly signingChallenge: { readonly message: string } };
}

const ORIGIN = 'http://localhost:4321';
const MINUTES_6_MS = 360_000;
const DAYS_31_MS = 31 * 24 * 3_600_000;

describe('Immersve', () => {
  let emulator: Emulator;
  beforeEach(async () => { emulator = await startTestEmulator(); });
  afterEach(() => emulator.close());

  async function post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${emulator.addresses.immersve}${path}`, {
      method: 'POST',
      headers: { origin: ORIGIN, 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() as Answer['body'] };
  }

  const wallet = new Wallet(vectors.siwe[0]?.privateKey ?? '');
  const request = {
    loginMethod: 'siwe', network: 'polygon-amoy', clientApplicationId: LOOPBACK_CLIENT, scopes: ['cardholder-partner'],
    address: wallet.address, url: ORIGIN, autoSignup: true,
  };
  const login = async (body: Record<string, unknown> = request): Promise<Answer> => {
    const { body: started } = await post('/auth/login-init', body);
    const signature = await wallet.signMessage(started.signingChallenge.message);
    return post('/auth/login-complete', { loginRequestId: started.id, signature });
  };
  const refusal = ({ status, body }: Answer): string => `${status} ${String(body.errorCode)}`;

  it('logs wallets of all three kinds in, with signatures that their own libraries make', async () => {
    const [algorand, xrpl] = [vectors.algorand[0], vectors.xrpl[1]];
    assert.ok(algorand && xrpl);
    const sign: readonly [Record<string, unknown>, (message: string) => string | Promise<string>][] = [
      [request, (message) => wallet.signMessage(message)],
      [{ ...request, loginMethod: 'algorand', network: 'algorand-testnet', address: algorand.address }, (message) => Buffer.from(
        algosdk.signBytes(new TextEncoder().encode(message), algosdk.mnemonicToSecretKey(algorand.mnemonic).sk)).toString('base64')],
      [{ ...request, loginMethod: 'xrpl', network: 'xahau-testnet', publicKey: xrpl.publicKey }, (message) => signXrpl(message, xrpl.privateKey)],
    ];
    for (const [body, signWith] of sign) {
      const { status, body: started } = await post('/auth/login-init', body);
      assert.equal(status, 200);
      const signature = await signWith(started.signingChallenge.message);
      const done = await post('/auth/login-complete', { loginRequestId: started.id, signature });
      assert.deepEqual(Object.keys(done.body).sort(), ['accessToken', 'cardholderAccountId', 'refreshToken']);
    }
  });

  it('accepts the 15 known signatures and refuses the 9 wrong ones', async () => {
    const all = [...vectors.siwe, ...vectors.algorand, ...vectors.xrpl].map((vector) => ({ ...vector, expect: undefined }));
    const loginInits = new Map<unknown, object>(all.map((vector) => [vector.loginInit.loginMethod, vector.loginInit]));
    let accepted = 0;
    let refused = 0;
    for (const vector of [...all, ...vectors.negative.map((negative) => ({ ...negative, loginInit: loginInits.get(negative.loginMethod) }))]) {
      emulator.faults.set('immersve:challenge', { times: 1, params: { message: vector.message } });
      const account = 'publicKey' in vector && vector.publicKey ? { publicKey: vector.publicKey } : { address: (vector as { address?: string }).address };
      const started = await post('/auth/login-init', { ...vector.loginInit, ...account, clientApplicationId: LOOPBACK_CLIENT, url: ORIGIN, autoSignup: true });
      const done = await post('/auth/login-complete', { loginRequestId: started.body.id, signature: vector.signature });
      if (done.status === 200) accepted += 1;
      else if (refusal(done) === vector.expect?.replace(/^/, '403 ')) refused += 1;
    }

    assert.deepEqual({ accepted, refused }, { accepted: 15, refused: 9 });
  });

  it('answers with every documented code', async () => {
    assert.equal(refusal(await post('/auth/login-init', { ...request, autoSignup: undefined })), '403 ACCOUNT_DOES_NOT_EXIST');
    assert.equal(refusal(await post('/auth/login-init', { ...request, url: 'https://elsewhere.example' })), '403 CLIENT_APPLICATION_DOMAIN_NOT_ALLOWED');
    assert.equal(refusal(await post('/auth/login-init', { ...request, clientApplicationId: SANDBOX_CLIENT })), '403 CLIENT_APPLICATION_DOMAIN_NOT_ALLOWED');
    assert.equal(refusal(await post('/auth/login-init', { ...request, clientApplicationId: 'nobody' })), '403 FORBIDDEN');
    assert.equal(refusal(await post('/auth/login-init', { ...request, network: 7 })), '400 INVALID_REQUEST_INPUT');
    const tokens = (await login()).body;
    assert.equal(refusal(await post('/auth/signup', request)), '403 ACCOUNT_EXISTS');
    const exchange = { refreshToken: tokens.refreshToken, clientApplicationId: LOOPBACK_CLIENT };
    assert.equal(refusal(await post('/auth/token', { ...exchange, clientApplicationId: SANDBOX_CLIENT })), '403 CLIENT_APPLICATION_MISMATCH');
    assert.equal(refusal(await post('/auth/token', exchange, { origin: 'https://elsewhere.example' })), '403 ORIGIN_NOT_ALLOWED');
    emulator.world.clock.shift(DAYS_31_MS);
    assert.equal(refusal(await post('/auth/token', exchange)), '403 REFRESH_TOKEN_EXPIRED');
    assert.equal(refusal(await post('/auth/logout', undefined, { authorization: 'Bearer nobody' })), '401 UNAUTHORIZED');
  });

  it('takes a login id once, keeps it after a wrong signature, and forgets it in time', async () => {
    const { body: started } = await post('/auth/login-init', request);
    const right = { loginRequestId: started.id, signature: await wallet.signMessage(started.signingChallenge.message) };

    assert.equal(refusal(await post('/auth/login-complete', { ...right, signature: await wallet.signMessage('else') })), '403 INVALID_SIGNATURE');
    assert.equal((await post('/auth/login-complete', right)).status, 200);
    assert.equal(refusal(await post('/auth/login-complete', right)), '403 FORBIDDEN');
    const late = (await post('/auth/login-init', request)).body;
    emulator.world.clock.shift(MINUTES_6_MS);
    const signature = await wallet.signMessage(late.signingChallenge.message);
    assert.equal(refusal(await post('/auth/login-complete', { loginRequestId: late.id, signature })), '403 CHALLENGE_EXPIRED');
  });

  it('gives new tokens for a refresh token once, and none after the logout', async () => {
    const first = (await login()).body;
    const exchange = (refreshToken: unknown): Promise<Answer> => post('/auth/token', { refreshToken, clientApplicationId: LOOPBACK_CLIENT });

    const second = (await exchange(first.refreshToken)).body;
    assert.equal(refusal(await exchange(first.refreshToken)), '403 FORBIDDEN');
    assert.equal((await post('/auth/logout', undefined, { authorization: `Bearer ${String(second.accessToken)}` })).status, 200);
    assert.equal(refusal(await exchange(second.refreshToken)), '403 FORBIDDEN');
  });

  it('follows its faults', async () => {
    emulator.faults.set('immersve:refuse', { times: 1, params: { errorCode: 'CHALLENGE_EXPIRED' } });
    assert.equal(refusal(await post('/auth/login-init', request)), '403 CHALLENGE_EXPIRED');
    emulator.faults.set('immersve:no-refresh-token', { times: 1 });
    emulator.faults.set('immersve:opaque-token', { times: 1 });
    const tokens = (await login()).body;
    assert.deepEqual([tokens.refreshToken, String(tokens.accessToken).includes('.')], [undefined, false]);
    emulator.faults.set('immersve:access-life', { times: 1, params: { ms: 5_000 } });
    const [, claims = ''] = String((await login()).body.accessToken).split('.');
    const { exp, iat } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { exp: number; iat: number };
    assert.equal(exp - iat, 5);
    emulator.faults.set('immersve:challenge-life', { times: 1, params: { ms: -1 } });
    assert.equal(refusal(await login()), '403 CHALLENGE_EXPIRED');
  });
});
