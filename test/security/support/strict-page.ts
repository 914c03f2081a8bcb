import type { Emulator } from '../../../emulator/src/index.js';
import { listHosts } from '../../../scripts/build/page-policy.js';
import { createEmulatorPreset } from '../../../src/shared/environments.js';
import { buildLeakWatch, LEAK_WATCH_PATH } from '../../support/flow-leaks.js';
import { startSite, type Site, type SitePage } from '../../support/site.js';
import { createForm, DIST, readBuilt, type ScriptForm } from './built-files.js';

const CLIENT = 'client-id="strict-shop" environment="emulator"';
export const SHOP = `<passport-login ${CLIENT} redirect-uri="/callback.html"></passport-login><imx-balances></imx-balances>`;
const CALLBACK = `<passport-callback ${CLIENT}></passport-callback>`;

/** Scripts of the page's own, by their addresses. */
export type Scripts = Readonly<Record<string, string>>;

/** A page that has nothing but scripts of its form and elements. */
export interface PagePlan {
  readonly form: ScriptForm;
  /** Default: a sign-in button, and balances. */
  readonly body?: string;
  /** Default `en`. */
  readonly lang?: string;
  /** Addresses of scripts in their order, after the look for refusals. Default: the form's own file, and its setup. */
  readonly scripts?: readonly string[];
  /** Inline scripts, by type and text, in the place of `scripts`. */
  readonly inline?: readonly (readonly [type: 'importmap' | 'module', text: string])[];
  /** What `trusted-types` lists. Default: ours. */
  readonly policies?: string;
  /** Stands between the elements and the scripts. */
  readonly markup?: string;
}

/** The file that a page of this form loads. */
export const getEntry = (form: ScriptForm): string => `/dist/passport-widgets${form.startsWith('hash-all') ? '.all' : ''}.js`;

/** The script that tells a file's session where the emulator is. */
export const getSetup = (form: ScriptForm): string => (form.startsWith('hash-all') ? '/setup-all.js' : '/setup.js');

/** What a script says to have the emulator's services, by a file of ours or by a name. */
export function createSetup(entry: string, { addresses: { auth, api, tee, wallet, passport, chain } }: Emulator): string {
  const config = { environment: 'emulator', emulator: { auth, api, tee, wallet, passport, chain } };
  return `import { configure } from '${entry}'; configure(${JSON.stringify(config)});`;
}

function createPage(plan: PagePlan, files: Scripts, emulator: Emulator): SitePage {
  const { form, body = SHOP, lang = 'en', inline, policies = 'passport-widgets', markup = '' } = plan;
  const { scripts = inline ? [] : [getEntry(form), getSetup(form)] } = plan;
  const parts = createForm(form);
  const tags = [
    ...scripts.map((path) => parts.tag(path, files[path] ?? readBuilt(path.replace('/dist/', '')), 'module')),
    ...(inline ?? []).map(([type, text]) => parts.inline(type, text)),
  ].join('');
  const watch = parts.tag(LEAK_WATCH_PATH, files[LEAK_WATCH_PATH] ?? '');
  // And the page's own icon, which some browsers ask for.
  const hosts = Object.entries(listHosts('emulator', createEmulatorPreset(emulator.addresses)))
    .map(([name, list]) => `${name} ${list.join(' ')}${name === 'img-src' ? " 'self'" : ''}`);
  const policy = [
    "default-src 'none'", `script-src ${parts.scriptSrc}`, "style-src 'none'", ...hosts, "base-uri 'none'", "form-action 'none'",
    "frame-ancestors 'none'", "require-trusted-types-for 'script'", `trusted-types ${policies}`,
  ];
  return {
    body: `<!doctype html><html lang="${lang}"><head><title>Shop</title>${watch}</head><body><main>${body}</main>${markup}${tags}</body></html>`,
    headers: { 'content-security-policy': policy.join('; ') },
  };
}

/** Serves pages under the strictest policy, a callback page, the built files, and the scripts of the pages. */
export async function startStrictSite(emulator: Emulator, plans: Readonly<Record<string, PagePlan>>, own: Scripts): Promise<Site> {
  const files: Scripts = {
    '/setup.js': createSetup('/dist/passport-widgets.js', emulator),
    '/setup-all.js': createSetup('/dist/passport-widgets.all.js', emulator),
    '/warnings.js': 'window.warnings = []; console.warn = (line) => window.warnings.push(line);',
    [LEAK_WATCH_PATH]: String((await buildLeakWatch()).body),
    ...own,
  };
  const pages = Object.entries({ '/callback.html': { form: 'hash', body: CALLBACK } as const, ...plans })
    .map(([path, plan]) => [path, createPage(plan, files, emulator)] as const);
  const scripts = Object.entries(files).map(([path, body]) => [path, { body, type: 'text/javascript' }] as const);
  return startSite({ pages: Object.fromEntries([...scripts, ...pages]), folders: { '/dist/': DIST } });
}
