import type { ResolvedConfig } from '../shared/config.js';
import { isLoopbackHost } from '../shared/guards.js';
import type { DoctorPage, ElementFact } from './doctor-page.js';
import { find } from './facts.js';
import type { Finding } from './facts.js';

/** Whether the page has said whose site it is, and whether its elements could work with that. */
export function checkConfiguration(config: ResolvedConfig | undefined, elements: readonly ElementFact[]): Finding {
  const failed = elements.find(({ problem }) => problem !== undefined);
  if (failed) return find('configuration.element', { tag: `<${failed.tag}>`, message: failed.problem ?? '' });
  if (!config) return find('configuration.none');
  const missing = [
    ...(config.clientId ? [] : ['client-id']),
    ...(config.redirectUri || !elements.some(({ tag }) => tag === 'passport-login') ? [] : ['redirect-uri']),
  ];
  if (missing.length > 0) return find('configuration.incomplete', { names: missing.join(', ') });
  return find(config.environment === 'emulator' ? 'configuration.emulator' : 'configuration.good', { environment: config.environment });
}

/** Whether a login that begins here can end at the redirect URI: only pages of one origin share what it is known by. */
export function checkAddress(config: ResolvedConfig | undefined, page: DoctorPage, elements: readonly ElementFact[]): Finding {
  const here = new URL(page.url);
  if (!page.isSecure) return find('address.insecure', { page: here.origin });
  const stated = [config?.redirectUri, config?.popupRedirectUri, ...elements.flatMap(({ redirectUris = [] }) => redirectUris)]
    .filter((uri) => uri !== undefined && URL.canParse(uri, page.url)).map((uri) => new URL(uri ?? '', page.url));
  if (stated.length === 0) return find('address.unstated');
  const other = stated.find(({ origin }) => origin !== here.origin);
  if (!other) return find('address.good', { page: here.origin });
  const values = { page: here.origin, redirect: other.origin };
  const isSpelling = isLoopbackHost(other.hostname) && isLoopbackHost(here.hostname) && other.port === here.port;
  return find(isSpelling ? 'address.loopback' : 'address.other', values);
}

/** Whether the page can keep a session, and share it with other tabs. */
export function checkStorage({ keeps, environment, hasLocks }: DoctorPage): Finding {
  if (!keeps) return find('storage.blocked');
  if (environment.isCrossSiteFrame) return find('storage.apart');
  return find(hasLocks ? 'storage.good' : 'storage.locks');
}

/** Whether a window can open here. */
export function checkFrame({ isFramed, environment: { isSandboxed, inAppBrowser } }: DoctorPage): Finding {
  if (isSandboxed) return find('frame.sandbox');
  if (inAppBrowser) return find('frame.app', { app: inAppBrowser });
  return find(isFramed ? 'frame.framed' : 'frame.good');
}

/** Whether the library is on the page once, in one release. */
export function checkCopies({ slot, laterVersions, scripts }: DoctorPage, version: string): Finding {
  const first = readVersion(slot);
  if (slot !== undefined && first === undefined) return find('copies.foreign');
  const other = [first ?? version, ...laterVersions].find((loaded) => loaded !== version);
  if (other !== undefined) return find('copies.version', { version, other });
  return laterVersions.length > 0 || scripts > 1 ? find('copies.twice', { version }) : find('copies.good', { version });
}

function readVersion(slot: unknown): string | undefined {
  const version = (slot as { readonly version?: unknown } | null | undefined)?.version;
  return typeof version === 'string' ? version : undefined;
}

/** Whether the tags on the page are ours. */
export function checkTags(elements: readonly ElementFact[]): Finding {
  const list = (owner: ElementFact['owner']): string =>
    [...new Set(elements.filter((element) => element.owner === owner).map(({ tag }) => `<${tag}>`))].join(', ');
  const [taken, undefinedTags] = [list('others'), list('nobody')];
  if (taken) return find('tags.taken', { tags: taken });
  if (undefinedTags) return find('tags.undefined', { tags: undefinedTags });
  return elements.length === 0 ? find('tags.none') : find('tags.good', { tags: list('us') });
}
