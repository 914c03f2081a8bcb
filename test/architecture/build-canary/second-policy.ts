// Canary of the build: a second policy of lit's name, which nobody renamed, so this has to fail.
import { html, render } from 'lit';

const factory = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): object } }).trustedTypes;
render(html`<p>${String(factory?.createPolicy("lit-html", {}))}</p>`, document.body);
