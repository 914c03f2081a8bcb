import { readFileSync, writeFileSync } from 'node:fs';
import { renderPolicyPage } from './page-policy.js';

const page = new URL('../../docs/guide/strict-pages.md', import.meta.url);
writeFileSync(page, renderPolicyPage(readFileSync(page, 'utf8')));
console.log('docs/guide/strict-pages.md: the hosts of production and sandbox');
