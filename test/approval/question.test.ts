import { expect } from '@open-wc/testing';
import type { ApprovalSummary } from '../../src/approval/approval.js';
import { SHARED_ERRORS } from '../../src/shared/errors/shared.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { flush } from '../support/fake-clock.js';
import { expectCode } from '../support/rejection.js';
import { REQUEST, SUMMARY, approve, readDialog, setup, until } from './support/setup.js';

const HOSTILE: ApprovalSummary = {
  action: 'create-order',
  groups: [[
    { name: 'sell', value: '<img src=x onerror="window.wasHit = true"><style>*{display:none}</style>' },
    { name: 'token', value: `\u202Egnp.exe\u200B\u0000 ${'W'.repeat(2_000)}` },
  ]],
};

describe('the question of our own', () => {
  let current: ReturnType<typeof setup>;
  afterEach(() => {
    expect(current.clock.pending, 'timers left').to.equal(0);
    expect(document.querySelectorAll('iframe').length, 'windows left').to.equal(0);
    expect(readDialog(), 'dialog left').to.equal(undefined);
  });
  function start(settings: Parameters<typeof setup>[0] = {}) {
    current = setup({ isRequired: false, ...settings });
    return current;
  }
  /** An approval whose window shows the question. */
  async function ask(summary = SUMMARY) {
    const parts = start();
    const answer = approve(parts.approval, { ...REQUEST, summary });
    const settled = answer.then(() => 'confirmed', (error: { code?: string }) => error.code ?? String(error));
    await until(() => parts.windows[0]?.has('.go') === true);
    return { ...parts, settled, shown: parts.windows[0]! };
  }

  it('row 150: shows what is signed in the window, and signs when the visitor confirms', async () => {
    const { settled, shown, windows } = await ask();

    expect(shown.find('h1').textContent).to.equal('Confirm this transfer');
    expect(shown.text).to.contain(location.host);
    const lines = [...shown.frame.contentDocument!.querySelectorAll('dt, dd')].map(({ textContent }) => textContent);
    expect(lines).to.deep.equal(['Amount', '0.5 ETH', 'To', '0x0000000000000000000000000000000000000abc']);
    expect(shown.frame.contentDocument?.title).to.equal('Confirm this transfer');
    shown.find('.go').click();
    expect(await settled).to.equal('confirmed');
    expect([windows.length, shown.urls.length, shown.isOpen]).to.deep.equal([1, 0, false]);
  });

  it('row 150: a rejection is a calm answer', async () => {
    const errors: unknown[] = [];
    const { error } = console;
    console.error = (...values) => errors.push(values);
    const { settled, shown } = await ask();
    shown.find('.harmless').click();

    expect(await settled).to.equal('TRANSACTION_REJECTED');
    console.error = error;
    expect(errors).to.deep.equal([]);
  });

  it('row 150: a closed window is a rejection', async () => {
    const { settled, leave } = await ask();
    await leave(0);

    expect(await settled).to.equal('TRANSACTION_REJECTED');
  });

  it('has the focus on the answer that does no harm, and is answered by keys', async () => {
    const { settled, shown } = await ask();
    expect(shown.frame.contentDocument?.activeElement).to.equal(shown.find('.harmless'));
    expect([...shown.frame.contentDocument!.querySelectorAll('button')].map(({ textContent }) => textContent)).to.deep.equal(['Reject', 'Confirm']);
    shown.find('h1').dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }));
    shown.find('h1').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));

    expect(await settled).to.equal('TRANSACTION_REJECTED');
  });

  it('row 150: is not confirmed by a script of the page, in the window or in the dialog', async () => {
    const { approval, windows, browser } = start({ takesScripts: false });
    for (const isBlocking of [false, true]) {
      browser.isBlocking = isBlocking;
      const rejected = expectCode(approve(approval), 'TRANSACTION_REJECTED');
      await until(() => (isBlocking ? readDialog() !== undefined : windows[0]?.has('.go') === true));
      const find = (name: 'go' | 'harmless'): HTMLElement => (isBlocking ? readDialog()![name] : windows[0]!.find(`.${name}`));
      find('go').click();
      find('go').dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true }));
      await flush();
      expect(find('go').isConnected, 'still asks').to.equal(true);
      find('harmless').click();
      await rejected;
    }
  });

  it('takes no second click of a double click for an answer', async () => {
    const { settled, shown } = await ask();
    shown.find('.go').dispatchEvent(new MouseEvent('click', { detail: 2, bubbles: true }));
    await flush();
    expect(shown.has('.go')).to.equal(true);
    shown.find('.go').dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true }));

    expect(await settled).to.equal('confirmed');
  });

  it('shows hostile values as text: no markup, nothing hidden, nothing turned round, nothing beyond the edge', async () => {
    const { settled, shown } = await ask(HOSTILE);

    expect(shown.has('img, style, script, [style*=display]')).to.equal(false);
    expect(shown.find('dd').textContent).to.equal(HOSTILE.groups[0]?.[0]?.value);
    const token = shown.frame.contentDocument?.querySelectorAll('dd')[1]?.textContent ?? '';
    expect(token.startsWith('\uFFFDgnp.exe\uFFFD\uFFFD WWW')).to.equal(true);
    expect(token.length).to.equal(HOSTILE.groups[0]?.[1]?.value.length);
    const root = shown.frame.contentDocument!.documentElement;
    expect(root.scrollWidth).to.be.at.most(root.clientWidth + 64);
    expect('wasHit' in window).to.equal(false);
    shown.find('.harmless').click();
    await settled;
  });

  it('has its look by style sheets that a strict policy allows, light and dark', async () => {
    const { settled, shown } = await ask();
    const page = shown.frame.contentDocument!;
    expect(page.adoptedStyleSheets.length).to.equal(1);
    expect(page.querySelector('.panel [style], style')).to.equal(null);
    expect(shown.frame.contentWindow!.getComputedStyle(shown.find('.go')).minHeight).to.equal('44px');
    expect(page.body.style.colorScheme).to.equal('light dark');
    expect(page.documentElement.lang).to.equal('en');
    shown.find('.go').click();
    await settled;
  });

  it('asks again in a window that was reloaded', async () => {
    const { settled, shown, clock } = await ask();
    const loaded = new Promise((resolve) => shown.frame.addEventListener('load', resolve, { once: true }));
    shown.frame.srcdoc = '<title>new</title>';
    await loaded;
    expect(shown.has('.go')).to.equal(false);
    await clock.advance(250);
    shown.find('.go').click();

    expect(await settled).to.equal('confirmed');
  });

  it('goes with its window when the user leaves', async () => {
    const { settled, shown, approval } = await ask();
    approval.disconnect(new PassportError(SHARED_ERRORS, 'USER_CHANGED'));

    expect(await settled).to.equal('USER_CHANGED');
    expect(shown.isOpen).to.equal(false);
  });

  it('row 150: asks in a dialog of the page where there is no window', async () => {
    const { approval, browser, windows } = start();
    browser.isBlocking = true;
    for (const [press, isConfirmed] of [['go', true], ['harmless', false]] as const) {
      const answer = approve(approval);
      const settled = isConfirmed ? answer : expectCode(answer, 'TRANSACTION_REJECTED');
      await until(() => readDialog() !== undefined);
      expect(readDialog()?.text).to.contain('0.5 ETH');
      expect(readDialog()?.root.activeElement).to.equal(readDialog()?.harmless);
      expect(readDialog()?.dialog.matches(':modal')).to.equal(true);
      await expect(readDialog()?.dialog).to.be.accessible();
      readDialog()?.[press].click();
      await settled;
    }
    expect(windows).to.deep.equal([]);
  });

  it('row 150: closes a window that shows none of our words before it asks in a dialog, which is no rejection', async () => {
    const { approval, windows, clock } = start();
    const run = approval.begin();
    const { frame } = windows[0]!;
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    // The visitor has sent the window elsewhere: to a page of another origin.
    frame.setAttribute('sandbox', '');
    frame.srcdoc = '<title>elsewhere</title>';
    await loaded;
    const confirmed = run.confirm(REQUEST).finally(() => run.end());
    await until(() => readDialog() !== undefined);
    expect(windows[0]?.isOpen).to.equal(false);
    await clock.advance(2_000);
    readDialog()?.go.click();

    await confirmed;
    expect(windows.length).to.equal(1);
  });

  it('row 115: asks one after the other in the one window', async () => {
    const { approval, windows } = start();
    const answers = ['1 ETH', '2 ETH', '3 ETH'].map((value) => (
      approve(approval, { ...REQUEST, summary: { action: 'transfer', groups: [[{ name: 'amount', value }]] } })
    ));
    const rejected = expectCode(answers[1]!, 'TRANSACTION_REJECTED');
    for (const [index, value] of ['1 ETH', '2 ETH', '3 ETH'].entries()) {
      await until(() => windows[0]?.has('dd') === true && windows[0].find('dd').textContent === value);
      windows[0]?.find(index === 1 ? '.harmless' : '.go').click();
    }

    await Promise.all([answers[0], rejected, answers[2]]);
    expect(windows.length).to.equal(1);
  });

  it('leaves the question to the page that says so, and counts nothing but true', async () => {
    const told: ApprovalSummary[] = [];
    for (const answer of [true, false, 'yes' as unknown as boolean, undefined as unknown as boolean]) {
      const { approval, windows } = start({ confirm: (summary) => { told.push(summary); return answer; } });
      const settled = approve(approval);
      await (answer === true ? settled : expectCode(settled, 'TRANSACTION_REJECTED'));
      expect(windows[0]?.isOpen).to.equal(false);
    }
    expect(told).to.deep.equal([SUMMARY, SUMMARY, SUMMARY, SUMMARY]);
  });

  it('closes its window before the page asks, which is no rejection', async () => {
    const page = Promise.withResolvers<boolean>();
    const { approval, windows, clock } = start({ confirm: () => page.promise });
    const confirmed = approve(approval);
    await until(() => windows[0]?.isOpen === false);
    await clock.advance(2_000);
    page.resolve(true);

    await confirmed;
  });

  it('a page that fails to ask has not confirmed, and one that never answers is let go of', async () => {
    const mistake = new Error('a mistake of the page');
    const failing = start({ confirm: () => { throw mistake; } });
    expect((await expectCode(approve(failing.approval), 'CONFIRMATION_FAILED')).cause).to.equal(mistake);

    const signals: AbortSignal[] = [];
    const { approval, clock } = start({ confirm: (_, { signal }) => { signals.push(signal); return new Promise(() => {}); } });
    const late = expectCode(approve(approval), 'CONFIRMATION_TIMEOUT');
    await until(() => signals.length === 1);
    await clock.advance(300_000);
    await late;
    expect(signals[0]?.aborted).to.equal(true);
  });
});
