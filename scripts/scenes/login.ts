import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { USER } from '../../test/support/fake-session.js';
import { nextTask, state } from './scene.js';
import type { ElementScene } from './scene.js';

const failed = (code: 'POPUP_BLOCKED' | 'POPUP_CLOSED' | 'ID_TOKEN_INVALID') =>
  state('failed', { error: new PassportError(ERROR_TABLE, code) });

const unsupported = (message: string): PassportError => new PassportError(ERROR_TABLE, 'ENVIRONMENT_UNSUPPORTED', { message });

/** `<passport-login>`. */
export const LOGIN: readonly ElementScene[] = [
  { name: 'unknown', play: (session) => { session.config = undefined; session.set({ status: 'unconfigured' }); } },
  { name: 'restoring', play: state('restoring') },
  { name: 'signed-out', play: state('signed-out') },
  { name: 'signed-out-label', content: 'Play with Passport', play: state('signed-out') },
  { name: 'disabled', attributes: { disabled: '' }, play: state('signed-out') },
  { name: 'method', attributes: { methods: 'google' }, play: state('signed-out') },
  { name: 'methods', attributes: { methods: 'google apple facebook email' }, play: state('signed-out') },
  { name: 'signing-in', play: state('signing-in', { loginWindow: 'watched' }) },
  { name: 'signing-in-redirect', play: state('signing-in') },
  { name: 'signing-in-unwatched', play: state('signing-in', { loginWindow: 'unwatched' }) },
  { name: 'signed-in', play: (session) => session.signIn() },
  { name: 'signed-in-unregistered', play: (session) => session.signIn({ account: undefined, registration: 'unregistered' }) },
  { name: 'signed-in-long', play: (session) => session.signIn({
    user: { ...USER, nickname: 'maximiliana.von.und.zu.langenfeld@example.com' } }) },
  { name: 'signing-out', play: state('signing-out', { user: USER }) },
  { name: 'blocked', play: failed('POPUP_BLOCKED') },
  { name: 'blocked-in-frame', obstacle: { isFramed: true }, play: failed('POPUP_BLOCKED') },
  { name: 'closed', play: failed('POPUP_CLOSED') },
  { name: 'inside-app', obstacle: { app: 'Instagram' }, play: state('signed-out') },
  { name: 'inside-app-methods', obstacle: { app: 'webview' }, attributes: { methods: 'google email' }, play: state('signed-out') },
  { name: 'unsupported-sandbox', obstacle: { isFramed: true, error: unsupported(
    'Signing in does not work in this frame: its sandbox takes away what the sign-in window needs.') }, play: state('signed-out') },
  { name: 'unsupported-insecure', obstacle: { error: unsupported(
    'Signing in needs a secure page: this one is not served over https.') }, play: state('signed-out') },
  { name: 'link-by-hand', obstacle: { app: 'LINE' }, play: async (_, element) => {
    await nextTask();
    await nextTask();
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
    element.shadowRoot?.querySelector<HTMLElement>('[part=copy]')?.click();
    await nextTask();
  } },
  { name: 'misconfigured', attributes: { environment: 'sandbox' }, play: (session) => {
    session.config = undefined;
    session.set({ status: 'unconfigured' });
  } },
];

/** The menu of methods while it is open. */
export const OPEN_MENU: readonly ElementScene[] = [
  { name: 'methods-open', attributes: { methods: 'google apple facebook email' }, play: async (session, element) => {
    session.set({ status: 'signed-out' });
    await nextTask();
    element.shadowRoot?.querySelector<HTMLElement>('[aria-haspopup]')?.click();
    await nextTask();
    await nextTask();
  } },
];
