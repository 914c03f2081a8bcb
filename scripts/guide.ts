/**
 * Writes the guide as a static site into guide-site/, for any web server.
 * Run: npm run guide
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderGuide } from './guide/render-guide.js';
import { ROOT } from './start/start-demo.js';

const folder = join(ROOT, 'guide-site');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
const site = renderGuide(ROOT);
for (const [file, html] of site) writeFileSync(join(folder, file), html);
cpSync(join(ROOT, 'demo/guide'), folder, { recursive: true });
cpSync(join(ROOT, 'docs/images'), join(folder, 'images'), { recursive: true });
console.log(`${site.size} pages in guide-site/`);
