import type { ApprovalAction, FactName } from './approval.js';

/** Headings, by what is to be done. */
export const ACTION_TITLES: Readonly<Record<ApprovalAction, string>> = {
  'transfer': 'Confirm this transfer',
  'batch-transfer': 'Confirm these transfers',
  'exchange-transfer': 'Confirm this transfer to an exchange',
  'create-order': 'Confirm this order',
  'cancel-order': 'Cancel this order?',
  'create-trade': 'Confirm this trade',
  'send-transaction': 'Confirm this transaction',
  'sign-message': 'Sign this message?',
};

/** Labels of the lines. */
export const FACT_LABELS: Readonly<Record<FactName, string>> = {
  'amount': 'Amount',
  'token': 'Token',
  'token-id': 'Token ID',
  'receiver': 'To',
  'sell': 'You give',
  'buy': 'You get',
  'fee': 'Fee',
  'order': 'Order',
  'expires': 'Expires',
  'network': 'Network',
  'contract': 'Contract',
  'data': 'Data',
  'message': 'Message',
};

/** The other words of the room. */
export const TEXTS = {
  lead: (site: string): string => `${site} asks for your signature. Check that this is what you want.`,
  confirm: 'Confirm',
  reject: 'Reject',
  blockedTitle: 'Your confirmation is needed',
  blockedLead: 'Your transaction is confirmed in a window of its own, which the browser did not open yet.',
  blockedAgain: 'The browser blocked the window again. Allow pop-ups for this site, then try once more.',
  open: 'Open window',
  cancel: 'Cancel transaction',
  wait: 'One moment…',
} as const;
