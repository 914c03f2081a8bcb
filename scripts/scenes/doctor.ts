import { CHECKS, find } from '../../src/doctor/facts.js';
import type { FactName, Finding } from '../../src/doctor/facts.js';
import { PassportDoctor } from '../../src/elements/passport-doctor/passport-doctor.js';
import { defineElement } from '../../src/elements/support/define-element.js';
import { nextTask } from './scene.js';
import type { ElementScene } from './scene.js';

const VALUES = {
  environment: 'sandbox', page: 'https://shop.example', redirect: 'https://www.shop.example/callback.html',
  url: 'https://shop.example/callback.html', policy: 'same-origin-allow-popups', host: 'auth.immutable.com', network: 'Immutable Chain',
  seconds: '2', limit: '60', version: '1.0.0', other: '0.9.0', tags: '<passport-login>, <imx-balances>', status: '404',
};

const list = (...facts: readonly FactName[]): readonly Finding[] => facts.map((fact) => find(fact, {
  ...VALUES,
  ...(fact === 'opener.closed' ? { policy: 'same-origin' } : {}),
  ...(fact === 'policy.missing' ? { missing: 'connect-src https://auth.immutable.com https://api.sandbox.immutable.com; frame-src https://auth.immutable.com' } : {}),
}));

const GOOD = CHECKS.map((check) => `${check}.good` as const);
const without = (...checks: readonly (typeof CHECKS)[number][]): readonly FactName[] =>
  GOOD.filter((fact) => !checks.some((check) => fact === `${check}.good`));

const WARNED = list('opener.closed', 'storage.apart', 'clock.off', ...without('opener', 'storage', 'clock'));
const ILL = list('address.other', 'callback.status', 'policy.missing', 'opener.closed', 'clock.unseen', ...without('address', 'callback', 'policy', 'opener', 'clock'));

/** A doctor that finds this, or goes on looking. */
const create = (findings?: readonly Finding[]) => (): HTMLElement => {
  // It is in none of the sets of elements that pages register.
  defineElement('passport-doctor', PassportDoctor);
  return Object.assign(document.createElement('passport-doctor'), {
    examiner: () => (findings ? Promise.resolve(findings) : new Promise(() => {})),
  });
};

/** Presses the button that copies, on a page that may write to the clipboard or not. */
const copy = (isAllowed: boolean): ElementScene['play'] => async (_, element) => {
  await nextTask();
  const { clipboard } = navigator;
  const writeText = (): Promise<void> => (isAllowed ? Promise.resolve() : Promise.reject(new DOMException('Not allowed.', 'NotAllowedError')));
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
  element.shadowRoot?.querySelector<HTMLElement>('[part=copy]')?.click();
  await nextTask();
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
};

/** `<passport-doctor>`: each verdict. */
export const DOCTOR: readonly ElementScene[] = [
  { name: 'looking', create: create(), play: nextTask },
  { name: 'fine', create: create(list(...GOOD)), play: nextTask },
  { name: 'to-know', create: create(WARNED), play: nextTask },
  { name: 'to-mend', create: create(ILL), play: nextTask },
  { name: 'unconfigured', play: nextTask, create: create(list('configuration.none', 'address.unstated', 'callback.unseen', 'tags.none', 'authority.unseen', 'network.unseen')) },
  { name: 'copied', create: create(list(...GOOD)), play: copy(true) },
  { name: 'report-by-hand', create: create(WARNED), play: copy(false) },
];
