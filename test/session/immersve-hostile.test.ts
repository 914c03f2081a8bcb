import { expect } from '@open-wc/testing';

import { createRecord, getImmersveName, writeRecord } from '../../src/immersve/token-record.js';
import { openStore } from '../../src/platform/storage.js';
import { ImmersveCore } from '../../src/session/immersve-core.js';
import type { ImmersveConfig } from '../../src/session/immersve-types.js';
import { LazyImmersve } from '../../src/session/immersve.js';
import type { ImmersveSigner } from '../../src/shared/immersve.js';
import { CLIENT_ID, ENDPOINT, FakeService } from '../immersve/support/fake-service.js';
import { expectCode } from '../support/rejection.js';
import vectors from '../vectors/immersve.json' with { type: 'json' };

const VECTOR = vectors.algorand[0] as (typeof vectors.algorand)[number];
const YEAR_MS = 365 * 24 * 3_600_000;

describe('ImmersveCore: forged records, jumping clocks, late configurations', () => {
  let service: FakeService;
  let cores: ImmersveCore[];
  beforeEach(() => {
    service = new FakeService();
    service.message = VECTOR.message;
    cores = [];
  });
  afterEach(() => {
    cores.forEach((core) => core.dispose());
    localStorage.clear();
  });

  const create = (): ImmersveCore => {
    const core = new ImmersveCore({ window, clock: service.clock, announces: false });
    cores.push(core);
    return core;
  };
  const config: ImmersveConfig = { environment: 'sandbox', clientApplicationId: CLIENT_ID, endpoint: ENDPOINT, persist: 'local' };
  const open = (change: ImmersveConfig = {}): ImmersveCore => {
    const core = create();
    core.configure({ ...config, fetch: service.fetch, ...change });
    return core;
  };
  const signer = (change: Partial<ImmersveSigner> = {}): ImmersveSigner => ({
    id: 'w', name: 'Whelk', method: 'algorand', connect: async () => ({ address: VECTOR.address }), sign: async () => VECTOR.signature, ...change,
  });
  const name = (): string => getImmersveName('session', service.client);

  it('takes no record for a visitor that this library would not have written', async () => {
    await open().login({ signer: signer() });
    const real = JSON.parse(localStorage.getItem(name()) ?? '') as Record<string, unknown>;
    const forge = (change: Record<string, unknown>): string => JSON.stringify({ ...real, ...change });
    const forged: readonly string[] = [
      '', 'null', '[]', '{}', '"a"', forge({}).slice(1), forge({ endpoint: 'https://evil.example' }), forge({ clientApplicationId: 'another' }),
      forge({ method: '__proto__' }), forge({ method: 'xrpl' }), forge({ method: 'siwe' }), forge({ address: undefined }), forge({ address: 7 }),
      forge({ address: `${VECTOR.address}\u202e` }), forge({ address: '<b>' }), forge({ network: undefined }), forge({ accessToken: '' }),
      forge({ accessToken: 'a\r\nx-account-id: b' }), forge({ accessToken: {} }), forge({ accessExpiresAtMs: null }), forge({ accessExpiresAtMs: '1' }),
      forge({}).replace(/"accessExpiresAtMs":\d+/, '"accessExpiresAtMs":1e999'), forge({ padding: 'x'.repeat(20_000) }),
    ];
    const sent = service.requests.length;

    for (const text of forged) {
      localStorage.setItem(name(), text);
      const core = open();
      expect(core.state, text.slice(0, 200)).to.deep.equal({ status: 'signed-out' });
      expect(await core.getAccessToken()).to.equal(undefined);
    }
    localStorage.setItem(name(), forge({ refreshToken: 7, cardholderAccountId: ['x'] }));
    expect(open().state.profile).to.include({ address: VECTOR.address, cardholderAccountId: undefined });
    expect(service.requests).to.have.length(sent);
  });

  it('renews once when the clock jumps ahead, and serves what it has when it jumps back', async () => {
    const core = open();
    await core.login({ signer: signer() });
    await service.clock.advance(YEAR_MS);
    expect(new Set(await Promise.all([core.getAccessToken(), core.getAccessToken()])).size).to.equal(1);
    expect(service.list('/auth/token')).to.have.length(1);

    const token = await core.getAccessToken();
    await service.clock.advance(-YEAR_MS);
    expect(await core.getAccessToken()).to.equal(token);
    // The site that is answered 401 says so.
    await core.refresh();
    expect(await core.getAccessToken()).not.to.equal(token);
    expect(core.state.status).to.equal('signed-in');
  });

  it('a tab waits for the renewal of another as long as that may take, and takes what it brings', async () => {
    const [one, two] = [open(), open()];
    await one.login({ signer: signer() });
    window.dispatchEvent(new StorageEvent('storage', { key: null }));
    let answer: (response: Response) => void = () => {};
    service.answers.set('/auth/token', () => new Promise((resolve) => { answer = resolve; }));
    const renewing = Promise.all([one, two].map(async (core) => { await core.refresh(); return core.getAccessToken(); }));
    while (service.list('/auth/token').length === 0) await new Promise((resolve) => { setTimeout(resolve); });

    await service.clock.advance(14_000);
    answer(Response.json(service.issue()));

    expect(new Set(await renewing).size).to.equal(1);
    expect(service.list('/auth/token')).to.have.length(1);
  });

  for (const lateMs of [0, 300]) {
    it(`is signed in still where another tab was first, and its tokens are seen ${lateMs} ms after the refusal`, async () => {
      const core = open();
      await core.login({ signer: signer() });
      const next = service.issue();
      const write = (): void => writeRecord(openStore('local'), service.client, createRecord(core.state.profile as never, next, service.clock.now()));
      service.answers.set('/auth/token', () => {
        setTimeout(write, lateMs);
        return service.refuse(403, 'REFRESH_TOKEN_EXPIRED');
      });
      const statuses: string[] = [];
      core.subscribe(({ status }) => statuses.push(status));

      await core.refresh();
      expect(await core.getAccessToken()).to.equal(next.accessToken);
      expect([new Set(statuses), service.list('/auth/token').length]).to.deep.equal([new Set(['signed-in']), 1]);
    });
  }

  it('row 70: renews what has ended although the clock was set back by a year', async () => {
    let shiftMs = 0;
    const { clock } = service;
    const core = new ImmersveCore({
      window, announces: false,
      clock: { now: () => clock.now() + shiftMs, elapsed: () => clock.now(), after: (ms, callback) => clock.after(ms, callback) },
    });
    cores.push(core);
    core.configure({ ...config, fetch: service.fetch });
    await core.login({ signer: signer() });
    const token = await core.getAccessToken();

    shiftMs = -YEAR_MS;
    await clock.advance(21 * 60_000);

    expect(await core.getAccessToken()).not.to.equal(token);
    expect(service.list('/auth/token')).to.have.length(1);
  });

  it('keeps a token whose end makes no sense for a while, also over a reload', async () => {
    for (const exp of [1e308, -1, '2999', null, Number.MAX_SAFE_INTEGER]) {
      const accessToken = `e30.${btoa(JSON.stringify({ exp })).replaceAll('=', '')}.canary`;
      service.answers.set('/auth/login-complete', () => Response.json({ accessToken, refreshToken: 'r', cardholderAccountId: 'a' }));
      const core = open();
      await core.login({ signer: signer() });

      expect(await open().getAccessToken(), String(exp)).to.equal(accessToken);
      expect(service.list('/auth/token')).to.have.length(0);
      await core.logout();
    }
  });

  it('what an element states under a visitor holds from the next login on', async () => {
    const core = create();
    const element = {};
    core.configure({ endpoint: ENDPOINT, fetch: service.fetch });
    core.contribute(element, { environment: 'sandbox', clientApplicationId: CLIENT_ID });
    await core.login({ signer: signer() });

    core.contribute(element, { environment: 'sandbox', clientApplicationId: 'next' });
    expect(core.state.profile?.address).to.equal(VECTOR.address);
    await service.clock.advance(YEAR_MS);
    await core.getAccessToken();
    expect(service.list('/auth/token')[0]?.body?.['clientApplicationId']).to.equal(CLIENT_ID);
    await core.logout();
    await core.login({ signer: signer() });

    expect(service.list('/auth/login-init').map(({ body }) => body?.['clientApplicationId'])).to.deep.equal([CLIENT_ID, 'next']);
  });

  it('a configuration that is taken away under a visitor leaves them signed in, and able to sign out at the service', async () => {
    const core = create();
    const element = {};
    core.configure({ endpoint: ENDPOINT, fetch: service.fetch });
    core.contribute(element, { environment: 'sandbox', clientApplicationId: CLIENT_ID });
    await core.login({ signer: signer() });
    core.contribute(element, {});

    expect(await core.getAccessToken()).to.contain('canary');
    await core.logout();
    expect(service.list('/auth/logout')).to.have.length(1);
    await expectCode(core.login({ signer: signer() }), 'INVALID_CONFIGURATION');
  });

  it('a configuration that is stated during a login does not disturb it, and holds after it has failed', async () => {
    const core = create();
    const element = {};
    core.configure({ endpoint: ENDPOINT, fetch: service.fetch });
    core.contribute(element, { environment: 'sandbox', clientApplicationId: CLIENT_ID });
    const running = expectCode(core.login({ signer: signer({ sign: () => Promise.reject(new Error('broken')) }) }), 'IMMERSVE_WALLET_ERROR');
    core.contribute(element, { environment: 'sandbox', clientApplicationId: 'next' });
    await running;
    await core.login({ signer: signer() });

    expect(service.list('/auth/login-init').map(({ body }) => body?.['clientApplicationId'])).to.deep.equal([CLIENT_ID, 'next']);
  });

  it('is over once disposed of: the login under way, its wallet, and everything that is asked afterwards', async () => {
    let letGo = 0;
    const core = open();
    const statuses: string[] = [];
    core.subscribe(({ status }) => statuses.push(status));
    const running = expectCode(core.login({ signer: signer({ connect: () => new Promise(() => {}), disconnect: () => { letGo += 1; } }) }), 'ABORTED');

    core.dispose();
    await running;
    core.configure(config);
    core.contribute({}, { environment: 'sandbox', clientApplicationId: CLIENT_ID });

    expect([letGo, statuses, core.state.status]).to.deep.equal([1, ['signed-out', 'connecting', 'unconfigured'], 'unconfigured']);
    await expectCode(core.login({ signer: signer() }), 'SESSION_DISPOSED');
    await expectCode(core.refresh(), 'SESSION_DISPOSED');
  });

  it('begins nothing when it is disposed of while its code loads, and anew when it is used again', async () => {
    const immersve = new LazyImmersve({ window, clock: service.clock, announces: false });
    const statuses: string[] = [];
    let asked = 0;
    immersve.configure({ ...config, fetch: service.fetch });
    immersve.subscribe(({ status }) => statuses.push(status));
    const login = expectCode(immersve.login({ signer: signer({ connect: () => { asked += 1; return new Promise(() => {}); } }) }), 'SESSION_DISPOSED');
    immersve.dispose();
    await login;

    expect([asked, statuses, immersve.state.status]).to.deep.equal([0, ['unconfigured'], 'unconfigured']);
    immersve.configure({ ...config, fetch: service.fetch });
    expect((await immersve.login({ signer: signer() })).address).to.equal(VECTOR.address);
    immersve.dispose();
    expect(immersve.state.status).to.equal('unconfigured');
  });
});
