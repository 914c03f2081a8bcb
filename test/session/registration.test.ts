import { expect } from '@open-wc/testing';
import { Registration } from '../../src/session/registration.js';
import { StateStore } from '../../src/session/state-store.js';
import type { SessionChangeReason } from '../../src/session/session.events.js';
import { API_ERRORS } from '../../src/shared/errors/api.js';
import { IMX_ERRORS } from '../../src/shared/errors/imx.js';
import { SHARED_ERRORS } from '../../src/shared/errors/shared.js';
import type { RegisterOptions } from '../../src/shared/network.js';
import { resolveConfig } from '../../src/shared/config.js';
import { PassportError } from '../../src/shared/passport-error.js';
import type { Account, NetworkName } from '../../src/shared/types.js';
import { FakeClock, flush } from '../support/fake-clock.js';
import { expectCode } from '../support/rejection.js';

const ACCOUNT: Account = { network: 'immutable-x', address: '0x1111111111111111111111111111111111111111' };
const PAGE = { origin: 'https://shop.example', hostname: 'shop.example', href: 'https://shop.example/' };
/** Without Web Locks the sessions of a page take turns by the same rules as tabs with them do. */
const WINDOW = { navigator: {} } as Window & typeof globalThis;
let clients = 0;

/** One tab; more of them where a client is given. */
function setup(clientId = `client-${clients += 1}`) {
  const reasons: SessionChangeReason[] = [];
  const states = new StateStore({ status: 'signed-in', registration: 'unregistered', user: { sub: 'one' } }, (reason) => reasons.push(reason));
  const calls: { options: RegisterOptions; answer: PromiseWithResolvers<Account> }[] = [];
  const register = (options: RegisterOptions): Promise<Account> => {
    const answer = Promise.withResolvers<Account>();
    options.signal?.addEventListener('abort', () => answer.reject(options.signal?.reason));
    calls.push({ options, answer });
    return answer.promise;
  };
  const clock = new FakeClock();
  const asked: string[] = [];
  const config = { ...resolveConfig({ clientId, redirectUri: PAGE.href, environment: 'sandbox' }, PAGE), clientId };
  const keeper = {
    options: { config },
    /** As the state shows them. */
    get tokens() {
      const { status, user } = states.state;
      return status === 'signed-in' ? { claims: { sub: user?.sub } } : undefined;
    },
    reread: () => asked.push('reread'),
    refresh: () => (asked.push('refresh'), Promise.reject(new Error('no answer'))),
  };
  const core = {
    states, clock, window: WINDOW, config: { network: 'immutable-x' as NetworkName },
    requireClient: () => ({ keeper }), getHub: async () => ({ register }),
  };
  const registration = new Registration(core as never);
  /** Registers, and gives the promise once the turn has come, if it is free. */
  const run = async (options: RegisterOptions = {}) => {
    const sub = states.state.user?.sub ?? '';
    const promise = registration.run({ keeper: keeper as never, sub, network: core.config.network }, options);
    promise.catch(() => {});
    await flush();
    return { promise };
  };
  return { registration, core, keeper, states, reasons, calls, run, clock, asked, clientId };
}

const fail = (code: keyof typeof API_ERRORS): PassportError => new PassportError(API_ERRORS, code);

describe('Registration', () => {
  it('shows each step, and the account at the end', async () => {
    const { states, reasons, calls, run, clock } = setup();
    const steps: string[] = [];
    const { promise } = await run({ onStep: (step) => steps.push(step) });
    calls[0]?.options.onStep?.('sign');

    expect(states.state).to.include({ registration: 'registering', registrationStep: 'sign' });
    expect(steps).to.deep.equal(['sign']);
    calls[0]?.answer.resolve(ACCOUNT);
    expect(await promise).to.equal(ACCOUNT);
    expect(states.state).to.deep.equal({ status: 'signed-in', registration: 'registered', account: ACCOUNT, user: { sub: 'one' } });
    expect(reasons).to.deep.equal(['registered']);
    expect(clock.pending).to.equal(0);
  });

  it('goes on for a second caller when the first one leaves, and is told once', async () => {
    const { states, reasons, calls, run } = setup();
    const stop = new AbortController();
    const first = await run({ signal: stop.signal });
    const others = [await run(), await run()];

    stop.abort();
    await expectCode(first.promise, 'ABORTED');
    expect(states.state.registration).to.equal('registering');

    calls.forEach(({ answer }) => answer.resolve(ACCOUNT));
    expect(await Promise.all(others.map(({ promise }) => promise))).to.deep.equal([ACCOUNT, ACCOUNT]);
    expect(reasons).to.deep.equal(['registered']);
  });

  it('is idle again when it is called off, and failed when it fails', async () => {
    const { registration, states, calls, run } = setup();
    const stop = new AbortController();
    const called = await run({ signal: stop.signal });
    stop.abort();
    await expectCode(called.promise, 'ABORTED');
    expect(states.state).to.deep.equal({ status: 'signed-in', registration: 'unregistered', user: { sub: 'one' } });

    const failed = await run();
    calls[1]?.answer.reject(new PassportError(IMX_ERRORS, 'REGISTRATION_PENDING'));
    await expectCode(failed.promise, 'REGISTRATION_PENDING');
    expect(states.state.registration).to.equal('failed');
    expect(states.state.error?.code).to.equal('REGISTRATION_PENDING');
    expect(registration.isRunning).to.equal(false);
  });

  it('says nothing over the head of who signed in meanwhile', async () => {
    const { states, calls, run } = setup();
    const { promise } = await run();
    states.set({ user: { sub: 'two' }, registration: 'unregistered' });
    const before = states.state;
    calls[0]?.options.onStep?.('sign');
    calls[0]?.answer.reject(new PassportError(SHARED_ERRORS, 'USER_CHANGED'));

    await expectCode(promise, 'USER_CHANGED');
    expect(states.state).to.equal(before);
  });

  it('takes another turn for who signed in meanwhile', async () => {
    const { states, calls, run, clientId } = setup();
    const first = await run();
    states.set({ user: { sub: 'two' }, registration: 'unregistered' });
    const second = await run();
    const tab = setup(clientId);
    tab.states.set({ user: { sub: 'two' } });
    await tab.run();

    expect([calls.length, tab.calls.length]).to.deep.equal([2, 0]);
    calls[0]?.answer.reject(new PassportError(SHARED_ERRORS, 'USER_CHANGED'));
    calls[1]?.answer.resolve(ACCOUNT);
    await expectCode(first.promise, 'USER_CHANGED');
    expect(await second.promise).to.equal(ACCOUNT);
    expect(states.state.registration).to.equal('registered');
  });

  it('says nothing over the head of who signed out meanwhile', async () => {
    const { states, calls, run } = setup();
    const { promise } = await run();
    states.set({ status: 'signed-out', registration: 'unknown' });
    calls[0]?.answer.reject(new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR'));
    await expectCode(promise, 'NOT_LOGGED_IN_ERROR');

    expect(states.state).to.deep.equal({ status: 'signed-out', registration: 'unknown', user: { sub: 'one' } });
  });

  describe('in two tabs', () => {
    it('row 131: one of them asks the network; the other waits, says so, and reads what the first has stored', async () => {
      const first = setup();
      const second = setup(first.clientId);
      const one = await first.run();
      const other = await second.run();
      await second.clock.advance(499);
      const isToldEarly = 'isRegisteringElsewhere' in second.states.state;
      await second.clock.advance(1);

      expect(isToldEarly).to.equal(false);
      expect([first.calls.length, second.calls.length]).to.deep.equal([1, 0]);
      expect(second.states.state).to.include({ registration: 'registering', isRegisteringElsewhere: true });
      expect(second.asked).to.deep.equal([]);

      first.calls[0]?.answer.resolve(ACCOUNT);
      await one.promise;
      await flush();
      expect(second.asked).to.deep.equal(['reread']);
      expect(second.states.state).not.to.have.property('isRegisteringElsewhere');
      second.calls[0]?.answer.resolve(ACCOUNT);
      await other.promise;
      expect([first.clock.pending, second.clock.pending]).to.deep.equal([0, 0]);
    });

    it('row 131: the other goes on when the first fails, or is called off', async () => {
      for (const stop of [undefined, new AbortController()]) {
        const first = setup();
        const second = setup(first.clientId);
        const one = await first.run({ signal: stop?.signal });
        const other = await second.run();
        if (stop) stop.abort();
        else first.calls[0]?.answer.reject(fail('API_UNAVAILABLE'));
        await expectCode(one.promise, stop ? 'ABORTED' : 'API_UNAVAILABLE');
        await flush();

        second.calls[0]?.answer.resolve(ACCOUNT);
        expect(await other.promise).to.equal(ACCOUNT);
      }
    });

    it('can be called off while it waits, and asks nobody then', async () => {
      const first = setup();
      const second = setup(first.clientId);
      const stop = new AbortController();
      const one = await first.run();
      const other = await second.run({ signal: stop.signal });
      await second.clock.advance(1_000);
      stop.abort();
      await expectCode(other.promise, 'ABORTED');
      first.calls[0]?.answer.resolve(ACCOUNT);
      await one.promise;
      await flush();

      expect(second.calls).to.have.length(0);
      expect(second.states.state).to.deep.equal({ status: 'signed-in', registration: 'unregistered', user: { sub: 'one' } });
      expect(second.clock.pending).to.equal(0);
    });

    it('goes ahead after two minutes of a tab that hangs', async () => {
      const first = setup();
      const second = setup(first.clientId);
      const one = await first.run();
      const other = await second.run();
      await second.clock.advance(119_999);
      const early = second.calls.length;
      await second.clock.advance(1);
      second.calls[0]?.answer.resolve(ACCOUNT);

      expect(early).to.equal(0);
      expect(await other.promise).to.equal(ACCOUNT);
      first.calls[0]?.answer.resolve(ACCOUNT);
      await one.promise;
    });

    it('does not wait for the tab of another user', async () => {
      const first = setup();
      const second = setup(first.clientId);
      second.states.set({ user: { sub: 'two' } });
      const runs = [await first.run(), await second.run()];
      first.calls[0]?.answer.resolve(ACCOUNT);
      second.calls[0]?.answer.resolve(ACCOUNT);

      expect(await Promise.all(runs.map(({ promise }) => promise))).to.deep.equal([ACCOUNT, ACCOUNT]);
    });
  });

  describe('for what was clicked, and nothing else', () => {
    type Tab = ReturnType<typeof setup>;
    const CHANGES = {
      'the network': ['ABORTED', ({ core }: Tab) => { core.config = { network: 'immutable-chain' }; }],
      'the session': ['ABORTED', ({ core, keeper }: Tab) => { core.requireClient = () => ({ keeper: { ...keeper } }); }],
      'the user': ['USER_CHANGED', ({ states }: Tab) => states.set({ user: { sub: 'two' }, registration: 'unregistered' })],
      'the user, to nobody': ['NOT_LOGGED_IN_ERROR', ({ states }: Tab) => states.set({ status: 'signed-out', registration: 'unknown' })],
    } as const;
    for (const [name, [code, change]] of Object.entries(CHANGES)) {
      it(`ends the wait for another tab at once when it has changed: ${name}`, async () => {
        const first = setup();
        const second = setup(first.clientId);
        const one = await first.run();
        const other = await second.run();
        change(second);
        second.states.set({});
        await expectCode(other.promise, code);
        first.calls[0]?.answer.resolve(ACCOUNT);
        await one.promise;
        await flush();

        expect([second.calls.length, second.asked, second.clock.pending]).to.deep.equal([0, [], 0]);
        expect(second.registration.isRunning).to.equal(false);
      });

      it(`registers nobody where it has changed while code loads or tokens are renewed: ${name}`, async () => {
        const tab = setup();
        const { core, keeper } = tab;
        const first = await tab.run();
        tab.calls[0]?.options.onStep?.('submit');
        tab.calls[0]?.answer.reject(fail('API_UNAVAILABLE'));
        await expectCode(first.promise, 'API_UNAVAILABLE');
        const { getHub } = core;
        core.getHub = async () => (change(tab), getHub());
        await expectCode((await tab.run()).promise, code);

        const late = setup();
        change(late);
        const before = late.states.state;
        await expectCode(late.registration.run({ keeper: keeper as never, sub: 'one', network: 'immutable-x' }, {}), 'ABORTED');
        expect(late.states.state).to.equal(before);
        expect([tab.calls.length, late.calls.length]).to.deep.equal([1, 0]);
      });
    }
  });

  describe('after an answer that did not come', () => {
    const ENDINGS = { 'a failure': (stop: AbortController) => stop.signal, 'a cancel': (stop: AbortController) => (stop.abort(), stop.signal) };
    for (const step of ['submit', 'confirm'] as const) {
      for (const [name, end] of Object.entries(ENDINGS)) {
        it(`row 131: looks at the claims before it registers again: ${name} at the step ${step}`, async () => {
          const { calls, run, asked } = setup();
          const stop = new AbortController();
          const first = await run({ signal: stop.signal });
          calls[0]?.options.onStep?.(step);
          if (!end(stop).aborted) calls[0]?.answer.reject(fail('API_UNAVAILABLE'));
          await expectCode(first.promise, stop.signal.aborted ? 'ABORTED' : 'API_UNAVAILABLE');

          const second = await run();
          calls[1]?.answer.resolve(ACCOUNT);
          await second.promise;

          expect(asked).to.deep.equal(['reread', 'reread', 'refresh']);
        });
      }
    }

    it('does not where nothing was sent, nor where the network itself waits for the claim', async () => {
      const { calls, run, asked } = setup();
      const endings = [['sign', fail('API_UNAVAILABLE')], ['confirm', new PassportError(IMX_ERRORS, 'REGISTRATION_PENDING')]] as const;
      for (const [index, [step, error]] of endings.entries()) {
        const { promise } = await run();
        calls[index]?.options.onStep?.(step);
        calls[index]?.answer.reject(error);
        await expectCode(promise, error.code);
      }
      await run();

      expect(asked).to.deep.equal(['reread', 'reread', 'reread']);
      expect(calls).to.have.length(3);
    });
  });
});
