import type { Clock } from '../platform/clock.js';
import type { ApprovalSummary } from '../shared/approval.js';
import type { ResolvedConfig } from '../shared/config.js';
import type { NetworkUser } from '../shared/network.js';
import type { Hex } from '../shared/types.js';

export type {
  ApprovalAction, ApprovalFact, ApprovalSummary, ConfirmTransaction, FactName,
} from '../shared/approval.js';

/** What the guardian is asked about, by network. Immutable X knows a transaction by its hash. */
export type ApprovalSubject =
  /** The signable's `payload_hash`, as the API sent it; of a batch, the first one's. */
  | {
    readonly kind: 'starkex';
    readonly payloadHash: string;
    /**
     * Of a batch, the hashes behind the first: each of them is evaluated too, and confirmed where the guardian
     * wants that, before `confirm` resolves. The official SDK asks about the first alone. Default: none.
     */
    readonly furtherHashes?: readonly string[];
  }
  /** What the guardian is not asked about: the visitor is, in our own words. */
  | { readonly kind: 'unguarded' }
  /** A transaction of Immutable Chain. `chainId` is the number, such as 13371. */
  | { readonly kind: 'evm-transaction'; readonly chainId: number; readonly transactionData: Readonly<Record<string, unknown>> }
  /** Typed data (EIP-712) to sign on Immutable Chain. */
  | { readonly kind: 'eip712'; readonly chainId: number; readonly payload: Readonly<Record<string, unknown>> }
  /** Text (ERC-191) to sign on Immutable Chain. */
  | { readonly kind: 'erc191'; readonly chainId: number; readonly payload: string };

/** What one run confirms. */
export interface ApprovalRequest {
  readonly subject: ApprovalSubject;
  /** The user's account on the network (`imx_eth_address` on Immutable X). */
  readonly account: Hex;
  readonly summary: ApprovalSummary;
}

/** Options of `begin`. */
export interface BeginOptions {
  /** 480 x 720 or, for several things at once, 480 x 784 pixels. Default `single`. */
  readonly window?: 'single' | 'batch';
  /** Ends the run: what waits rejects with its reason. */
  readonly signal?: AbortSignal;
}

/** One transaction on its way to its verdict. */
export interface ApprovalRun {
  /**
   * Aborted with the error that ends the run: the visitor closed the window, the caller's signal, `disconnect`,
   * the time limit. Give it to every request of the run, so that they stop with it. Once the transaction is
   * confirmed, only the caller's signal and `disconnect` abort it, and after `end` nothing does.
   */
  readonly signal: AbortSignal;
  /**
   * Resolves when the transaction may be signed and sent; the window is closed by then. Asks the guardian, then
   * the visitor: on the guardian's page where it wants that, in our own words otherwise. Call it once.
   *
   * @throws {PassportError} `TRANSACTION_REJECTED` (the visitor said no, or closed the window), `CONFIRMATION_FAILED`,
   * `CONFIRMATION_TIMEOUT`, `CONFIRMATION_CUT_OFF`, `TRANSACTION_UNKNOWN`, `PAYLOAD_INVALID`, `SERVICE_UNAVAILABLE_ERROR`
   * (leave its type as it is), a code of the api room, of `disconnect`, or the signal's reason
   */
  confirm(request: ApprovalRequest): Promise<void>;
  /** Closes the window and lets the next run have its turn. Call it in `finally`; a second call does nothing. */
  end(): void;
}

/** A window that the browser did not open: what a page may do about it in the visitor's next click. */
export interface BlockedWindow {
  /** Opens the window; call it in a click. Gives false when it is blocked again. */
  open(): boolean;
  /** Gives the transaction up: `TRANSACTION_REJECTED`. */
  cancel(): void;
  /** Aborted when the question is over, however it ended. */
  readonly signal: AbortSignal;
}

/** Evaluation and confirmation of transactions: one at a time, in the order of `begin`. */
export interface Approval {
  /**
   * Begins a run, synchronously: call it in the visitor's click, before anything is awaited. Opens the window
   * with our own words in it, unless another run has one: then this run waits for its turn.
   */
  begin(options?: BeginOptions): ApprovalRun;
  /** Brings the window to the front, or opens one that was blocked. Call it in a click. */
  focus(): void;
  /** Ends every run with this reason: the user has left or changed. */
  disconnect(reason: unknown): void;
}

/** What `createApproval` (in `create-approval.ts`) needs. */
export interface ApprovalOptions {
  readonly config: Pick<ResolvedConfig, 'endpoints' | 'fetch' | 'confirmTransaction'>;
  readonly user: Pick<NetworkUser, 'getAccessToken' | 'refresh'>;
  /** Told of a window that the browser blocked. Default: a dialog in the page that opens it in the next click. */
  readonly onBlocked?: (blocked: BlockedWindow) => void;
  /** Default: the page's own. */
  readonly window?: Window & typeof globalThis;
  /** Default: the browser's. */
  readonly clock?: Clock;
}
