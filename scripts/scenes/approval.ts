import type { ApprovalSummary } from '../../src/approval/approval.js';
import { adoptPanelStyles, drawPanel } from '../../src/approval/panel.js';
import type { Panel } from '../../src/approval/panel.js';
import { createQuestion } from '../../src/approval/question.js';
import type { ElementScene } from './scene.js';

const TOKEN = '0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
const RECEIVER = '0x9999888877776666555544443333222211110000';

const TRANSFER: ApprovalSummary = { action: 'transfer', groups: [[
  { name: 'amount', value: '1.25 ETH' }, { name: 'receiver', value: RECEIVER }, { name: 'network', value: 'Immutable X' },
]] };

const BATCH: ApprovalSummary = { action: 'batch-transfer', groups: ['17', '4242'].map((id) => [
  { name: 'token-id', value: id }, { name: 'token', value: TOKEN }, { name: 'receiver', value: RECEIVER },
]) };

const MESSAGE: ApprovalSummary = { action: 'sign-message', groups: [[
  { name: 'message', value: `Welcome!\n${'A long line of a message without any spaces:'.replaceAll(' ', '-')}${'0123456789'.repeat(8)}\n\u202eslanigiro` },
  { name: 'network', value: 'Immutable Chain' },
]] };

/** The question as it stands in a dialog of the page, without the page's other content under it. */
function createDialog(panel: Panel): HTMLElement {
  const host = document.createElement('div');
  const dialog = document.createElement('dialog');
  const root = host.attachShadow({ mode: 'open' });
  adoptPanelStyles(root, window);
  dialog.append(drawPanel(document, panel, { onHarmless() {}, onGo() {} }).element);
  dialog.setAttribute('aria-labelledby', 'passport-approval-title');
  dialog.open = true;
  dialog.style.position = 'static';
  dialog.style.width = 'auto';
  root.append(dialog);
  return host;
}

const ask = (name: string, summary: ApprovalSummary): ElementScene =>
  ({ name, create: () => createDialog(createQuestion(summary, 'shop.example')), play() {} });

/** Our question before a signature, and the offer of a window that was blocked. */
export const APPROVAL: readonly ElementScene[] = [
  ask('transfer', TRANSFER), ask('batch', BATCH), ask('message', MESSAGE),
  { name: 'blocked', play() {}, create: () => createDialog({
    title: 'Your confirmation is needed', groups: [], labels: { harmless: 'Cancel transaction', go: 'Open window' },
    lead: 'Your transaction is confirmed in a window of its own, which the browser did not open yet.',
  }) },
];
