/** What is to be done, for the heading. */
export type ApprovalAction =
  | 'transfer' | 'batch-transfer' | 'exchange-transfer' | 'create-order' | 'cancel-order' | 'create-trade'
  | 'send-transaction' | 'sign-message';

/** What a line of the summary tells. The room has a label for each. */
export type FactName =
  | 'amount' | 'token' | 'token-id' | 'receiver' | 'sell' | 'buy' | 'fee' | 'order' | 'expires'
  | 'network' | 'contract' | 'data' | 'message';

/** One line: its value is shown as text and as it is, so that addresses are given whole. */
export interface ApprovalFact {
  readonly name: FactName;
  readonly value: string;
}

/**
 * What the visitor is told that they sign. Made from what the page asked for, after the signable was
 * checked against it, and from the checked limits of fee and time; never from a service's words.
 */
export interface ApprovalSummary {
  readonly action: ApprovalAction;
  /** A group of lines for each thing: a batch has several. `describeAsset` in `summary.ts` makes lines. */
  readonly groups: readonly (readonly ApprovalFact[])[];
}

/** Further things that `ConfirmTransaction` is given. */
export interface ConfirmTransactionOptions {
  /** Aborted when the answer is not wanted any more. */
  readonly signal: AbortSignal;
}

/**
 * Asks the visitor in place of our own words, where the guardian wants no confirmation of its own. `true` signs;
 * anything else is a rejection. May take five minutes.
 */
export type ConfirmTransaction = (
  summary: ApprovalSummary, options: ConfirmTransactionOptions,
) => boolean | Promise<boolean>;
