import { expect } from '@open-wc/testing';

import { ImmersveCore } from '../../src/session/immersve-core.js';
import { LazyImmersve } from '../../src/session/immersve.js';
import { createServerSession } from '../../src/session/server-session.js';
import type { ImmersveConfig, ImmersveLoginOptions } from '../../src/session/immersve-types.js';
import { SHARED_ERRORS } from '../../src/shared/errors/shared.js';
import type { ImmersveSigner } from '../../src/shared/immersve.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { CLIENT_ID, ENDPOINT, FakeService } from '../immersve/support/fake-service.js';
import { expectCode } from '../support/rejection.js';
import vectors from '../vectors/immersve.json' with { type: 'json' };

const VECTOR = vectors.algorand[0] as (typeof vectors.algorand)[number];
const OTHER = vectors.algorand[1] as (typeof vectors.algorand)[number];
const MINUTES_21_MS = 21 * 60_000;

describe('ImmersveCore', () => {
  let service: FakeService;
  let cores: ImmersveCore[];
  let signed: string[];
  beforeEach(() => {
    service = new FakeService();
    service.message = VECTOR.message;
    cores = [];
    signed = [];
  });
  afterEach(() => {
    cores.forEach((core) => core.dispose());
    localStorage.clear();
  });

  function open(config: ImmersveConfig = {}): ImmersveCore {
    const core = new ImmersveCore({ window, clock: service.clock, announces: false });
    cores.push(core);
    core.configure({ environment: 'sandbox', clientApplicationId: CLIENT_ID, endpoint: ENDPOINT, fetch: service.fetch, ...config });
    return core;
  }
  const signer = (change: Partial<ImmersveSigner> = {}): ImmersveSigner => ({
    id: 'w', name: 'Whelk', method: 'algorand',
    connect: async () => ({ address: VECTOR.address }),
    sign: async ({ message }) => { signed.push(message); return VECTOR.signature; },
    ...change,
  });
  const login = (core: ImmersveCore, options: Partial<ImmersveLoginOptions> = {}): ReturnType<ImmersveCore['login']> =>
    core.login({ signer: signer(), ...options });
  const hint = (): void => void window.dispatchEvent(new StorageEvent('storage', { key: null }));

  it('logs in, and tells who is signed in without a token', async () => {
    const core = open();
    const statuses: string[] = [];
    core.subscribe(({ status }) => statuses.push(status));

    const profile = await login(core);

    expect(statuses).to.deep.equal(['signed-out', 'connecting', 'checking', 'signing', 'completing', 'signed-in']);
    expect(profile).to.include({ method: 'algorand', network: 'algorand-testnet', address: VECTOR.address, cardholderAccountId: 'account-1' });
    expect(service.list('/auth/login-complete')[0]?.body).to.deep.equal({ loginRequestId: 'login-1', signature: VECTOR.signature });
    expect(JSON.stringify(core.state)).not.to.contain('canary');
    expect(await core.getAccessToken()).to.contain('canary');
  });

  it('asks the wallet in the call itself, before any request', () => {
    const core = open();
    let asked = 0;
    const running = expectCode(login(core, { signer: signer({ connect: () => { asked += 1; return new Promise(() => {}); } }) }), 'ABORTED');

    expect([asked, service.requests.length, core.state.status]).to.deep.equal([1, 0, 'connecting']);
    core.cancelLogin();
    return running;
  });

  it('row 132: has none of the known hostile texts signed', async () => {
    const core = open();
    for (const { message } of vectors.mustRefuseToSign) {
      service.message = message;
      await expectCode(login(core), 'IMMERSVE_CHALLENGE_UNSAFE');
      expect(core.state).to.have.property('status', 'failed');
    }

    expect(signed).to.deep.equal([]);
  });

  it('asks for a new challenge once when the first one has expired', async () => {
    const core = open();
    let turns = 0;
    const slow = signer({ sign: async () => { turns += 1; await service.clock.advance(turns === 1 ? 150_000 : 0); return VECTOR.signature; } });
    service.answers.set('/auth/login-init', () => service.start(100_000));

    await login(core, { signer: slow });

    expect(service.list('/auth/login-init')).to.have.length(2);
    service.answers.set('/auth/login-complete', () => service.refuse(403, 'CHALLENGE_EXPIRED'));
    await core.logout();
    await expectCode(login(core), 'IMMERSVE_CHALLENGE_EXPIRED');
    expect(service.list('/auth/login-complete')).to.have.length(3);
  });

  it('drops what comes after a cancel, and gives tokens of the last moment back', async () => {
    const core = open();
    let answer: (response: Response) => void = () => {};
    service.answers.set('/auth/login-complete', () => new Promise((resolve) => { answer = resolve; }));
    const running = expectCode(login(core), 'ABORTED');
    while (core.state.status !== 'completing') await new Promise((resolve) => { setTimeout(resolve); });

    core.cancelLogin();
    expect(core.state.status).to.equal('signed-out');
    answer(Response.json(service.issue()));
    await running;

    expect(core.state.status).to.equal('signed-out');
    expect(await core.getAccessToken()).to.equal(undefined);
  });

  it('ends calmly when the visitor declines in the wallet or the page refuses the challenge', async () => {
    const core = open();

    await expectCode(login(core, { signer: signer({ sign: () => Promise.reject(Object.assign(new Error(), { code: 4001 })) }) }), 'IMMERSVE_USER_REJECTED');
    expect(core.state).to.deep.equal({ status: 'signed-out' });
    await expectCode(login(core, { onChallenge: () => false }), 'ABORTED');
    expect([signed.length, core.state.status]).to.deep.equal([0, 'signed-out']);
  });

  it('renews tokens before they end, once for all who ask, and keeps the session when that fails', async () => {
    const core = open();
    await login(core);
    await service.clock.advance(MINUTES_21_MS);

    const tokens = await Promise.all(Array.from({ length: 20 }, () => core.getAccessToken()));
    expect(new Set(tokens).size).to.equal(1);
    expect(service.list('/auth/token').map(({ body }) => body)).to.deep.equal([{ refreshToken: 'refresh-1-canary', clientApplicationId: CLIENT_ID }]);
    service.answers.set('/auth/token', () => service.refuse(503, 'ERROR'));
    await service.clock.advance(MINUTES_21_MS);
    await expectCode(core.getAccessToken(), 'REFRESH_FAILED');
    expect(core.state.status).to.equal('signed-in');
  });

  it('makes one request for 50 tabs, although a refresh token works once', async () => {
    const tabs = Array.from({ length: 50 }, () => open({ persist: 'local' }));
    await login(tabs[0] as ImmersveCore);
    hint();
    await service.clock.advance(MINUTES_21_MS);

    const tokens = await Promise.all(tabs.map((tab) => tab.getAccessToken()));

    expect(new Set(tokens).size).to.equal(1);
    expect(service.list('/auth/token')).to.have.length(1);
  });

  it('ends the session, with its reason, when the service refuses the refresh token', async () => {
    for (const [errorCode, code] of [['REFRESH_TOKEN_EXPIRED', 'IMMERSVE_SESSION_EXPIRED'], ['CLIENT_APPLICATION_MISMATCH', 'IMMERSVE_CLIENT_MISMATCH']] as const) {
      const core = open();
      await login(core);
      service.answers.set('/auth/token', () => service.refuse(403, errorCode));
      await expectCode(core.refresh(), code);

      expect(core.state.status).to.equal('failed');
      expect(core.state.error?.code).to.equal(code);
      expect(await core.getAccessToken()).to.equal(undefined);
    }
  });

  it('a logout during a refresh wins, in this tab and in the others, and the new tokens are given back', async () => {
    const [one, two] = [open({ persist: 'local' }), open({ persist: 'local' })];
    await login(one);
    hint();
    let answer: (response: Response) => void = () => {};
    service.answers.set('/auth/token', () => new Promise((resolve) => { answer = resolve; }));
    const refreshing = expectCode(two.refresh(), 'NOT_LOGGED_IN_ERROR');
    while (service.list('/auth/token').length === 0) await new Promise((resolve) => { setTimeout(resolve); });

    await one.logout();
    const late = service.issue();
    answer(Response.json(late));
    await refreshing;

    expect([one.state.status, localStorage.length]).to.deep.equal(['signed-out', 0]);
    expect(two.state.profile).to.equal(undefined);
    expect(service.list('/auth/logout').map(({ authorization }) => authorization)).to.include(`Bearer ${late.accessToken}`);
  });

  it('restores what was kept, for the same service and application only', async () => {
    await login(open({ persist: 'local' }));

    expect(open({ persist: 'local' }).state.profile?.address).to.equal(VECTOR.address);
    expect(open({ persist: 'local', clientApplicationId: 'another' }).state.status).to.equal('signed-out');
    expect(open({ persist: 'local', endpoint: 'https://elsewhere.example' }).state.status).to.equal('signed-out');
    expect(open().state.status).to.equal('signed-out');
    expect(localStorage.length).to.equal(1);
  });

  it('hears of another tab: signed in, somebody else, signed out', async () => {
    const [one, two] = [open({ persist: 'local' }), open({ persist: 'local' })];
    const addresses: unknown[] = [];
    two.subscribe(({ profile }) => addresses.push(profile?.address));
    await login(one);
    hint();
    await one.logout();
    hint();
    service.message = OTHER.message;
    await login(one, { signer: signer({ connect: async () => ({ address: OTHER.address }) }) });
    hint();

    expect(addresses).to.deep.equal([undefined, VECTOR.address, undefined, OTHER.address]);
  });

  it('tells when the session of the same visitor was renewed by another tab', async () => {
    const [one, two] = [open({ persist: 'local' }), open({ persist: 'local' })];
    await login(one);
    hint();
    const before = two.state.profile?.expiresAtMs ?? 0;
    await service.clock.advance(MINUTES_21_MS);
    await one.refresh();
    hint();

    expect(two.state.profile?.expiresAtMs).to.equal(one.state.profile?.expiresAtMs);
    expect(two.state.profile?.expiresAtMs).to.be.greaterThan(before);
  });

  it('keeps the wallet on the screen while another tab renews', async () => {
    const [one, two] = [open({ persist: 'local' }), open({ persist: 'local' })];
    await login(one);
    hint();
    const ended = login(two, { signer: signer({ sign: () => new Promise(() => {}) }) }).catch(({ code }: PassportError) => code);
    while (two.state.status !== 'signing') await new Promise(requestAnimationFrame);
    await service.clock.advance(60_000);
    await one.refresh();
    hint();
    expect(two.state.status).to.equal('signing');

    two.cancelLogin();
    expect(await ended).to.equal('ABORTED');
    expect(two.state.profile?.expiresAtMs).to.equal(one.state.profile?.expiresAtMs);
  });

  it('signs out here whatever the service says, with a new token where the old one has ended', async () => {
    const core = open();
    await login(core);
    service.answers.set('/auth/logout', () => Promise.reject(new TypeError('Failed to fetch')));
    await service.clock.advance(MINUTES_21_MS);
    await core.logout();

    expect(core.state.status).to.equal('signed-out');
    expect(service.list('/auth/token')).to.have.length(1);
  });

  it('row 135: refuses accounts that are none, whatever the kind', async () => {
    const core = open();
    for (const method of ['siwe', 'algorand', 'xrpl'] as const) {
      for (const account of [undefined, null, {}, { address: 7 }, { address: '0x12' }, { publicKey: 'ED' }, []]) {
        await expectCode(login(core, { signer: signer({ method, connect: async () => account as never }) }), 'IMMERSVE_WALLET_ERROR');
      }
    }
    expect(service.requests).to.deep.equal([]);
  });

  for (const [name, config] of Object.entries<ImmersveConfig>({
    'no environment': { environment: undefined }, 'an unknown environment': { environment: 'test' as 'sandbox' }, 'no application': { clientApplicationId: ' ' },
    'plain http': { endpoint: 'http://immersve.example' }, 'a password in the address': { endpoint: 'https://a:b@immersve.example' },
    'another store': { persist: 'cookie' as 'local' }, 'no check': { challengeCheck: 'off' as 'strict' }, 'no page': { url: 'javascript:1' },
  })) {
    it(`refuses ${name}, and every login under it`, async () => {
      const core = open(config);

      expect(core.state.error?.code).to.equal('INVALID_CONFIGURATION');
      await expectCode(login(core), 'INVALID_CONFIGURATION');
    });
  }

  it('code beats elements, and elements may not contradict each other', async () => {
    const core = new ImmersveCore({ window, clock: service.clock, announces: false });
    cores.push(core);
    const [first, second] = [{}, {}];
    core.contribute(first, { environment: 'sandbox', clientApplicationId: CLIENT_ID });

    expect(() => core.contribute(second, { clientApplicationId: 'another' })).to.throw('client-application-id');
    core.configure({ clientApplicationId: 'third' });
    core.contribute(second, { clientApplicationId: 'another' });
    expect(core.state.status).to.equal('signed-out');
  });
});

/** Immersve whose code cannot be had at first. */
class LateImmersve extends LazyImmersve {
  isHere = false;

  override async load(): Promise<ImmersveCore> {
    if (!this.isHere) throw new PassportError(SHARED_ERRORS, 'CODE_UNAVAILABLE');
    return super.load();
  }
}

describe('LazyImmersve', () => {
  const createConfig = ({ fetch }: FakeService): ImmersveConfig => ({ environment: 'sandbox', clientApplicationId: CLIENT_ID, endpoint: ENDPOINT, fetch });

  it('row 137: keeps what it was told while its code could not be had, and no more than that', async () => {
    const service = new FakeService();
    const immersve = new LateImmersve({ window, clock: service.clock, announces: false });
    const [heard, undone]: [string[], string[]] = [[], []];
    let lists = 0;
    immersve.configure(createConfig(service));
    immersve.subscribe(({ status }) => heard.push(status));
    const undo = immersve.subscribe(({ status }) => undone.push(status));
    immersve.watchWallets({ builtins: [] }, () => { lists += 1; });
    await expectCode(immersve.getAccessToken(), 'CODE_UNAVAILABLE');
    undo();

    immersve.isHere = true;
    await expectCode(immersve.refresh(), 'NOT_LOGGED_IN_ERROR');
    await immersve.load();
    expect([heard, undone, lists]).to.deep.equal([['unconfigured', 'signed-out'], ['unconfigured'], 1]);
    immersve.dispose();
  });

  it('ends for a listener that ends it in its first call, and for a login that is left, before the code is there', async () => {
    const service = new FakeService();
    const immersve = new LazyImmersve({ window, clock: service.clock, announces: false });
    const heard: string[] = [];
    const undo = immersve.subscribe(({ status }) => {
      heard.push(status);
      if (status === 'signed-out') undo();
    });
    const stop = new AbortController();
    const signer: ImmersveSigner = { id: 'w', name: 'Whelk', method: 'algorand', connect: async () => ({ address: VECTOR.address }), sign: async () => VECTOR.signature };
    const left = expectCode(immersve.login({ signer, signal: stop.signal }), 'ABORTED');
    stop.abort(new Error('a reason of the page'));
    await left;
    immersve.configure(createConfig(service));
    await immersve.load();
    immersve.configure({ ...createConfig(service), clientApplicationId: 'another' });

    expect(heard).to.deep.equal(['unconfigured', 'unconfigured', 'signed-out']);
    immersve.dispose();
  });

  it('keeps nothing over its end', async () => {
    const service = new FakeService();
    const immersve = new LateImmersve({ window, clock: service.clock, announces: false });
    const heard: string[] = [];
    immersve.configure(createConfig(service));
    immersve.subscribe(({ status }) => heard.push(status));
    await expectCode(immersve.getAccessToken(), 'CODE_UNAVAILABLE');
    immersve.dispose();

    immersve.isHere = true;
    await expectCode(immersve.refresh(), 'INVALID_CONFIGURATION');
    expect(heard).to.deep.equal(['unconfigured']);
    immersve.dispose();
  });

  it('passes on what is called before its code is there', async () => {
    const service = new FakeService();
    const immersve = new LazyImmersve({ window, clock: service.clock, announces: false });
    const statuses: string[] = [];
    immersve.configure(createConfig(service));
    const undo = immersve.subscribe(({ status }) => statuses.push(status));

    expect(await immersve.getAccessToken()).to.equal(undefined);
    expect(statuses).to.deep.equal(['unconfigured', 'signed-out']);
    undo();
    await expectCode(createServerSession().immersve.logout(), 'ENVIRONMENT_UNSUPPORTED');
    immersve.dispose();
  });
});
