import type { ImmersveClient } from '../immersve/post.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { isLoopbackHost } from '../shared/guards.js';
import type { ImmersveMethod } from '../shared/immersve.js';
import type { StorageKind } from '../shared/config.js';
import { PassportError } from '../shared/passport-error.js';
import type { ImmersveAttributeConfig, ImmersveConfig, ImmersveEnvironment } from './immersve-types.js';

/** A configuration with its defaults filled in and its values checked. */
export interface ResolvedImmersveConfig {
  readonly environment: ImmersveEnvironment;
  readonly client: Pick<ImmersveClient, 'endpoint' | 'clientApplicationId' | 'fetch'>;
  readonly persist: StorageKind;
  readonly url: string;
  readonly challengeCheck: 'strict' | 'standard';
}

/** Addresses of Immersve's API: its documentation, August 2026. The emulator's own is the one of `passport-emulator`. */
const ENDPOINTS: Readonly<Record<ImmersveEnvironment, string>> = {
  production: 'https://api.immersve.com',
  sandbox: 'https://test.immersve.com',
  emulator: 'http://localhost:8797',
};

const ATTRIBUTES = { environment: 'environment', clientApplicationId: 'client-application-id', persist: 'persist' } as const;

/** The network of a login that names none. Ids as in Immersve's documentation, August 2026. */
export function getDefaultNetwork(method: ImmersveMethod, environment: ImmersveEnvironment): string {
  const isLive = environment === 'production';
  switch (method) {
    case 'siwe': return isLive ? 'polygon-mainnet' : 'polygon-amoy';
    case 'algorand': return isLive ? 'algorand-mainnet' : 'algorand-testnet';
    case 'xrpl': return isLive ? 'xahau-mainnet' : 'xahau-testnet';
  }
}

/** What code and elements have stated: code beats elements, and elements may not contradict each other. */
export class ImmersveConfiguration {
  #stated: ImmersveConfig = {};
  readonly #contributions = new Map<object, ImmersveAttributeConfig>();

  /** Whether anybody has stated anything. */
  get isEmpty(): boolean {
    return Object.keys(this.#merge()).length === 0;
  }

  /** Takes what code states, over what it stated before. */
  state(config: ImmersveConfig): void {
    this.#stated = { ...this.#stated, ...config };
  }

  /**
   * Takes what an element states, in the place of what it stated before.
   *
   * @throws {PassportError} `INVALID_CONFIGURATION` when it contradicts another element.
   */
  contribute(source: object, attributes: ImmersveAttributeConfig): void {
    this.#contributions.delete(source);
    for (const key of Object.keys(ATTRIBUTES) as (keyof typeof ATTRIBUTES)[]) {
      const value = attributes[key];
      const other = [...this.#contributions.values()].find((stated) => stated[key] !== undefined)?.[key];
      if (value === undefined || other === undefined || other === value || this.#stated[key] !== undefined) continue;
      throw invalid(`Two elements state different values of ${ATTRIBUTES[key]}: ${clip(other)} and ${clip(value)}.`);
    }
    if (Object.keys(attributes).length > 0) this.#contributions.set(source, attributes);
  }

  /**
   * The configuration as a whole.
   *
   * @throws {PassportError} `INVALID_CONFIGURATION`, naming the attribute and the fix.
   */
  resolve(page: Pick<Location, 'origin' | 'hostname'>): ResolvedImmersveConfig {
    const { environment, clientApplicationId, persist = 'memory', endpoint, url = page.origin, challengeCheck = 'strict', fetch } = this.#merge();
    if (environment === undefined || !Object.hasOwn(ENDPOINTS, environment)) {
      throw invalid(`environment is ${environment === undefined ? 'missing' : `"${clip(environment)}"`}. Use sandbox or production.`);
    }
    if (environment === 'emulator' && !isLoopbackHost(page.hostname)) {
      throw invalid(`environment="emulator" works on loopback pages only, not on ${page.hostname}.`);
    }
    const id = clientApplicationId?.trim();
    if (!id) throw invalid('client-application-id is missing. Set the attribute or call getSession().immersve.configure().');
    if (!['memory', 'session', 'local'].includes(persist)) throw invalid(`persist="${clip(persist)}" is not one of memory, session, local.`);
    if (challengeCheck !== 'strict' && challengeCheck !== 'standard') throw invalid('challengeCheck is not one of strict, standard.');
    return Object.freeze({
      environment, persist, challengeCheck,
      client: { endpoint: checkEndpoint(endpoint ?? ENDPOINTS[environment]), clientApplicationId: id, fetch },
      url: checkUrl(url),
    });
  }

  #merge(): ImmersveConfig {
    return Object.assign({}, ...this.#contributions.values(), this.#stated) as ImmersveConfig;
  }
}

/** Tokens and signatures go there: encrypted, or not beyond this machine. */
function checkEndpoint(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isPlain = url && !url.search && !url.hash && !url.username && !url.password;
  if (!isPlain || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname)))) {
    throw invalid('endpoint is no https address (http is for this machine only).');
  }
  return url.href.replace(/\/+$/, '');
}

function checkUrl(value: string): string {
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value;
  throw invalid('url is no http(s) address.');
}

function invalid(message: string): PassportError {
  return new PassportError(SHARED_ERRORS, 'INVALID_CONFIGURATION', { message });
}

function clip(value: string): string {
  return value.length > 60 ? `${value.slice(0, 60)}…` : value;
}
