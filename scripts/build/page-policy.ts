import { createChainSettings } from '../../src/chain/chain-settings.js';
import { systemClock } from '../../src/platform/clock.js';
import type { ChainConfig } from '../../src/chain/chain-settings.js';
import { createEmulatorPreset, PRESETS, type EnvironmentPreset } from '../../src/shared/environments.js';
import type { EnvironmentName } from '../../src/shared/types.js';

/** The hosts that pages of one environment speak with, as directives of a Content-Security-Policy take them. */
export interface HostLists {
  readonly 'connect-src': readonly string[];
  /** Logos have whatever address the maker of a token gave them: without it, rows show a letter. */
  readonly 'img-src': readonly string[];
  /** The wallet's frame, for `walletTransport: 'iframe'`; for a silent logout the authority, and the page itself, to which it comes back. */
  readonly 'frame-src': readonly string[];
}

/** The parts of `script-src`, by how a page names what may run. */
export interface ScriptLists {
  /** The script tag has an integrity attribute. The entry then vouches for the files that it loads. */
  readonly hash: readonly string[];
  /** The same for browsers and pages without `'strict-dynamic'`: each file is listed. */
  readonly 'hash-listed': readonly string[];
  /** The single file, which loads no other. */
  readonly 'hash-all': readonly string[];
  /** The single file, and the file of any language beside it. */
  readonly 'hash-all-locales': readonly string[];
  /** The nonce of the response in the place of `NONCE`; the entry gives it to the files that it loads. */
  readonly nonce: readonly string[];
  /** The origin that serves the files in the place of `HOST`. */
  readonly host: readonly string[];
}

const toOrigins = (urls: readonly string[]): string[] => [...new Set(urls.map((url) => new URL(url).origin))];

/** The hosts of an environment, from the table that the library itself reads. */
export function listHosts(environment: EnvironmentName, { endpoints }: Pick<EnvironmentPreset, 'endpoints'>): HostLists {
  const { authenticationDomain, jwksUri, imxApiBasePath, imxPublicApiDomain, magicTeeBasePath, magicIframeUrl } = endpoints;
  const chain = createChainSettings({ environment, endpoints } as ChainConfig, systemClock);
  return {
    'connect-src': toOrigins([
      authenticationDomain, jwksUri, imxPublicApiDomain, imxApiBasePath, magicTeeBasePath,
      chain.rpc.baseUrl, chain.indexer.baseUrl, chain.passport.baseUrl, chain.relayer.baseUrl,
    ]),
    'img-src': environment === 'emulator' ? toOrigins([imxApiBasePath]) : ['https:'],
    'frame-src': [...toOrigins([magicIframeUrl, authenticationDomain]), "'self'"],
  };
}

/** `dist/csp.json`. */
export function createPolicyFile(integrity: Readonly<Record<string, string>>): object {
  const quote = (file: string): string => `'${integrity[file]}'`;
  const entry = 'passport-widgets.js';
  const single = 'passport-widgets.all.js';
  const listBelow = (folder: string): string[] => Object.keys(integrity).filter((file) => file.startsWith(folder));
  const scripts: ScriptLists = {
    hash: [quote(entry), "'strict-dynamic'"],
    'hash-listed': [entry, ...listBelow('chunks/')].map(quote),
    'hash-all': [quote(single)],
    'hash-all-locales': [single, ...listBelow('locales/')].map(quote),
    nonce: ["'nonce-NONCE'"],
    host: ['HOST'],
  };
  return {
    'script-src': scripts,
    'style-src': ["'none'"],
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ['passport-widgets'],
    environments: {
      production: listHosts('production', PRESETS.production),
      sandbox: listHosts('sandbox', PRESETS.sandbox),
      emulator: listHosts('emulator', createEmulatorPreset()),
    },
  };
}

const START = '<!-- hosts: written by `npm run policy` -->';
const END = '<!-- end of the hosts -->';

/**
 * A page of the guide with the hosts of the live environments as they are now.
 *
 * @throws {Error} When the page has no place for them.
 */
export function renderPolicyPage(page: string): string {
  const [before, rest] = page.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`The page lacks ${START} or ${END}.`);
  const live = ['production', 'sandbox'] as const;
  const hosts = live.map((name) => listHosts(name, PRESETS[name]));
  const rows = (['connect-src', 'img-src', 'frame-src'] as const).map((directive) => (
    `| \`${directive}\` | ${hosts.map((lists) => lists[directive].map((source) => `\`${source}\``).join(' ')).join(' | ')} |`));
  return `${before}${START}\n\n| | ${live.join(' | ')} |\n|---|---|---|\n${rows.join('\n')}\n\n${END}${after}`;
}
