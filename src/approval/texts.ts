import type { ApprovalAction, FactName } from './approval.js';

/** Headings, by what is to be done, and labels of the lines. */
const QUESTION_TEXTS = {
  'approval-title-transfer': 'Confirm this transfer',
  'approval-title-batch-transfer': 'Confirm these transfers',
  'approval-title-exchange-transfer': 'Confirm this transfer to an exchange',
  'approval-title-create-order': 'Confirm this order',
  'approval-title-cancel-order': 'Cancel this order?',
  'approval-title-create-trade': 'Confirm this trade',
  'approval-title-send-transaction': 'Confirm this transaction',
  'approval-title-sign-message': 'Sign this message?',
  'approval-fact-amount': 'Amount',
  'approval-fact-token': 'Token',
  'approval-fact-token-id': 'Token ID',
  'approval-fact-receiver': 'To',
  'approval-fact-sell': 'You give',
  'approval-fact-buy': 'You get',
  'approval-fact-fee': 'Fee',
  'approval-fact-order': 'Order',
  'approval-fact-expires': 'Expires',
  'approval-fact-network': 'Network',
  'approval-fact-contract': 'Contract',
  'approval-fact-data': 'Data',
  'approval-fact-message': 'Message',
} as const satisfies Record<`approval-title-${ApprovalAction}` | `approval-fact-${FactName}`, string>;

/** What the room says. */
export const TEXTS = {
  ...QUESTION_TEXTS,
  'approval-lead': '{site} asks for your signature. Check that this is what you want.',
  'approval-confirm': 'Confirm',
  'approval-reject': 'Reject',
  'approval-blocked': 'Your confirmation is needed',
  'approval-blocked-lead': 'Your transaction is confirmed in a window of its own, which the browser did not open yet.',
  'approval-blocked-again': 'The browser blocked the window again. Allow pop-ups for this site, then try once more.',
  'approval-open': 'Open window',
  'approval-cancel': 'Cancel transaction',
  'approval-opening': 'Preparing your transaction…',
  'approval-gone': 'The page that opened this window is gone. You may close this window.',
  'approval-wait': 'One moment…',
} as const;
