import { expect } from '@open-wc/testing';
import type { LoginOptions } from '../../src/session/session-types.js';
import { PassportError } from '../../src/shared/passport-error.js';
import type { ErrorCode } from '../../src/shared/passport-error.js';
import { runOut } from '../support/fake-clock.js';
import { setupSession } from './support/page.js';
import type { SessionSetup } from './support/page.js';

const TOKEN = '/oauth/token';

/** A way in which a login ends: what happens, and what whoever waits is told. */
interface Ending {
  readonly options?: LoginOptions;
  /** Before the click. */
  readonly prepare?: (page: SessionSetup) => Promise<void> | void;
  /** After the click. */
  readonly act: (page: SessionSetup) => Promise<void> | void;
  /** A code, `user`, or `null` for a page that is left. */
  readonly gives: ErrorCode | 'user' | 'null';
}

async function close({ windows, setFront, arrived }: SessionSetup): Promise<void> {
  await arrived();
  if (windows[0]) windows[0].closed = true;
  setFront(true);
}

async function cutOff({ windows, arrived, clock }: SessionSetup): Promise<void> {
  await arrived();
  if (windows[0]) windows[0].closed = true;
  await clock.advance(2_000);
}

/** How long whoever waits may have to. */
const TIMES_MS: Readonly<Record<string, number>> = { POPUP_CLOSED: 2_000, TIMEOUT: 20_000, POPUP_TIMEOUT: 301_000 };

const stop = { controller: new AbortController() };

const ENDINGS: Readonly<Record<string, Ending>> = {
  'by window: done': { act: ({ answer }) => answer({ code: '1' }), gives: 'user' },
  'by window: done, cut off': {
    act: async (page) => {
      await cutOff(page);
      await page.answer({ code: '1' });
    },
    gives: 'user',
  },
  'by window: done in the second one': {
    act: async (page) => {
      await cutOff(page);
      page.session.reopenLogin();
      await page.answer({ code: '1' }, 1);
    },
    gives: 'user',
  },
  'by window: denied': { act: ({ answer }) => answer({ error: 'access_denied' }), gives: 'LOGIN_DENIED' },
  'by window: the service fails': { act: ({ answer }) => answer({ error: 'server_error' }), gives: 'LOGIN_FAILED' },
  'by window: the answer is nobody\'s': { act: ({ answer }) => answer({ code: '1', iss: 'https://evil.example/' }), gives: 'CALLBACK_STATE_INVALID' },
  'by window: closed': { act: close, gives: 'POPUP_CLOSED' },
  'by window: closed at once': {
    act: ({ windows }) => { if (windows[0]) windows[0].closed = true; },
    gives: 'POPUP_CLOSED',
  },
  'by window: blocked': { prepare: ({ block }) => block(), act: () => {}, gives: 'POPUP_BLOCKED' },
  'by window: nothing happens': { act: () => {}, gives: 'POPUP_TIMEOUT' },
  'by window: nothing happens, cut off': { act: cutOff, gives: 'POPUP_TIMEOUT' },
  'by window: cancelled': { act: ({ session }) => session.cancelLogin(), gives: 'ABORTED' },
  'by window: called off': {
    options: { get signal() { return stop.controller.signal; } },
    act: () => stop.controller.abort(), gives: 'ABORTED',
  },
  'by window: signed out meanwhile': { act: async ({ session }) => void await session.getLogoutUrl(), gives: 'ABORTED' },
  'by window: the session is replaced': { act: ({ session, config }) => session.replace({ ...config, clientId: 'next' }), gives: 'ABORTED' },
  'by window: the session is disposed of': { act: ({ session }) => session.dispose(), gives: 'ABORTED' },
  'by window: the token endpoint fails': {
    prepare: ({ authority }) => void authority.answers.set(TOKEN, () => new Response('', { status: 500 })),
    act: ({ answer }) => answer({ code: '1' }), gives: 'NETWORK_FAILED',
  },
  'by window: the token endpoint says nothing': {
    prepare: ({ authority }) => void authority.answers.set(TOKEN, () => new Promise(() => {})),
    act: ({ answer }) => answer({ code: '1' }), gives: 'TIMEOUT',
  },
  'by redirect: the page is left': { options: { useRedirectFlow: true }, act: () => {}, gives: 'null' },
  'by redirect: cancelled': { options: { useRedirectFlow: true }, act: ({ session }) => session.cancelLogin(), gives: 'ABORTED' },
  'by redirect: called off': {
    options: { useRedirectFlow: true, get signal() { return stop.controller.signal; } },
    act: () => stop.controller.abort(), gives: 'ABORTED',
  },
  'by redirect: the session is disposed of': {
    options: { useRedirectFlow: true }, act: ({ session }) => session.dispose(), gives: 'ABORTED',
  },
};

describe('every ending of a login', () => {
  for (const [name, { options = {}, prepare, act, gives }] of Object.entries(ENDINGS)) {
    it(`${name}: ${gives}, for all who wait, and nothing is left`, async function ending() {
      this.timeout(40_000);
      localStorage.clear();
      stop.controller = new AbortController();
      const page = await setupSession();
      await prepare?.(page);
      let pending = 0;
      const track = <T>(promise: Promise<T>): Promise<T | PassportError> => {
        pending += 1;
        return promise.catch((error: unknown) => {
          expect(error).to.be.instanceOf(PassportError);
          return error as PassportError;
        }).finally(() => { pending -= 1; });
      };
      const waiting = Promise.all([page.session.login(options), page.session.login(options), page.session.login(options)].map(track));
      await act(page);
      // Time goes by only where the ending is one of time: what is signed meanwhile takes real time.
      const ends = await runOut(waiting, page.clock, TIMES_MS[gives] ?? 0);

      for (const end of ends) expect(end instanceof PassportError ? end.code : end === null ? 'null' : 'user').to.equal(gives);
      expect(pending, 'pending promises').to.equal(0);
      expect(page.clock.pending, 'timers').to.equal(0);
      expect(page.windows.every(({ closed }) => closed), 'windows closed').to.equal(true);
      const states = Object.keys(localStorage).filter((key) => key.startsWith('passport-widgets.state.'));
      expect(states.length, 'states').to.equal(gives === 'null' ? 1 : 0);
      if (!name.includes('disposed')) expect(page.session.state.loginWindow).to.equal(undefined);
      page.session.dispose();
      localStorage.clear();
    });
  }
});
