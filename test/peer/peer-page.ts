import { build } from 'esbuild';
import { SDKS, type SdkName } from './install.js';

/** The page of a site that uses the SDK, by names that its documentation shows; ours goes by the same. */
export const PEER_PAGE = `
  const { origin } = location;
  const isSilent = location.search.includes('silent') || location.pathname === '/silent-logout';
  const passport = new Passport({
    baseConfig: new ImmutableConfiguration({ environment: Environment.SANDBOX }),
    clientId: window.peerClientId ?? 'peer', redirectUri: origin + '/redirect',
    logoutRedirectUri: origin + (isSilent ? '/silent-logout' : '/logout'),
    logoutMode: isSilent ? 'silent' : 'redirect',
    audience: 'platform_api', scope: 'openid offline_access email transact',
    popupOverlayOptions: { disableGenericPopupOverlay: true, disableBlockedPopupOverlay: true, disableHeadlessLoginPromptOverlay: true },
  });
  let provider;
  const actions = {
    login: (options) => passport.login(options),
    passport: (method, ...values) => passport[method](...values),
    connectImx: async () => { provider = await passport.connectImx(); },
    provider: (method, ...values) => provider[method](...values),
    listBalances: async (owner) => (await new IMXClient({ baseConfig: { environment: Environment.SANDBOX } }).listBalances({ owner })).result,
  };
  window.endings = [];
  window.begin = (action, ...values) => {
    const index = window.endings.push(undefined) - 1;
    const end = (ending) => { window.endings[index] = JSON.parse(JSON.stringify(ending)); };
    Promise.resolve().then(() => actions[action](...values)).then(
      (value) => end({ value: value === undefined ? null : value }),
      (error) => end({ type: error.type === undefined ? null : error.type, message: String(error.message) }),
    );
    return index;
  };
  const endOf = {
    '/redirect': () => passport.loginCallback(),
    '/silent-logout': () => passport.logoutSilentCallback(location.href),
  }[location.pathname];
  if (endOf !== undefined) endOf().then(() => { window.isOver = true; }, (error) => { window.problem = String(error.message); });
  document.querySelector('#go').addEventListener('click', () => window.begin(...window.next));
  window.isReady = true;
`;

/** What Node has and browsers have not, which the SDK's makers tell sites to fill in. It has to be there before the SDK begins. */
const GLOBALS: Readonly<Record<SdkName, string>> = {
  tee: "import { Buffer } from 'buffer'; globalThis.Buffer ??= Buffer;",
  frame: "import { Buffer } from 'buffer'; import process from 'process/browser'; globalThis.Buffer ??= Buffer; globalThis.process ??= process;",
};

/** Bundles the page with an SDK as a site would. */
export async function buildPeerPage(name: SdkName, folder: string): Promise<string> {
  const { passport, config, client } = SDKS[name];
  const { outputFiles = [] } = await build({
    stdin: {
      contents: `import 'peer:globals';
        import { Passport } from '${passport}';
        import { Environment, ImmutableConfiguration } from '${config}';
        import { IMXClient } from '${client}';
        ${PEER_PAGE}`,
      resolveDir: folder,
    },
    bundle: true,
    write: false,
    // Other names for packages are looked up from here.
    absWorkingDir: folder,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
    define: { global: 'globalThis' },
    alias: name === 'frame' ? { crypto: 'crypto-browserify', stream: 'stream-browserify' } : {},
    plugins: [{
      name: 'globals',
      setup(setup) {
        setup.onResolve({ filter: /^peer:globals$/ }, ({ path }) => ({ path, namespace: 'peer' }));
        setup.onLoad({ filter: /.*/, namespace: 'peer' }, () => ({ contents: GLOBALS[name], resolveDir: folder }));
      },
    }],
  });
  return outputFiles[0]?.text ?? '';
}
