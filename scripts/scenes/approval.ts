import type { ApprovalSummary } from '../../src/approval/approval.js';
import { adoptPanelStyles, drawPanel } from '../../src/approval/panel.js';
import type { Panel } from '../../src/approval/panel.js';
import { createOffer, createQuestion } from '../../src/approval/question.js';
import { bringWords, getWords } from '../../src/approval/words.js';
import type { Words } from '../../src/approval/words.js';
import { systemClock } from '../../src/platform/clock.js';
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
const ask = (name: string, createPanel: (words: Words) => Panel): ElementScene => ({
  name,
  create() {
    const host = document.createElement('div');
    adoptPanelStyles(host.attachShadow({ mode: 'open' }), window);
    return host;
  },
  // In the language that the page has then.
  async play(_, host) {
    await bringWords(document, systemClock);
    const dialog = document.createElement('dialog');
    dialog.append(drawPanel(document, createPanel(getWords(document)), { onHarmless() {}, onGo() {} }).element);
    dialog.setAttribute('aria-labelledby', 'passport-approval-title');
    dialog.open = true;
    dialog.style.position = 'static';
    dialog.style.width = 'auto';
    host.shadowRoot?.replaceChildren(dialog);
  },
});

const confirm = (summary: ApprovalSummary) => (words: Words): Panel => createQuestion(summary, 'shop.example', words);

/** Our question before a signature, and the offer of a window that was blocked. */
export const APPROVAL: readonly ElementScene[] = [
  ask('transfer', confirm(TRANSFER)), ask('batch', confirm(BATCH)), ask('message', confirm(MESSAGE)), ask('blocked', createOffer),
];
