// Canary of the size gate: this entry reaches jose without an `import()`, which the gate has to report.
import { decodeJwt } from 'jose';
import { html, render } from 'lit';

render(html`<p>${decodeJwt('e30.e30.').sub}</p>`, document.body);
