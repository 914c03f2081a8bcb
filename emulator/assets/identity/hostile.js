// The script of a hostile page in the middle of a login. It posts what it can think of to the page
// that opened it; `hostile` holds how many, and what it knows of the login: the state and the address.
'use strict';

(() => {
  const { count, state, redirectUri } = hostile;
  const address = (query) => `${redirectUri}?${query}`;
  const urls = [
    address(`code=stolen&state=${encodeURIComponent(state)}`),
    address(`state=${encodeURIComponent(state)}&code=stolen&code=again`),
    address(`error=access_denied&state=${encodeURIComponent(state)}`),
    address('code=stolen&state=another'), address('code=stolen'), redirectUri,
    `https://stranger.example.com/?code=stolen&state=${encodeURIComponent(state)}`,
    'javascript:window.__pwn=1', 'data:text/html,x', '//stranger.example.com', '%zz', '', 0, null, {}, ['x'],
  ];
  const wrap = [
    (url) => ({ source: 'oidc-client', url, keepOpen: false }),
    (url) => ({ source: 'oidc-client', url, keepOpen: true, state }),
    (url) => ({ type: 'passport-widgets/callback@1', state, url }),
    (url) => ({ type: 'passport-widgets/callback@1', state: 'another', url }),
    (url) => ({ type: 'passport-widgets/callback-received@1', state, url }),
    (url) => ({ type: 'authorization_response', response: { code: 'stolen', state, url } }),
    (url) => JSON.stringify({ source: 'oidc-client', url }),
    (url) => ({ __proto__: null, constructor: { prototype: { source: 'oidc-client' } }, url }),
    (url) => JSON.parse(`{"__proto__":{"source":"oidc-client"},"url":${JSON.stringify(String(url))}}`),
    (url) => [{ source: 'oidc-client', url }],
    (url) => new Map([['source', 'oidc-client'], ['url', url]]),
    (url) => url,
    () => ({ eventType: 'loginPromptResult', messageType: 'login_success', code: 'stolen', state }),
    () => null,
    () => undefined,
    () => new Uint8Array(1024),
  ];
  const targets = [window.opener, window.parent === window ? null : window.parent].filter(Boolean);
  for (let index = 0; index < count; index += 1) {
    const message = wrap[index % wrap.length](urls[Math.floor(index / wrap.length) % urls.length]);
    for (const target of targets) target.postMessage(message, '*');
  }
})();
