import { expect } from '@open-wc/testing';
import { SHARED_ERRORS } from '../../src/shared/errors/shared.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { flush } from '../support/fake-clock.js';
import { expectCode } from '../support/rejection.js';
import { countListeners } from './support/fake-window.js';
import { REQUEST, approve, createRequest, readDialog, setup, until } from './support/setup.js';

describe('createApproval', () => {
  let listeners: ReturnType<typeof countListeners>;
  let current: ReturnType<typeof setup>;
  beforeEach(() => { listeners = countListeners(); });
  afterEach(() => {
    listeners.restore();
    expect(listeners.left, 'listeners left').to.equal(0);
    expect(current.clock.pending, 'timers left').to.equal(0);
    expect(document.querySelectorAll('iframe').length, 'windows left').to.equal(0);
    expect(readDialog(), 'dialog left').to.equal(undefined);
  });
  function start(...settings: Parameters<typeof setup>) {
    current = setup(...settings);
    return current;
  }

  it('opens the window within the call, in the documented sizes and with words of our own', () => {
    const { approval, windows, api } = start();
    const run = approval.begin();

    expect(windows.map(({ options: { width, height } }) => [width, height])).to.deep.equal([[480, 720]]);
    expect(windows[0]?.text).to.contain('Preparing');
    expect(api.requests).to.deep.equal([]);
    run.end();
    run.end();
    expect(run.signal.aborted).to.equal(true);
    const batch = approval.begin({ window: 'batch' });
    expect([windows[1]?.options.width, windows[1]?.options.height]).to.deep.equal([480, 784]);
    batch.end();
  });

  it('sends the window to the confirmation page and closes it once the visitor has confirmed', async () => {
    const { approval, windows } = start();
    const run = approval.begin();
    const confirmed = run.confirm(REQUEST);
    await until(() => windows[0]?.urls.length === 1);

    windows[0]?.say('transaction_confirmed');
    await confirmed;

    expect(windows[0]?.isOpen).to.equal(false);
    expect(run.signal.aborted, 'what is sent now is not called off').to.equal(false);
    run.end();
    expect(run.signal.aborted).to.equal(false);
  });

  it('takes one transaction per run', async () => {
    const { approval } = start();
    const run = approval.begin();
    const first = expectCode(run.confirm(REQUEST), 'ABORTED');

    expect(await run.confirm(REQUEST).catch((error: unknown) => error)).to.be.instanceOf(TypeError);
    run.end();
    await first;
  });

  it('leaves no window behind when the caller fails before it has anything to confirm', () => {
    const { approval, windows } = start();
    approval.begin().end();

    expect(windows[0]?.isOpen).to.equal(false);
  });

  it('row 117: takes a window that the visitor closes for a rejection', async () => {
    const { approval, windows, leave } = start();
    const rejected = expectCode(approve(approval), 'TRANSACTION_REJECTED');
    await until(() => windows[0]?.urls.length === 1);
    await leave(0);

    await rejected;
  });

  it('row 117: a window that is closed while the transaction is made stops what makes it', async () => {
    const { approval, leave } = start();
    const run = approval.begin();
    await leave(0);

    expect(run.signal.reason).to.include({ code: 'TRANSACTION_REJECTED' });
    await expectCode(run.confirm(REQUEST), 'TRANSACTION_REJECTED');
  });

  it('row 117: says so when the browser cuts the window off', async () => {
    const { approval, windows, clock } = start();
    const cutOff = expectCode(approve(approval), 'CONFIRMATION_CUT_OFF');
    await until(() => windows[0]?.urls.length === 1);
    await clock.advance(250);
    windows[0]?.leave();
    await clock.advance(1_000);

    await cutOff;
  });

  it('ends after five minutes', async () => {
    const { approval, windows, clock } = start();
    const late = expectCode(approve(approval), 'CONFIRMATION_TIMEOUT');
    await until(() => windows[0]?.urls.length === 1);
    await clock.advance(299_000);
    expect(windows[0]?.isOpen).to.equal(true);
    await clock.advance(2_000);

    await late;
  });

  it('ends with the reason of the caller\'s signal, wherever it is', async () => {
    const { approval, windows } = start();
    const caller = new AbortController();
    const reason = new PassportError(SHARED_ERRORS, 'ABORTED');
    const early = expectCode(approve(approval, REQUEST, { signal: AbortSignal.abort(reason) }), 'ABORTED');
    expect(windows).to.deep.equal([]);
    await early;
    const called = expectCode(approve(approval, REQUEST, { signal: caller.signal }), 'ABORTED');
    const waiting = expectCode(approve(approval, REQUEST, { signal: caller.signal }), 'ABORTED');
    await until(() => windows[0]?.urls.length === 1);
    caller.abort(reason);

    await Promise.all([called, waiting]);
  });

  it('ends every run when the user leaves, confirmed ones included', async () => {
    const { approval, windows } = start({ isRequired: false, confirm: () => true });
    const confirmed = approval.begin();
    await confirmed.confirm(REQUEST);
    const open = expectCode(approve(approval), 'NOT_LOGGED_IN_ERROR');
    const waiting = expectCode(approve(approval), 'NOT_LOGGED_IN_ERROR');
    approval.disconnect(new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR'));

    await Promise.all([open, waiting]);
    expect(confirmed.signal.reason).to.include({ code: 'NOT_LOGGED_IN_ERROR' });
    expect(windows.some(({ isOpen }) => isOpen)).to.equal(false);
  });

  it('closes its windows when the page goes', async () => {
    const { approval, windows } = start();
    const gone = expectCode(approve(approval), 'ABORTED');
    await until(() => windows[0]?.urls.length === 1);
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));

    await gone;
  });

  it('brings the window to the front', async () => {
    const { approval, windows } = start();
    approval.focus();
    const run = approval.begin();
    approval.focus();
    expect(windows[0]?.focused).to.equal(1);
    run.end();
  });

  it('row 115: has one window at a time, and binds each verdict to its own', async () => {
    const { approval, windows } = start();
    const verdicts: string[] = [];
    const runs = Array.from({ length: 10 }, (_, index) => approve(approval, createRequest(`a${index}`)).then(
      () => verdicts.push(`${index} confirmed`),
      ({ code }: PassportError) => verdicts.push(`${index} ${code}`),
    ));
    const expected: string[] = [];
    for (let index = 0; index < 10; index += 1) {
      await until(() => windows[index]?.urls.length === 1);
      expect(windows.filter(({ isOpen }) => isOpen)).to.deep.equal([windows[index]]);
      expect(windows[index]?.urls[0]).to.contain(`transactionId=a${index}&`);
      windows[index]?.say(index % 3 === 0 ? 'transaction_rejected' : 'transaction_confirmed');
      expected.push(`${index} ${index % 3 === 0 ? 'TRANSACTION_REJECTED' : 'confirmed'}`);
    }
    await Promise.all(runs);

    expect(verdicts).to.deep.equal(expected);
  });

  it('row 115: gives a window that no page of the guardian was in to the next transaction', async () => {
    const { approval, windows, browser } = start();
    const first = approval.begin();
    browser.isBlocking = true;
    const second = approve(approval, createRequest('b'));
    await flush();
    first.end();
    await until(() => windows[0]?.urls.length === 1);
    expect(windows.length).to.equal(1);
    windows[0]?.say('transaction_confirmed');

    await second;
  });

  it('row 115: a run that ends while it waits gives its place to those behind it', async () => {
    const { approval, windows } = start();
    const first = approve(approval, createRequest('a'));
    const second = approval.begin();
    const third = approve(approval, createRequest('c'));
    second.end();
    await until(() => windows[0]?.urls.length === 1);
    windows[0]?.say('transaction_confirmed');
    await first;
    await until(() => windows[1]?.urls.length === 1);
    expect(windows[1]?.urls[0]).to.contain('transactionId=c&');
    windows[1]?.say('transaction_confirmed');

    await third;
  });
});
