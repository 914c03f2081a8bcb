import { expect } from '@open-wc/testing';

import { ImxProviderImpl } from '../../src/imx/imx-provider.js';
import type { ImxProvider } from '../../src/session/session-types.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import type { RegisterOptions } from '../../src/shared/network.js';
import { expectCode } from './support/expect-error.js';
import { createFakeUser, REGISTERED, UNREGISTERED } from './support/fake-user.js';
import { setupProvider } from './support/setup-provider.js';
import { TRACE } from './support/trace.js';

const ACCOUNT = { network: 'immutable-x', address: TRACE.account } as const;

function setup(options: { readonly claims?: typeof REGISTERED; readonly failure?: unknown } = {}) {
  const calls: (RegisterOptions | undefined)[] = [];
  const register = async (registerOptions?: RegisterOptions) => {
    calls.push(registerOptions);
    if ('failure' in options) throw options.failure;
    return ACCOUNT;
  };
  return { calls, provider: setupProvider({ claims: options.claims ?? UNREGISTERED, parts: { register } }).provider };
}

describe('ImxProviderImpl', () => {
  it('is what the session promises', () => {
    const provider: ImxProvider = setup().provider;

    expect(provider).to.be.instanceOf(ImxProviderImpl);
  });

  it('gives the address of the account', async () => {
    expect(await setup({ claims: REGISTERED }).provider.getAddress()).to.equal(TRACE.account);
  });

  it('has no address for a user who is not registered', async () => {
    const error = await expectCode(setup().provider.getAddress(), 'USER_NOT_REGISTERED_ERROR');

    expect(error.type).to.equal('USER_NOT_REGISTERED_ERROR');
  });

  it('has no address for a claim that is no address', async () => {
    const claims = { ...REGISTERED, passport: { imx_eth_address: '0x1' } };

    await expectCode(setup({ claims }).provider.getAddress(), 'USER_NOT_REGISTERED_ERROR');
  });

  it('says NOT_LOGGED_IN_ERROR when nobody is signed in', async () => {
    const getClaims = async (): Promise<never> => { throw new PassportError(ERROR_TABLE, 'NOT_LOGGED_IN_ERROR'); };
    const { provider } = setupProvider({ parts: { user: { ...createFakeUser().user, getClaims } } });

    await expectCode(provider.getAddress(), 'NOT_LOGGED_IN_ERROR');
    await expectCode(provider.isRegisteredOffchain(), 'NOT_LOGGED_IN_ERROR');
  });

  it('tells whether the user is registered', async () => {
    expect(await setup().provider.isRegisteredOffchain()).to.equal(false);
    expect(await setup({ claims: REGISTERED }).provider.isRegisteredOffchain()).to.equal(true);
  });

  it('registers under both documented names, and passes options on', async () => {
    const { calls, provider } = setup();
    const options = { onStep: () => {} };

    expect(await provider.registerOffchain(options)).to.deep.equal({ tx_hash: '' });
    expect(await provider.registerUserOffchain()).to.deep.equal({ tx_hash: '' });
    expect(calls).to.deep.equal([options, undefined]);
  });

  const TYPES = [
    ['API_UNAVAILABLE', 'USER_REGISTRATION_ERROR'], ['PAYLOAD_INVALID', 'USER_REGISTRATION_ERROR'],
    ['REFRESH_FAILED', 'USER_REGISTRATION_ERROR'], ['CODE_UNAVAILABLE', 'USER_REGISTRATION_ERROR'],
    ['REGISTRATION_PENDING', 'USER_REGISTRATION_ERROR'], ['MESSAGE_REFUSED', 'WALLET_CONNECTION_ERROR'],
    ['WALLET_TIMEOUT', 'WALLET_CONNECTION_ERROR'], ['STARK_KEY_MISMATCH', 'WALLET_CONNECTION_ERROR'],
    ['NOT_LOGGED_IN_ERROR', 'NOT_LOGGED_IN_ERROR'], ['API_UNAUTHORIZED', 'NOT_LOGGED_IN_ERROR'],
  ] as const;
  for (const [code, type] of TYPES) {
    it(`fails to register with code ${code} under type ${type}`, async () => {
      const cause = new Error('why');
      const failure = new PassportError(ERROR_TABLE, code, { message: 'Some words', cause });

      const error = await expectCode(setup({ failure }).provider.registerOffchain(), code);

      expect(error).to.include({ type, message: 'Some words', cause });
    });
  }

  it('gives a mistake of ours as UNEXPECTED of the documented type, and an abort as ABORTED', async () => {
    const failure = new TypeError('x is undefined');

    const error = await expectCode(setup({ failure }).provider.registerOffchain(), 'UNEXPECTED');
    expect(error).to.include({ type: 'USER_REGISTRATION_ERROR', cause: failure });

    const { provider } = setup({ failure: new DOMException('stop', 'AbortError') });
    await expectCode(provider.registerOffchain(), 'ABORTED');
  });

  for (const method of ['isRegisteredOnchain', 'deposit', 'prepareWithdrawal', 'completeWithdrawal'] as const) {
    it(`rejects ${method}, and does not throw`, async () => {
      const promise = setup().provider[method]({ type: 'ETH' });

      expect(promise).to.be.instanceOf(Promise);
      const error = await expectCode(promise, 'OPERATION_NOT_SUPPORTED_ERROR');
      expect(error.type).to.equal('OPERATION_NOT_SUPPORTED_ERROR');
    });
  }
});
