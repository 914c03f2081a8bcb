import { expect } from '@open-wc/testing';

import { toWalletError } from '../../src/immersve/signers/wallet-error.js';
import { ImmersveCore } from '../../src/session/immersve-core.js';
import { LazyImmersve } from '../../src/session/immersve.js';
import type { ImmersveSigner } from '../../src/shared/immersve.js';
import { CLIENT_ID, ENDPOINT, FakeService } from '../immersve/support/fake-service.js';
import { expectCode } from '../support/rejection.js';
import vectors from '../vectors/immersve.json' with { type: 'json' };

const VECTOR = vectors.algorand[0] as (typeof vectors.algorand)[number];

describe('ImmersveCore: endings from the side', () => {
  let service: FakeService;
  let core: ImmersveCore;
  let letGo: number;
  let signer: ImmersveSigner;
  beforeEach(() => {
    service = new FakeService();
    service.message = VECTOR.message;
    letGo = 0;
    signer = {
      id: 'w', name: 'Whelk', method: 'algorand',
      connect: async () => ({ address: VECTOR.address }),
      sign: async () => VECTOR.signature,
      disconnect: () => { letGo += 1; },
    };
    core = new ImmersveCore({ window, clock: service.clock, announces: false });
    core.configure({ environment: 'sandbox', clientApplicationId: CLIENT_ID, endpoint: ENDPOINT, fetch: service.fetch });
  });
  afterEach(() => core.dispose());

  it('a login that its caller gives up leaves the state of before, and the wallet', async () => {
    const stop = new AbortController();
    const running = expectCode(core.login({ signer: { ...signer, connect: () => new Promise(() => {}) }, signal: stop.signal }), 'ABORTED');
    expect(core.state.status).to.equal('connecting');

    stop.abort();

    expect([core.state.status, letGo]).to.deep.equal(['signed-out', 1]);
    await running;
    expect(core.state.status).to.equal('signed-out');
  });

  it('a login can be cancelled, and is not begun twice, by who hears of its first step', async () => {
    let asked = 0;
    const slow = { ...signer, connect: () => { asked += 1; return new Promise<never>(() => {}); } };
    const others: Promise<unknown>[] = [];
    const undo = core.subscribe(({ status }) => {
      if (status !== 'connecting') return;
      undo();
      others.push(expectCode(core.login({ signer: slow }), 'ABORTED'));
      core.cancelLogin();
    });

    await expectCode(core.login({ signer: slow }), 'ABORTED');
    await Promise.all(others);

    expect([asked <= 1, core.state.status]).to.deep.equal([true, 'signed-out']);
  });

  it('row 54: who joins a login may leave it, and it goes on for the others', async () => {
    const account = Promise.withResolvers<{ address: string }>();
    const first = core.login({ signer: { ...signer, connect: () => account.promise } });
    const stop = new AbortController();
    const gone = expectCode(core.login({ signer, signal: AbortSignal.abort() }), 'ABORTED');
    const left = expectCode(core.login({ signer, signal: stop.signal }), 'ABORTED');
    stop.abort(new Error('a reason of the page'));
    await Promise.all([gone, left]);

    expect([core.state.status, letGo]).to.deep.equal(['connecting', 0]);
    account.resolve({ address: VECTOR.address });
    expect(await first).to.include({ address: VECTOR.address });
  });

  it('a listener that throws is reported, and can be undone as any other', async () => {
    const errors: unknown[] = [];
    const { reportError } = window;
    window.reportError = (error: unknown) => void errors.push(error);
    const fail = (): never => { throw new Error('of the page'); };
    const lazy = new LazyImmersve({ window, clock: service.clock, announces: false });
    try {
      core.subscribe(fail)();
      core.watchWallets({ builtins: [] }, fail)();
      lazy.subscribe(fail)();
      await core.login({ signer });
    } finally {
      window.reportError = reportError;
      lazy.dispose();
    }

    expect(errors.map((error) => (error as Error).message)).to.deep.equal(['of the page', 'of the page', 'of the page']);
  });

  it('a clock that is ten minutes fast does not make every challenge an expired one', async () => {
    let lifeMs = 300_000;
    let waits = 0;
    service.answers.set('/auth/login-init', () => {
      const createdMs = service.clock.now() - 10 * 60_000;
      return Response.json({ id: 'login-1', signingChallenge: {
        message: VECTOR.message, createdAt: new Date(createdMs).toISOString(), expiresAt: new Date(createdMs + lifeMs).toISOString(),
      } });
    });
    const sign = async (): Promise<string> => { waits += 1; await service.clock.advance(60_000); return VECTOR.signature; };

    await core.login({ signer: { ...signer, sign } });
    expect(waits).to.equal(1);

    await core.logout();
    lifeMs = 50_000;
    await expectCode(core.login({ signer: { ...signer, sign } }), 'IMMERSVE_CHALLENGE_EXPIRED');
    expect([waits, service.list('/auth/login-complete').length]).to.deep.equal([3, 1]);
  });

  it('row 134: wallets that announce themselves in the very call are told of once all are there', () => {
    const errors: unknown[] = [];
    const page = Object.assign(new EventTarget(), { location: window.location }) as unknown as Window & typeof globalThis;
    page.addEventListener('eip6963:requestProvider', () => {
      page.dispatchEvent(new CustomEvent('eip6963:announceProvider', {
        detail: { info: { uuid: 'a', name: 'Anemone', rdns: 'com.anemone' }, provider: { request: async () => [] } },
      }));
    });
    const hear = (event: ErrorEvent): void => { errors.push(event.message); event.preventDefault(); };
    window.addEventListener('error', hear);
    const wallets = new ImmersveCore({ window: page, clock: service.clock, announces: false });
    const heard: string[][] = [];

    const undo = wallets.watchWallets({ builtins: ['eip6963'] }, (signers) => heard.push(signers.map(({ name }) => name)));

    window.removeEventListener('error', hear);
    undo();
    wallets.dispose();
    expect(errors).to.deep.equal([]);
    expect(heard.at(-1)).to.deep.equal(['Anemone']);
  });

  it('row 135: whatever a wallet throws becomes an error of ours', () => {
    const hostile = [
      { code: Object.create(null) as unknown }, { code: { toString(): string { throw new Error('no text'); } } },
      { data: { type: [Symbol('s')] } }, Object.freeze({ get code(): never { throw new Error('no code'); } }), Symbol('thrown'),
    ];
    for (const thrown of hostile) expect(toWalletError(thrown)).to.have.property('code', 'IMMERSVE_WALLET_ERROR');
    expect(toWalletError({ code: '4001' })).to.have.property('code', 'IMMERSVE_USER_REJECTED');
  });

  it('a session without a refresh token is not ended by asking to renew it', async () => {
    service.answers.set('/auth/login-complete', () => {
      const { accessToken } = service.issue();
      return Response.json({ accessToken, cardholderAccountId: 'account-1' });
    });
    await core.login({ signer });

    await expectCode(core.refresh(), 'REFRESH_FAILED');

    expect(core.state.status).to.equal('signed-in');
    expect(await core.getAccessToken()).to.contain('canary');
    await service.clock.advance(21 * 60_000);
    await expectCode(core.getAccessToken(), 'IMMERSVE_SESSION_EXPIRED');
    expect(core.state.status).to.equal('failed');
  });
});
