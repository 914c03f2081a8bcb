/** A page that React owns from `<html>` down: bundled by the flow, run as a classic script. */
import { createElement as h, useEffect, useState } from 'react';
import { hydrateRoot } from 'react-dom/client';

declare global {
  interface Window {
    /** Has React take over the document. Its text differs from what the server sent where `isMismatch`. */
    hydrate(isMismatch: boolean): Promise<void>;
    /** How often React had to make the page anew. */
    recovered: number;
  }
}

function Page({ text, onReady }: { readonly text: string; readonly onReady: () => void }): unknown {
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    setReady(true);
    onReady();
  }, []);
  return h('html', { lang: 'en' },
    h('head', null, h('title', null, 'Wallet'), h('script', { src: '/settings.js' }), h('script', { src: '/harness.js' }), h('script', { src: '/react.js' })),
    h('body', null, h('main', { 'data-ready': String(isReady) }, h('p', null, text))));
}

window.recovered = 0;
window.hydrate = (isMismatch) => new Promise((resolve) => {
  hydrateRoot(document, h(Page, { text: isMismatch ? 'from the client' : 'from the server', onReady: resolve }), {
    onRecoverableError: () => { window.recovered += 1; },
  });
});
