import { readAccount } from '../../shared/account.js';
import type { EvmEvents, EvmProvider, EvmRequest } from '../../shared/evm-provider.js';
import { isRecord } from '../../shared/guards.js';
import type { Hex } from '../../shared/types.js';
import type { ChainSettings } from '../chain-settings.js';
import { runApproved } from './evm-call.js';
import type { EvmParts, EvmPlace } from './evm-call.js';
import { createDisconnectedError, createParamsError, createUnauthorizedError, EVM_CODES, EvmError, toEvmError } from './evm-error.js';
import { EvmListeners } from './events.js';
import { askNode, checkNode, isReadMethod } from './node.js';
import { readPersonalSign, readTransaction, readTypedData } from './read-params.js';
import { sendTransaction } from './send-transaction.js';
import { signMessage } from './sign-message.js';
import { inTurn } from './turns.js';

/** What the provider goes by. */
export interface EvmState {
  /** While the page is on the network. */
  readonly chain?: ChainSettings;
  /** The user's account there, as it is drawn. */
  readonly account?: Hex;
  /** Whether the account is sure enough to be told. Whatever uses it makes sure by itself. */
  readonly isVerified: boolean;
}

/** An EIP-1193 provider for whoever is signed in. It asks nobody before it is used. */
export class ChainEvmProvider implements EvmProvider {
  readonly isPassport = true;
  readonly #parts: EvmParts;
  readonly #listeners = new EvmListeners();
  #state: EvmState;
  /** The account that listeners know of. */
  #told: Hex | undefined;
  #isConnected = false;
  /** The chain that the node has answered for. */
  #checked?: { readonly chain: ChainSettings; readonly run: Promise<void> };

  constructor(parts: EvmParts, state: EvmState) {
    this.#parts = parts;
    this.#state = state;
    this.#told = state.account;
  }

  // The methods are not async: a window opens in the visitor's click, before anything is awaited.
  request<T = unknown>(request: EvmRequest): Promise<T> {
    try {
      return this.#answer(request).catch((error: unknown) => { throw this.#judge(error); }) as Promise<T>;
    } catch (error) {
      return Promise.reject(toEvmError(error));
    }
  }

  on<K extends keyof EvmEvents>(event: K, listener: (value: EvmEvents[K]) => void): this {
    this.#listeners.add(event, listener);
    return this;
  }

  removeListener<K extends keyof EvmEvents>(event: K, listener: (value: EvmEvents[K]) => void): this {
    this.#listeners.remove(event, listener);
    return this;
  }

  /** Takes what has changed, and tells it. */
  update(state: EvmState): void {
    const { chain } = this.#state;
    this.#state = state;
    if (chain && !state.chain) {
      this.#isConnected = false;
      this.#listeners.emit('disconnect', createDisconnectedError());
    } else if (chain && state.chain && chain.id !== state.chain.id) {
      this.#listeners.emit('chainChanged', toHexNumber(state.chain.id));
    } else if (!chain && state.chain) {
      this.#check(state.chain);
    }
    const isNews = this.#told?.toLowerCase() !== state.account?.toLowerCase();
    if (!isNews || (state.account && !state.isVerified)) return;
    this.#told = state.account;
    this.#listeners.emit('accountsChanged', state.account ? [state.account] : []);
  }

  #answer(request: unknown): Promise<unknown> {
    const { method, params = [] } = isRecord(request) ? request : {};
    if (typeof method !== 'string') throw createParamsError('request() takes {method, params}.');
    if (!Array.isArray(params)) throw createParamsError('params is no array.');
    const { chain } = this.#state;
    if (!chain) throw createDisconnectedError();
    switch (method) {
      case 'eth_chainId': return Promise.resolve(toHexNumber(chain.id));
      case 'eth_accounts': return this.#readAccounts();
      case 'eth_requestAccounts': return this.#requestAccounts();
      case 'personal_sign': return this.#sign((place) => readPersonalSign(params, place.account));
      case 'eth_signTypedData':
      case 'eth_signTypedData_v4': return this.#sign((place) => readTypedData(params, place.account, place.chain.id));
      case 'eth_sendTransaction': return this.#send(params);
      default: break;
    }
    if (!isReadMethod(method)) throw new EvmError(EVM_CODES.unsupported, `Method not supported: ${method.slice(0, 100)}`);
    return this.#askNode(chain, method, params);
  }

  async #readAccounts(): Promise<readonly Hex[]> {
    if (!this.#state.account) return [];
    try {
      const account = readAccount(await this.#parts.user.getClaims(), 'immutable-chain');
      return account ? [account.address] : [];
    } catch (error) {
      const failure = toEvmError(error);
      if (failure.code === EVM_CODES.unauthorized) return [];
      throw failure;
    }
  }

  #requestAccounts(): Promise<readonly Hex[]> {
    const { user, signIn, register } = this.#parts;
    // Without a user this opens the window, in the click of the caller.
    const signedIn = this.#state.account ? Promise.resolve() : signIn();
    return signedIn.then(async () => {
      const account = readAccount(await user.getClaims(), 'immutable-chain') ?? await register();
      return [account.address];
    }).catch((error: unknown) => { throw toEvmError(error, 'message'); });
  }

  #sign(read: (place: EvmPlace) => ReturnType<typeof readPersonalSign>): Promise<Hex> {
    const place = this.#requirePlace();
    const message = read(place);
    return runApproved(this.#parts, place, 'message', (call) => signMessage(call, message));
  }

  #send(params: readonly unknown[]): Promise<Hex> {
    const place = this.#requirePlace();
    const transaction = readTransaction(params, place.account, place.chain.id);
    return runApproved(this.#parts, place, 'transaction', (call) => inTurn(call, (note) => sendTransaction(call, transaction, note)));
  }

  async #askNode(chain: ChainSettings, method: string, params: readonly unknown[]): Promise<unknown> {
    if (this.#checked?.chain !== chain) this.#check(chain);
    await this.#checked?.run;
    return askNode(chain, { method, params });
  }

  /** Once for each chain: what a node of another chain says would be taken for this one's. */
  #check(chain: ChainSettings): void {
    const run = checkNode(chain);
    this.#checked = { chain, run };
    run.then(
      () => {
        if (this.#isConnected || this.#state.chain?.id !== chain.id) return;
        this.#isConnected = true;
        this.#listeners.emit('connect', { chainId: toHexNumber(chain.id) });
      },
      () => { if (this.#checked?.run === run) this.#checked = undefined; },
    );
  }

  /** Who goes to another network ends what is under way: that is no answer of the visitor's. */
  #judge(thrown: unknown): EvmError {
    const error = toEvmError(thrown);
    const isEnded = error.code === EVM_CODES.rejected || error.code === EVM_CODES.unauthorized;
    return isEnded && !this.#state.chain ? createDisconnectedError(error.cause) : error;
  }

  #requirePlace(): EvmPlace {
    const { chain, account } = this.#state;
    if (!chain) throw createDisconnectedError();
    if (!account) throw createUnauthorizedError();
    return { chain, account };
  }
}

function toHexNumber(value: number): Hex {
  return `0x${value.toString(16)}`;
}
