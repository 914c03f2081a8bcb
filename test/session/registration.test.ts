import { expect } from '@open-wc/testing';
import { Registration } from '../../src/session/registration.js';
import { StateStore } from '../../src/session/state-store.js';
import type { SessionChangeReason } from '../../src/session/session.events.js';
import { IMX_ERRORS } from '../../src/shared/errors/imx.js';
import { SHARED_ERRORS } from '../../src/shared/errors/shared.js';
import type { RegisterOptions } from '../../src/shared/network.js';
import { PassportError } from '../../src/shared/passport-error.js';
import type { Account } from '../../src/shared/types.js';
import { expectCode } from '../support/rejection.js';

const ACCOUNT: Account = { network: 'immutable-x', address: '0x1111111111111111111111111111111111111111' };

function setup() {
  const reasons: SessionChangeReason[] = [];
  const states = new StateStore({ status: 'signed-in', registration: 'unregistered' }, (reason) => reasons.push(reason));
  const calls: { options: RegisterOptions; answer: PromiseWithResolvers<Account> }[] = [];
  const register = (options: RegisterOptions): Promise<Account> => {
    const answer = Promise.withResolvers<Account>();
    options.signal?.addEventListener('abort', () => answer.reject(options.signal?.reason));
    calls.push({ options, answer });
    return answer.promise;
  };
  return { registration: new Registration(states), states, reasons, calls, register };
}

describe('Registration', () => {
  it('shows each step, and the account at the end', async () => {
    const { registration, states, reasons, calls, register } = setup();
    const steps: string[] = [];
    const registered = registration.run(register, { onStep: (step) => steps.push(step) });
    calls[0]?.options.onStep?.('sign');

    expect(states.state).to.include({ registration: 'registering', registrationStep: 'sign' });
    expect(steps).to.deep.equal(['sign']);
    calls[0]?.answer.resolve(ACCOUNT);
    expect(await registered).to.equal(ACCOUNT);
    expect(states.state).to.deep.equal({ status: 'signed-in', registration: 'registered', account: ACCOUNT });
    expect(reasons).to.deep.equal(['registered']);
  });

  it('goes on for a second caller when the first one leaves, and is told once', async () => {
    const { registration, states, reasons, calls, register } = setup();
    const stop = new AbortController();
    const first = expectCode(registration.run(register, { signal: stop.signal }), 'ABORTED');
    const others = [registration.run(register, {}), registration.run(register, {})];

    stop.abort();
    await first;
    expect(states.state.registration).to.equal('registering');

    calls.forEach(({ answer }) => answer.resolve(ACCOUNT));
    expect(await Promise.all(others)).to.deep.equal([ACCOUNT, ACCOUNT]);
    expect(reasons).to.deep.equal(['registered']);
  });

  it('is idle again when it is called off, and failed when it fails', async () => {
    const { registration, states, calls, register } = setup();
    const stop = new AbortController();
    const called = expectCode(registration.run(register, { signal: stop.signal }), 'ABORTED');
    stop.abort();
    await called;
    expect(states.state).to.deep.equal({ status: 'signed-in', registration: 'unregistered' });

    const failed = expectCode(registration.run(register, {}), 'REGISTRATION_PENDING');
    calls[1]?.answer.reject(new PassportError(IMX_ERRORS, 'REGISTRATION_PENDING'));
    await failed;
    expect(states.state.registration).to.equal('failed');
    expect(states.state.error?.code).to.equal('REGISTRATION_PENDING');
    expect(registration.isRunning).to.equal(false);
  });

  it('says nothing over the head of who signed in meanwhile', async () => {
    const { registration, states, calls, register } = setup();
    states.set({ user: { sub: 'one' } });
    const registered = registration.run(register, {});
    states.set({ user: { sub: 'two' }, registration: 'unregistered' });
    const before = states.state;
    calls[0]?.options.onStep?.('sign');
    calls[0]?.answer.reject(new PassportError(SHARED_ERRORS, 'USER_CHANGED'));

    await expectCode(registered, 'USER_CHANGED');
    expect(states.state).to.equal(before);
  });

  it('says nothing over the head of who signed out meanwhile', async () => {
    const { registration, states, calls, register } = setup();
    const failed = expectCode(registration.run(register, {}), 'NOT_LOGGED_IN_ERROR');
    states.set({ status: 'signed-out', registration: 'unknown' });
    calls[0]?.answer.reject(new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR'));
    await failed;

    expect(states.state).to.deep.equal({ status: 'signed-out', registration: 'unknown' });
  });
});
