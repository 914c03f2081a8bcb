import { createResponseError } from '../api/api-error.js';
import { callApi } from '../api/call-api.js';
import type { ApiTarget } from '../api/call-api.js';
import { createEmulatorPreset, PRESETS } from '../shared/environments.js';
import { getString, isRecord } from '../shared/guards.js';
import type { ImmutableConfigurationOptions } from './config.js';

/** What an `IMXClient` is made of. */
export interface ImxClientConfiguration {
  readonly baseConfig: ImmutableConfigurationOptions;
  readonly overrides?: {
    readonly immutableXConfig?: { readonly apiConfiguration?: { readonly basePath?: string } };
  };
}

/** The documented request of `listBalances`. */
export interface ListBalancesRequest {
  readonly owner: string;
  /** How many balances at most. Default: the service's. */
  readonly pageSize?: number;
  /** Of the page before. Default: the first page. */
  readonly cursor?: string;
  readonly orderBy?: string;
  readonly direction?: string;
  readonly symbol?: string;
}

/** One balance, as the API tells it. Amounts are decimal text in the smallest unit. */
export interface Balance {
  readonly token_address: string;
  readonly symbol: string;
  readonly balance: string;
  readonly preparing_withdrawal: string;
  readonly withdrawable: string;
}

/** The documented answer of `listBalances`. */
export interface ListBalancesResponse {
  readonly result: Balance[];
  readonly cursor: string;
  /** More than 0 when another page follows. */
  readonly remaining: number;
}

/** The documented client of the Immutable X API, as far as it is built: it lists balances. */
export class IMXClient {
  readonly #target: ApiTarget;

  /** Throws a `TypeError` when there is no environment. */
  constructor(config: ImxClientConfiguration) {
    const environment = config?.baseConfig?.environment;
    if (!environment) throw new TypeError('new IMXClient(config): config.baseConfig.environment is missing, such as Environment.SANDBOX.');
    const preset = environment === 'emulator' ? createEmulatorPreset() : PRESETS[environment];
    if (!preset) throw new TypeError(`new IMXClient(config): "${String(environment)}" is no environment.`);
    this.#target = {
      baseUrl: config.overrides?.immutableXConfig?.apiConfiguration?.basePath ?? preset.endpoints.imxApiBasePath,
      publishableKey: config.baseConfig.publishableKey,
    };
  }

  /**
   * Reads one page of an account's balances. Public: nobody has to be signed in.
   *
   * @throws {PassportError} `API_UNAVAILABLE`, `API_REFUSED`, `API_NOT_FOUND`, `API_RESPONSE_INVALID`
   */
  async listBalances(request: ListBalancesRequest): Promise<ListBalancesResponse> {
    const { owner, pageSize, cursor, orderBy, direction, symbol } = request;
    const { json } = await callApi(this.#target, {
      path: `/v2/balances/${encodeURIComponent(owner)}`,
      query: { page_size: pageSize?.toString(), cursor, order_by: orderBy, direction, symbol },
    });
    return parseAnswer(json);
  }
}

function parseAnswer(json: unknown): ListBalancesResponse {
  if (!isRecord(json) || !Array.isArray(json['result'])) throw createResponseError('balances');
  return {
    result: json['result'].map(parseRow),
    cursor: getString(json, 'cursor') ?? '',
    remaining: Number(json['remaining'] ?? 0),
  };
}

function parseRow(row: unknown): Balance {
  if (!isRecord(row)) throw createResponseError('balances');
  const read = (name: keyof Balance): string => {
    const value = getString(row, name);
    if (value === undefined) throw createResponseError('balances');
    return value;
  };
  return {
    token_address: read('token_address'), symbol: read('symbol'), balance: read('balance'),
    preparing_withdrawal: read('preparing_withdrawal'), withdrawable: read('withdrawable'),
  };
}
