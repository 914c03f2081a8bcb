import type { Approval, ApprovalOptions, ApprovalRequest, ApprovalSummary } from '../../../src/approval/approval.js';
import { confirmTransaction } from '../../../src/approval/confirm-transaction.js';
import { createApproval } from '../../../src/approval/create-approval.js';
import { createEmulatorPreset } from '../../../src/shared/environments.js';
import { createFakeApi } from '../../imx/support/fake-api.js';
import type { ReceivedRequest, Reply, Routes } from '../../imx/support/fake-api.js';
import { FakeClock, turn } from '../../support/fake-clock.js';
import { FakeWindow } from './fake-window.js';

export const ACCOUNT = '0xc54aa97be2b1e7a2b4a5dc4f0a4c1e9bc4a0d001';
export const HASH = '034c85dad82fa5ffe42bbc4b49b83e1fbb7d3a5a3c0ab5ec2f2a1f4c64d8b1a2';

export const SUMMARY: ApprovalSummary = {
  action: 'transfer',
  groups: [[
    { name: 'amount', value: '0.5 ETH' },
    { name: 'receiver', value: '0x0000000000000000000000000000000000000abc' },
  ]],
};

export const REQUEST: ApprovalRequest = { subject: { kind: 'starkex', payloadHash: HASH }, account: ACCOUNT, summary: SUMMARY };

/** What the guardian answers and how the browser and the page behave. */
export interface Settings extends Partial<Pick<ApprovalOptions, 'onBlocked' | 'user'>> {
  /** The page's own `confirmTransaction`. */
  readonly confirm?: ApprovalOptions['config']['confirmTransaction'];
  /** Default true. */
  readonly isRequired?: boolean | ((request: ReceivedRequest) => boolean);
  /** Routes in place of the guardian's usual answers. */
  readonly routes?: Routes;
  /** The confirmation page's origin. Default: this page's, which the fake windows are of. */
  readonly passportDomain?: string;
  /** Whether clicks of tests count, which no visitor made. Default true. */
  readonly takesScripts?: boolean;
  /** Whether the visitor clicked just now, as the code is told. Default true. */
  readonly isActive?: boolean;
}

/** A request of its own, told from others by its hash. */
export function createRequest(hash: string): ApprovalRequest {
  return { ...REQUEST, subject: { kind: 'starkex', payloadHash: hash } };
}

/** An approval with all that it works with, and what the test sees of it. */
export function setup(settings: Settings = {}) {
  const { isRequired = true, passportDomain = location.origin, routes = {}, takesScripts = true, isActive = true } = settings;
  const evaluate = (request: ReceivedRequest): Reply => ({
    json: { confirmationRequired: typeof isRequired === 'function' ? isRequired(request) : isRequired },
  });
  const api = createFakeApi({
    ...routes,
    'GET /guardian/v1/transactions/*': ({ path }) => ({ json: { id: path.split('/').at(-1)?.split('?')[0] } }),
    'POST /guardian/v1/transactions/*': evaluate,
  });
  const clock = new FakeClock();
  const windows: FakeWindow[] = [];
  const browser = { isBlocking: false, isThrowing: false, isInFront: false, isSilent: false };
  const approval = createApproval({
    config: {
      endpoints: { ...createEmulatorPreset().endpoints, imxPublicApiDomain: 'https://guardian.test', passportDomain },
      fetch: api.fetch, confirmTransaction: settings.confirm,
    },
    user: { getAccessToken: async () => 'access-1', refresh: async () => ({ sub: 'email|0001' }) },
    clock,
    ...settings,
  }, {
    load: async () => ({
      confirmTransaction: (context) => confirmTransaction({ ...context, isActive: () => isActive, ...(takesScripts ? { isGenuine: () => true } : {}) }),
    }),
    isInFront: () => browser.isInFront,
    open: (options) => {
      if (browser.isThrowing) throw new TypeError('Illegal invocation');
      if (browser.isBlocking) return null;
      const opened = new FakeWindow(options ?? {});
      windows.push(opened);
      return opened.createPopup();
    },
  });
  /** The visitor closes a window, and the page behind it comes to the front. */
  const leave = async (index: number): Promise<void> => {
    await clock.advance(250);
    windows[index]?.leave();
    browser.isInFront = true;
    await clock.advance(1_000);
  };
  return { approval, api, clock, windows, browser, leave };
}

/** Begins a run, confirms by it and ends it, as every caller does. Starts synchronously. */
export function approve(approval: Approval, request = REQUEST, options?: Parameters<Approval['begin']>[0]): Promise<void> {
  const run = approval.begin(options);
  return run.confirm(request).finally(() => run.end());
}

/** Lets the browser work until something is so. */
export async function until(isSo: () => boolean, what = String(isSo)): Promise<void> {
  for (let turns = 0; !isSo(); turns += 1) {
    if (turns > 2_000) throw new Error(`Never: ${what}`);
    await turn();
  }
}

/** Lets messages that were posted arrive. */
export async function untilDelivered(): Promise<void> {
  const text = `delivered-${Math.random()}`;
  await new Promise<void>((resolve) => {
    const hear = ({ data }: MessageEvent): void => {
      if (data !== text) return;
      removeEventListener('message', hear);
      resolve();
    };
    addEventListener('message', hear);
    postMessage(text, '*');
  });
}

/** The dialog in the page, with what stands in it. */
export function readDialog() {
  const host = [...document.documentElement.children].find((element) => element.shadowRoot?.querySelector('dialog'));
  const root = host?.shadowRoot;
  return root ? {
    dialog: root.querySelector('dialog')!,
    text: root.querySelector('dialog')!.innerText,
    go: root.querySelector<HTMLButtonElement>('.go')!,
    harmless: root.querySelector<HTMLButtonElement>('.harmless')!,
    root,
  } : undefined;
}
