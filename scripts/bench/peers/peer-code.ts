/**
 * The pages of those who are compared: each the shortest that does what it is asked to, by what its documentation shows.
 * `BENCH` is what they share: a button that signs in, and the callback page.
 */

const BENCH = `
  const { origin, pathname } = location;
  const isCallback = pathname.endsWith('/callback');
  const isRedirect = pathname.endsWith('/redirect');
  const go = document.querySelector('#go');
  const report = (error) => { console.error(error); };
`;

/** Of the official SDK, whichever way it is loaded: `Passport`, `ImmutableConfiguration`, `Environment` and `IMXClient` are there. */
const SDK_PAGE = (id: string): string => `${BENCH}
  const passport = new Passport({
    baseConfig: new ImmutableConfiguration({ environment: Environment.SANDBOX }),
    clientId: 'bench', redirectUri: origin + '/${id}/callback', logoutRedirectUri: origin + '/${id}/',
    audience: 'platform_api', scope: 'openid offline_access email transact',
    popupOverlayOptions: { disableGenericPopupOverlay: true, disableBlockedPopupOverlay: true, disableHeadlessLoginPromptOverlay: true },
  });
  if (isCallback) passport.loginCallback().then(() => bench.note('callback'), report);
  go?.addEventListener('click', () => passport.login({ useRedirectFlow: isRedirect }).then(() => bench.note('signed-in'), report));
  bench.register = async () => { const provider = await passport.connectImx(); await provider.registerOffchain(); };
  bench.isReady = () => go !== null;
  if (pathname.endsWith('/returning')) {
    const list = document.createElement('ul');
    document.body.append(list);
    bench.isReady = () => list.children.length >= 3;
    (async () => {
      await passport.login({ useCachedSession: true });
      const owner = await (await passport.connectImx()).getAddress();
      const { result } = await new IMXClient({ baseConfig: { environment: Environment.SANDBOX } }).listBalances({ owner });
      for (const { symbol, balance } of result) list.append(Object.assign(document.createElement('li'), { textContent: symbol + ' ' + balance }));
    })().catch(report);
  }
`;

/** What Node has and browsers have not, which the SDK's makers tell sites to fill in. It has to be there before the SDK begins. */
export const GLOBALS = 'import { Buffer } from \'buffer\'; globalThis.Buffer ??= Buffer;';

/** The official SDK by its packages, bundled. `@imtbl/sdk/passport`, `/config` and `/x` give on what these have. */
export const SDK_CODE = `import 'bench:globals';
  import { Passport } from '@imtbl/passport';
  import { Environment, ImmutableConfiguration } from '@imtbl/config';
  import { IMXClient } from '@imtbl/x-client';
  ${SDK_PAGE('sdk')}`;

/** The official SDK as the one file that it has for pages without a bundler. */
export const SDK_FILE_CODE = `
  const { passport: { Passport }, config: { Environment, ImmutableConfiguration }, x: { IMXClient } } = window.immutable;
  ${SDK_PAGE('sdk-file')}`;

/** The client of Immutable X alone: it has no login, its button asks for balances. */
export const X_CLIENT_CODE = `import 'bench:globals';
  import { Environment } from '@imtbl/config';
  import { IMXClient } from 'x-client-2.14';
  const client = new IMXClient({ baseConfig: { environment: Environment.SANDBOX } });
  const go = document.querySelector('#go');
  go.addEventListener('click', () => client.listBalances({ owner: '0x0' }));
  bench.isReady = () => true;
`;

/** The OpenID client by itself, with the settings of Passport: no wallet, no balances, no element. */
export const OIDC_CODE = `import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
  ${BENCH}
  const manager = new UserManager({
    authority: 'https://auth.immutable.com', client_id: 'bench', redirect_uri: origin + '/oidc/callback', popup_redirect_uri: origin + '/oidc/callback',
    scope: 'openid offline_access email transact', extraQueryParams: { audience: 'platform_api' },
    userStore: new WebStorageStateStore({ store: localStorage }), automaticSilentRenew: false,
  });
  if (isCallback) manager.signinCallback().then(() => bench.note('callback'), report);
  go?.addEventListener('click', () => (isRedirect ? manager.signinRedirect() : manager.signinPopup().then(() => bench.note('signed-in'))).catch(report));
  bench.isReady = () => go !== null;
`;

/** Another login element, with the simplest provider that there is: what its click opens is ours, and it signs nobody in. */
export const MGT_CODE = `import { Providers, ProviderState, SimpleProvider } from '@microsoft/mgt-element';
  import { registerMgtLoginComponent } from '@microsoft/mgt-components';
  const provider = new SimpleProvider(async () => 'nobody', async () => { window.open('about:blank', '_blank', 'width=400,height=500'); });
  Providers.globalProvider = provider;
  provider.setState(ProviderState.SignedOut);
  registerMgtLoginComponent();
  bench.isReady = () => [...document.querySelectorAll('mgt-login')].every((element) => {
    const button = element.shadowRoot?.querySelector('#login-button, fluent-button, button');
    return button !== null && button !== undefined && !button.disabled && button.getBoundingClientRect().height > 0;
  });
`;

/** Makes keys by the client of Immutable X, from the same signatures as ours, and checks what it signs. */
export const toStarkCode = (packageName: string, root: string): string => `import 'bench:globals';
  import { createStarkSigner, generateLegacyStarkPrivateKey } from '${packageName}';
  import { measureKeys } from '${root}scripts/bench/stark-run.ts';
  import { vectors } from '${root}test/vectors/stark.json';
  window.measure = () => measureKeys(async (index) => {
    const vector = vectors[index % 2];
    const key = await generateLegacyStarkPrivateKey({ getAddress: async () => vector.eth_address, signMessage: async () => vector.personal_sign_signature });
    if (await createStarkSigner(key).signMessage(vector.message_hash) !== vector.stark_signature) throw new Error('Another signature.');
  });
`;
