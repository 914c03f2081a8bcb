import { expect } from '@open-wc/testing';

import { Registrar } from '../../src/imx/registrar.js';
import { resolveConfig } from '../../src/shared/config.js';
import { REGISTRATION_STEPS } from '../../src/shared/network.js';
import type { RegistrationStep } from '../../src/shared/network.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { createWalletTransport } from '../../src/wallet/create-wallet-transport.js';
import { expectCode, getError } from './support/expect-error.js';
import { REGISTERED, UNREGISTERED } from './support/fake-user.js';
import { createFakeWallet } from './support/fake-wallet.js';
import { CREATED, setupRegistration, SIGNABLE, USERS } from './support/setup-registration.js';
import { TRACE } from './support/trace.js';

const OTHER = '0x1111111111111111111111111111111111111111';
const toHex = (text: string): string => (
  `0x${[...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
);
let release = (): void => {};
const withClaim = (claim: Partial<typeof REGISTERED.passport>) => ({ ...REGISTERED, passport: { ...TRACE.claim, ...claim } });

describe('Registrar', () => {
  it('waits a second at a time for a claim that comes late', async () => {
    const { user, waits, network, countPosts } = setupRegistration({
      refreshes: [UNREGISTERED, new PassportError(ERROR_TABLE, 'REFRESH_FAILED'), UNREGISTERED, REGISTERED],
    });

    expect(await network.register()).to.have.property('address', TRACE.account);
    expect(user.calls.refresh).to.equal(4);
    expect(waits).to.deep.equal([1_000, 1_000, 1_000]);
    expect(countPosts()).to.equal(1);
  });

  it('says REGISTRATION_PENDING after four refreshes, and then only looks for the claim', async () => {
    const { user, wallet, steps, network, onStep, countPosts } = setupRegistration({
      refreshes: [UNREGISTERED, UNREGISTERED, UNREGISTERED, UNREGISTERED, REGISTERED],
    });

    const error = await expectCode(network.register(), 'REGISTRATION_PENDING');
    expect(error).to.include({ type: 'USER_REGISTRATION_ERROR', retryable: true });
    expect(user.calls.refresh).to.equal(4);

    expect(await network.register({ onStep })).to.have.property('address', TRACE.account);
    expect(countPosts()).to.equal(1);
    expect(wallet.purposes).to.have.length(3);
    expect(steps).to.deep.equal(['connect-wallet', 'derive-key', 'confirm']);
  });

  it('keeps why the last refresh failed', async () => {
    const cause = new PassportError(ERROR_TABLE, 'REFRESH_FAILED');

    const error = await expectCode(setupRegistration({ refreshes: [cause] }).network.register(), 'REGISTRATION_PENDING');

    expect(error.cause).to.equal(cause);
  });

  it('stops waiting when the session ends', async () => {
    const { user, network } = setupRegistration({ refreshes: [new PassportError(ERROR_TABLE, 'SESSION_EXPIRED')] });

    await expectCode(network.register(), 'SESSION_EXPIRED');
    expect(user.calls.refresh).to.equal(1);
  });

  for (const lost of ['network', { status: 500, text: 'oops' }, { status: 200, text: '<html>' }, { status: 201, json: {} }] as const) {
    it(`row 131: looks for the account after a lost answer: ${JSON.stringify(lost)}`, async () => {
      const { user, network, countPosts } = setupRegistration({
        routes: { [USERS]: lost }, refreshes: [UNREGISTERED, REGISTERED],
      });

      expect(await network.register()).to.have.property('address', TRACE.account);
      expect(user.calls.refresh).to.equal(2);
      expect(countPosts()).to.equal(1);
    });
  }

  it('row 131: fails as the service did when no account appears after a lost answer, and can be repeated', async () => {
    const { user, network, countPosts } = setupRegistration({
      routes: { [USERS]: ['network', { status: 409 }] }, refreshes: [UNREGISTERED, UNREGISTERED, REGISTERED],
    });

    const error = await expectCode(network.register(), 'API_UNAVAILABLE');
    expect(error).to.include({ type: 'USER_REGISTRATION_ERROR' });
    expect(user.calls.refresh).to.equal(2);

    expect(await network.register()).to.have.property('address', TRACE.account);
    expect(countPosts()).to.equal(2);
  });

  it('row 131: sends one registration for two clicks', async () => {
    const { wallet, steps, network, onStep, countPosts } = setupRegistration({
      network: { loadRegistrar: async () => ({ Registrar }) },
    });
    const late: RegistrationStep[] = [];

    const [first, second] = await Promise.all([
      network.register({ onStep }), network.register({ onStep: (step) => late.push(step) }),
    ]);

    expect(first).to.deep.equal(second);
    expect(countPosts()).to.equal(1);
    expect(wallet.purposes).to.have.length(3);
    expect(steps).to.deep.equal(REGISTRATION_STEPS);
    expect(late).to.deep.equal(REGISTRATION_STEPS);
  });

  it('row 131: does not register again when the first call ends while code loads for the second', async () => {
    const loads = [Promise.resolve({ Registrar }), new Promise<{ Registrar: typeof Registrar }>((resolve) => {
      release = () => resolve({ Registrar });
    })];
    const { network, countPosts } = setupRegistration({ network: { loadRegistrar: () => loads.shift()! } });

    const calls = [network.register(), network.register()];
    await calls[0];
    release();

    expect(await calls[1]).to.have.property('address', TRACE.account);
    expect(countPosts()).to.equal(1);
  });

  it('goes on for the second caller when the first one leaves', async () => {
    const { network, countPosts } = setupRegistration();
    const controller = new AbortController();
    const first = getError(network.register({ signal: controller.signal, onStep: () => controller.abort() }));

    const second = await network.register();

    expect(await first).to.have.property('name', 'AbortError');
    expect(second).to.have.property('address', TRACE.account);
    expect(countPosts()).to.equal(1);
  });

  REGISTRATION_STEPS.forEach((step, index) => {
    it(`stays an abort when aborted at the step ${step}, and does nothing more`, async () => {
      const { api, user, wallet, steps, network, onStep } = setupRegistration({ refreshes: [UNREGISTERED] });
      const controller = new AbortController();

      const error = await getError(network.register({
        signal: controller.signal,
        onStep: (current) => {
          onStep(current);
          if (current === step) controller.abort();
        },
      }));
      // What was started goes on for as long as it can.
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();

      expect(error).to.have.property('name', 'AbortError');
      expect(steps).to.deep.equal(REGISTRATION_STEPS.slice(0, index + 1));
      expect(wallet.purposes.length).to.be.at.most([0, 0, 2, 3, 3][index]!);
      expect(api.lines.filter((line) => line === USERS)).to.have.length(step === 'confirm' ? 1 : 0);
      expect(user.calls.refresh).to.equal(0);
    });
  });

  const SEED = 'Only sign this request if you’ve initiated an action with Immutable X.';
  const SPELLINGS = [
    SEED, SEED.replace('’', "'"), ` ${SEED}`, SEED.replaceAll(' ', '\u00a0'), SEED.split('').join('\u200b'), SEED.toUpperCase(),
    toHex(SEED), toHex(toHex(SEED)), `${TRACE.linkText} ${SEED}`, `${TRACE.linkText}\n${toHex(SEED)}`, toHex(TRACE.linkText),
    ` ${TRACE.linkText}`, 'Send everything.',
  ];
  SPELLINGS.forEach((text, index) => {
    it(`row 144: gives no signature to a service that has another text signed (${index + 1})`, async () => {
      const signed = createFakeWallet();
      // The real guard stands before the wallet, as the session places it.
      const config = resolveConfig({ walletTransport: signed.wallet }, location);
      const { network, countPosts } = setupRegistration({
        routes: { [SIGNABLE]: { json: { ...TRACE.signable, signable_message: text } } },
        network: { wallet: createWalletTransport(config, { getIdToken: async () => 'id-1' }) },
      });

      const error = await expectCode(network.register(), 'MESSAGE_REFUSED');

      expect(error.type).to.equal('WALLET_CONNECTION_ERROR');
      expect(signed.purposes).to.deep.equal([{ kind: 'stark-seed' }, { kind: 'stark-seed' }]);
      expect(countPosts()).to.equal(0);
    });
  });

  for (const hash of ['0x', 'abc!', `0x${'f'.repeat(64)}`, '-1']) {
    it(`row 127: sends nothing when the payload is no hash: ${hash.slice(0, 8)}`, async () => {
      const { network, countPosts } = setupRegistration({
        routes: { [SIGNABLE]: { json: { ...TRACE.signable, payload_hash: hash } } },
      });

      expect(await expectCode(network.register(), 'PAYLOAD_INVALID')).to.have.property('type', 'USER_REGISTRATION_ERROR');
      expect(countPosts()).to.equal(0);
    });
  }

  it('row 105: signs nothing when the claim names another wallet', async () => {
    const claims = { ...UNREGISTERED, passport: { imx_user_admin_address: OTHER } };
    const { api, wallet, network } = setupRegistration({ claims });

    await expectCode(network.register(), 'WALLET_ADDRESS_MISMATCH');
    await expectCode(network.connect(), 'WALLET_ADDRESS_MISMATCH');
    expect(wallet.purposes).to.deep.equal([]);
    expect(api.requests).to.deep.equal([]);
  });

  const ANSWERS = [
    ['user_admin_key', OTHER, 'WALLET_ADDRESS_MISMATCH'], ['ether_key', OTHER, 'WALLET_ADDRESS_MISMATCH'],
    ['stark_key', '0x1', 'STARK_KEY_MISMATCH'],
  ] as const;
  for (const [member, value, code] of ANSWERS) {
    it(`row 105: does not accept an answer with another ${member}`, async () => {
      const { network } = setupRegistration({ routes: { [USERS]: { status: 201, json: { ...CREATED.json, [member]: value } } } });

      await expectCode(network.register(), code);
    });
  }

  it('row 105: accepts the wallet as ether_key, and keys that differ in case and zeros', async () => {
    const json = {
      ether_key: TRACE.wallet.toLowerCase(), stark_key: `0x${TRACE.starkKey.slice(3).toUpperCase()}`,
      user_admin_key: TRACE.wallet.toLowerCase(),
    };

    expect(await setupRegistration({ routes: { [USERS]: { json } } }).network.register())
      .to.have.property('address', TRACE.account);
  });

  const CLAIMS = [
    ['another wallet', withClaim({ imx_user_admin_address: OTHER }), 'WALLET_ADDRESS_MISMATCH'],
    ['another Stark key', withClaim({ imx_stark_address: '0x1' }), 'STARK_KEY_MISMATCH'],
    ['another user', { ...REGISTERED, sub: 'email|0002' }, 'USER_CHANGED'],
  ] as const;
  for (const [what, claims, code] of CLAIMS) {
    for (const status of [201, 409]) {
      it(`rows 105 and 120: does not accept a claim of ${what} after ${status}`, async () => {
        const { network } = setupRegistration({ routes: { [USERS]: { ...CREATED, status } }, refreshes: [claims] });

        await expectCode(network.register(), code);
      });
    }
  }

  it('does not register with the token of a user who signed in meanwhile', async () => {
    const { user, network, onStep, countPosts } = setupRegistration();

    await expectCode(network.register({
      onStep: (step) => {
        onStep(step);
        if (step === 'submit') user.state.claims = { sub: 'email|0002' };
      },
    }), 'USER_CHANGED');
    expect(countPosts()).to.equal(0);
  });
});
