import type { Exchange } from '../core/exchange.js';
import type { Page } from '../core/page.js';
import type { ServiceContext } from '../core/service.js';
import { takeFault } from '../core/take-fault.js';
import type { ConfirmationMode } from '../core/world.js';
import { renderConfirmationPage, type Plan } from './pages/confirmation-page.js';
import { renderNoticePage } from './pages/notice-page.js';
import { renderVoicePage } from './pages/voice-page.js';

/** The pages of `{passportDomain}/transaction-confirmation/`. */
export const PAGES_PATH = '/transaction-confirmation/';

/** Answers one of the confirmation's pages. */
export function sendConfirmationPage(context: ServiceContext, exchange: Exchange): void {
  const coop = takeFault(context.faults, exchange, 'guardian:page-coop');
  if (coop !== undefined) exchange.response.setHeader('cross-origin-opener-policy', String(coop.value));
  switch (exchange.path.slice(PAGES_PATH.length)) {
    case 'loading':
      return sendPage(exchange, 200, renderNoticePage({ title: 'One moment', text: 'What you are about to confirm is being prepared.', isBusy: true }));
    case 'unavailable':
      return sendPage(exchange, 200, renderNoticePage({ title: 'Not available', text: 'This service is not available to you. Nothing was sent. You can close this window.' }));
    case 'transaction':
      return sendTransactionPage(context, exchange, { idName: 'transactionId', chainType: 'starkex', noun: 'transaction' });
    case 'zkevm/transaction':
      return sendTransactionPage(context, exchange, { idName: 'transactionID', chainType: 'evm', noun: 'transaction' });
    case 'zkevm/message':
      return sendTransactionPage(context, exchange, { idName: 'messageID', chainType: 'evm', noun: 'message' });
    case 'voice':
      return sendPage(exchange, 200, renderVoicePage(exchange.url.searchParams.get('type') ?? '', context.addresses.passport));
    default:
      return sendPage(exchange, 404, renderNoticePage({ title: 'No such page', text: 'There is nothing here. You can close this window.' }));
  }
}

/** Which page it is, by its path. */
interface PageKind {
  readonly idName: string;
  readonly chainType: 'starkex' | 'evm';
  readonly noun: 'transaction' | 'message';
}

function sendTransactionPage(context: ServiceContext, exchange: Exchange, kind: PageKind): void {
  const query = exchange.url.searchParams;
  const hash = query.get(kind.idName) ?? '';
  const confirmation = context.confirmations.find(hash);
  const isOwn = confirmation?.address.toLowerCase() === query.get('etherAddress')?.toLowerCase();
  const { chainType = 'starkex', noun = 'transaction' } = confirmation ?? {};
  // The page of messages is not told of a chain.
  const isKind = kind.chainType === chainType && kind.noun === noun && (noun === 'message' || query.get('chainType') === chainType);
  if (confirmation === undefined || !isOwn || !isKind) {
    return sendPage(exchange, 404, renderNoticePage({ title: 'Nothing to confirm', text: 'This transaction is not known, or belongs to somebody else. You can close this window.' }));
  }
  const plan = { ...makePlan(context, exchange, hash, confirmation.ticket), chainType, noun };
  return sendPage(exchange, 200, renderConfirmationPage(confirmation, plan));
}

/** What the page's script is to do. */
function makePlan(context: ServiceContext, exchange: Exchange, hash: string, ticket: string): Omit<Plan, 'chainType' | 'noun'> {
  const take = (name: string) => takeFault(context.faults, exchange, `guardian:${name}`);
  const mode = toMode(context.world.confirmation, take);
  const late = take('page-late');
  const isMute = mode.mode === 'mute' || take('page-mute') !== undefined;
  const messages = take('messages');
  const other = take('other-id');
  return {
    hash, ticket,
    ready: isMute ? 0 : take('page-ready-twice') === undefined ? 1 : 2,
    readyAfterMs: Number(late?.ms ?? 0),
    act: mode.mode === 'page' || mode.mode === 'skip' ? 'ask' : mode.mode,
    afterMs: 'afterMs' in mode ? mode.afterMs ?? 0 : 0,
    reloads: take('page-reloads') !== undefined,
    messages: messages === undefined ? undefined : repeat(messages.types, Number(messages.times)),
    lie: (['unapproved', 'rejected', 'window', 'origin'] as const).find((lie) => take(`lie-${lie}`) !== undefined),
    otherId: other === undefined ? undefined : String(other.id),
    voice: { window: `${PAGES_PATH}voice`, origin: `${toOtherOrigin(context.addresses.passport)}${PAGES_PATH}voice` },
  };
}

function toMode(mode: ConfirmationMode, take: (name: string) => unknown): ConfirmationMode {
  if (take('page-closes') !== undefined) return { mode: 'close' };
  if (take('page-error') !== undefined) return { mode: 'error' };
  return take('page-stays') === undefined ? mode : { mode: 'stay' };
}

/** The same server under its other name: of this machine, or of those that it answers to with TLS. */
function toOtherOrigin(address: string): string {
  return address.replace('//localhost', '//127.0.0.1').replace('//passport.sandbox.', '//passport.');
}

function repeat(types: unknown, times: number): readonly string[] {
  const list = Array.isArray(types) ? types.map(String) : [String(types)];
  return Array.from({ length: times }, () => list).flat();
}

function sendPage(exchange: Exchange, status: number, { html, headers }: Page): void {
  exchange.sendHtml(status, html, headers);
}
