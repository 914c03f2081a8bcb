import { escapeHtml, renderPage, type Page } from '../../core/page.js';

const SCRIPT = `
window.top.opener.postMessage({ eventType: 'imx_passport_confirmation', messageType: document.body.firstElementChild.dataset.type }, '*');
`;

/** A page in a frame of the confirmation page, which tells the opener something in its place. */
export function renderVoicePage(type: string, framedBy: string): Page {
  return renderPage({
    title: 'Voice', script: SCRIPT, frameAncestors: `'self' ${framedBy}`,
    body: `<p data-type="${escapeHtml(type)}">This frame speaks in the place of the page around it.</p>`,
  });
}
