import { expect } from '@open-wc/testing';
import type { BlockedWindow } from '../../src/approval/approval.js';
import { expectCode } from '../support/rejection.js';
import { approve, createRequest, readDialog, setup, until } from './support/setup.js';

describe('a window that the browser blocks', () => {
  afterEach(() => expect(readDialog(), 'dialog left').to.equal(undefined));

  it('row 117: is offered by a dialog in the page, and opens in the next click', async () => {
    const { approval, windows, browser, clock } = setup();
    browser.isBlocking = true;
    const confirmed = approve(approval);
    await until(() => readDialog() !== undefined);
    expect(readDialog()?.root.activeElement).to.equal(readDialog()?.harmless);
    await expect(readDialog()?.dialog).to.be.accessible();
    readDialog()?.go.click();
    expect(readDialog()?.text, 'blocked once more').to.contain('blocked the window again');
    browser.isBlocking = false;
    readDialog()?.go.click();
    await until(() => windows[0]?.urls.length === 1);
    expect(readDialog()).to.equal(undefined);
    windows[0]?.say('transaction_confirmed');

    await confirmed;
    expect(clock.pending).to.equal(0);
  });

  it('row 117: is not tried to be opened outside a click, of which the browser would tell the visitor', async () => {
    const { approval, windows } = setup({ isActive: false });
    const first = approve(approval);
    const second = approve(approval, createRequest('b'));
    await until(() => windows[0]?.urls.length === 1);
    windows[0]?.say('transaction_confirmed');
    await first;
    await until(() => readDialog() !== undefined);
    expect(windows.length).to.equal(1);
    readDialog()?.go.click();
    await until(() => windows[1]?.urls.length === 1);
    windows[1]?.say('transaction_confirmed');

    await second;
  });

  it('row 117: is given up by the other button and by Escape', async () => {
    const { approval, browser, clock } = setup();
    browser.isBlocking = true;
    for (const giveUp of [
      () => readDialog()?.harmless.click(),
      () => readDialog()?.dialog.dispatchEvent(new Event('cancel', { cancelable: true })),
      () => readDialog()?.dialog.close(),
    ]) {
      const rejected = expectCode(approve(approval), 'TRANSACTION_REJECTED');
      await until(() => readDialog() !== undefined);
      giveUp();
      await rejected;
    }
    expect(clock.pending).to.equal(0);
  });

  it('row 117: is opened by `focus` as well, which a page calls in a click', async () => {
    const { approval, windows, browser } = setup();
    browser.isBlocking = true;
    const confirmed = approve(approval);
    await until(() => readDialog() !== undefined);
    browser.isBlocking = false;
    approval.focus();
    await until(() => windows[0]?.urls.length === 1);
    windows[0]?.say('transaction_confirmed');

    await confirmed;
  });

  it('row 117: is left to the page where it says so', async () => {
    const told: BlockedWindow[] = [];
    const { approval, windows, browser } = setup({ onBlocked: (blocked) => told.push(blocked) });
    browser.isBlocking = true;
    const confirmed = approve(approval);
    await until(() => told.length === 1);
    expect(readDialog()).to.equal(undefined);
    expect(told[0]?.open()).to.equal(false);
    browser.isBlocking = false;
    expect(told[0]?.open()).to.equal(true);
    await until(() => windows[0]?.urls.length === 1);
    expect(told[0]?.signal.aborted, 'the question is over').to.equal(true);
    windows[0]?.say('transaction_confirmed');
    await confirmed;

    browser.isBlocking = true;
    const rejected = expectCode(approve(approval), 'TRANSACTION_REJECTED');
    await until(() => told.length === 2);
    told[1]?.cancel();
    await rejected;
    expect(told[1]?.open(), 'a window for a question that is over').to.equal(false);
  });

  it('row 117: is what a window is whose opening throws, and blocks no other run', async () => {
    const { approval, windows, browser, clock } = setup();
    browser.isThrowing = true;
    const first = expectCode(approve(approval), 'TRANSACTION_REJECTED');
    await until(() => readDialog() !== undefined);
    readDialog()?.go.click();
    expect(readDialog()?.text, 'blocked once more').to.contain('blocked the window again');
    readDialog()?.harmless.click();
    await first;
    browser.isThrowing = false;
    const second = approve(approval);
    await until(() => windows[0]?.urls.length === 1);
    windows[0]?.say('transaction_confirmed');

    await second;
    expect(clock.pending).to.equal(0);
  });

  it('ends when the page that was to see to it fails', async () => {
    const mistake = new Error('a mistake of the page');
    const { approval, browser } = setup({ onBlocked: () => { throw mistake; } });
    browser.isBlocking = true;

    expect((await expectCode(approve(approval), 'CONFIRMATION_FAILED')).cause).to.equal(mistake);
  });
});
