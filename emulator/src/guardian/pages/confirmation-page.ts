import { readFileSync } from 'node:fs';
import { CARD_STYLE, MARK } from '../../core/card-style.js';
import type { Confirmation, ConfirmationItem } from '../../core/confirmations.js';
import { escapeHtml, renderPage, type Page } from '../../core/page.js';
import { CONFIRMATION_STYLE } from './confirmation-style.js';

/** What the page's script is to do, in the order of its doing. */
export interface Plan {
  readonly hash: string;
  readonly ticket: string;
  readonly chainType: 'starkex' | 'evm';
  /** What its messages begin with. */
  readonly noun: 'transaction' | 'message';
  /** How often the page says that it is ready. */
  readonly ready: 0 | 1 | 2;
  readonly readyAfterMs: number;
  /** Once it has been told to start. */
  readonly act: 'ask' | 'approve' | 'reject' | 'error' | 'close' | 'stay' | 'mute';
  readonly afterMs: number;
  readonly reloads: boolean;
  /** Said instead of what was decided. */
  readonly messages?: readonly string[];
  readonly lie?: 'unapproved' | 'rejected' | 'window' | 'origin';
  readonly otherId?: string;
  /** Pages that speak in this one's place. */
  readonly voice: { readonly window: string; readonly origin: string };
}

// `assets/` lies beside both `src/` and `dist/`.
const SCRIPT = readFileSync(new URL('../../../assets/guardian/confirm.js', import.meta.url), 'utf8');

const TITLES: Readonly<Record<string, string>> = {
  TRANSFER: 'Confirm this transfer', BATCH_TRANSFER: 'Confirm these transfers', ORDER: 'Confirm this order',
  CANCEL_ORDER: 'Cancel this order?', TRADE: 'Confirm this trade', EVM: 'Confirm this transaction', MESSAGE: 'Sign this message?',
};

/** The page on which a person sees what is about to be signed, and decides. */
export function renderConfirmationPage({ address, type, items }: Confirmation, plan: Plan): Page {
  return renderPage({
    title: TITLES[type] ?? 'Confirm',
    style: CARD_STYLE + CONFIRMATION_STYLE,
    script: SCRIPT,
    connect: "'self'",
    frames: plan.lie === 'window' ? "'self'" : plan.lie === 'origin' ? new URL(plan.voice.origin).origin : undefined,
    body: `<main data-plan="${escapeHtml(JSON.stringify(plan))}">
<header>${MARK}<div><h1>${TITLES[type] ?? 'Confirm'}</h1><p>from <code>${escapeHtml(shorten(address))}</code></p></div></header>
<ul class="items">${items.map(renderItem).join('')}</ul>
<p class="note" id="note" role="status">Waiting for the page that asks…</p>
<footer class="decide"><button class="main-button" id="approve" disabled>Confirm</button><button class="deny" id="reject" disabled>Reject</button></footer>
</main>`,
  });
}

function renderItem({ title, picture, rows }: ConfirmationItem): string {
  return `<li class="item">${picture === undefined ? '' : `<div class="picture" aria-hidden="true">${picture}</div>`}<div class="what"><h2>${escapeHtml(title)}</h2>
<dl>${rows.map(([label, value]) => `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`).join('')}</dl></div></li>`;
}

function shorten(address: string): string {
  return `${address.slice(0, 8)}…${address.slice(-6)}`;
}
