import { readFileSync } from 'node:fs';
import { renderPage, type Page } from '../core/page.js';
import type { Addresses } from '../core/service.js';

/** The panel for people. It is a client of the admin API and may be framed by pages of this machine. */
export function createPanel(addresses: Addresses): Page {
  return renderPage({
    title: 'Passport emulator',
    body: readAsset('panel.html'),
    style: readAsset('panel.css'),
    script: readAsset('panel.js'),
    connect: addresses.admin,
    frameAncestors: 'http://localhost:* http://127.0.0.1:*',
  });
}

/** `assets/` lies beside both `src/` and `dist/`. */
function readAsset(name: string): string {
  return readFileSync(new URL(`../../assets/${name}`, import.meta.url), 'utf8');
}
