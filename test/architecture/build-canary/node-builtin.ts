// Canary of the build: no browser has node:fs, so this has to fail.
import { existsSync } from 'node:fs';
import { html, render } from 'lit';

render(html`<p>${existsSync('/')}</p>`, document.body);
