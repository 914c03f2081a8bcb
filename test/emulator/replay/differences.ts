import type { Shape } from './shape.js';

/** Where the emulator answers otherwise than the recorder's stand-in, on purpose. */
export interface Difference {
  readonly method: string;
  readonly path: RegExp;
  /** The stand-in's status. */
  readonly status: number;
  readonly answers: {
    readonly status?: number;
    /** Members that the emulator adds, or has in another shape, with their shapes. */
    readonly adds?: Readonly<Record<string, Shape>>;
    /** Members that the emulator leaves out. */
    readonly omits?: readonly string[];
  };
  readonly reason: string;
}

/** What the emulator's error bodies have besides code and message. */
const GUARDIAN_ERROR = { details: 'null', link: 'string', trace_id: 'string' };

/** Members of every signable that the SDK does not read. */
const UNREAD = { readable_transaction: 'string', verification_signature: 'string' };

/** A transfer of a batch, as the emulator gives it to be signed. */
const BATCHED: Shape = {
  amount: 'string', asset_id: 'string', expiration_timestamp: 'number', nonce: 'number', payload_hash: 'string', readable_transaction: 'string',
  receiver_stark_key: 'string', receiver_vault_id: 'number', sender_vault_id: 'number',
  token: { data: { token_address: 'string', token_id: 'string' }, type: 'string' }, verification_signature: 'string',
};

/** Every difference; a request that no entry names has to be answered in status and shape as recorded. */
export const DIFFERENCES: readonly Difference[] = [
  {
    method: 'POST', path: /^\/v2\/passport\/users$/, status: 200,
    answers: { status: 201, adds: { ether_key: 'string', stark_key: 'string', user_admin_key: 'string' }, omits: ['tx_hash'] },
    reason: 'The stand-in answers with the type that the SDK declares; the API\'s own description has 201 and these three members.',
  },
  {
    method: 'POST', path: /^\/v1\/signable-registration-offchain$/, status: 200,
    answers: { adds: { readable_transaction: 'string', verification_signature: 'string' } },
    reason: 'Members of the API\'s description that the SDK does not read.',
  },
  {
    method: 'GET', path: /^\/v2\/balances\/0x[0-9a-f]{40}$/, status: 200,
    answers: { adds: { remaining: 'number' } },
    reason: 'Lists of the API say whether there is more; the stand-in\'s had one page.',
  },
  {
    method: 'GET', path: /^\/v2\/balances\/0x0$/, status: 400,
    answers: { adds: { details: 'string' } },
    reason: 'Error bodies of the API have an optional `details`.',
  },
  {
    method: 'POST', path: /^\/v2\/passport\/users$/, status: 409,
    answers: { adds: { details: 'string' } },
    reason: 'Error bodies of the API have an optional `details`.',
  },
  {
    method: 'POST', path: /^\/(v1|v2\/exchanges\/[\w-]+)\/signable-transfer-details$|^\/v3\/signable-cancel-order-details$/, status: 200,
    answers: { adds: UNREAD },
    reason: 'Members of the API\'s description that the SDK does not read.',
  },
  {
    method: 'POST', path: /^\/v3\/signable-order-details$/, status: 200,
    answers: { adds: { ...UNREAD, fee_info: { asset_id: 'string', fee_limit: 'string', source_vault_id: 'number' } } },
    reason: 'The order has a fee, which the stand-in left out of what is signed.',
  },
  {
    method: 'POST', path: /^\/v2\/signable-transfer-details$/, status: 200,
    answers: { adds: { signable_responses: [BATCHED] } },
    reason: 'Members of the API\'s description that the SDK does not read, in each transfer.',
  },
  {
    method: 'GET', path: /^\/guardian\/v1\/transactions\/[^/]+$/, status: 200,
    answers: {
      adds: { eth_address: 'string', status: 'string', transaction_metadata: 'any', transaction_type: 'string', version: 'number' }, omits: ['chainType', 'data'],
    },
    reason: 'The guardian\'s description has these members; the stand-in made its own up.',
  },
  {
    method: 'POST', path: /^\/guardian\/v1\/transactions\/[^/]+\/evaluate$/, status: 403,
    answers: { adds: GUARDIAN_ERROR },
    reason: 'Error bodies of the guardian have three more members.',
  },
  {
    method: 'POST', path: /^\/v2\/exchanges\/[\w-]+\/signable-transfer-details$/, status: 400,
    answers: { adds: { details: 'string' } },
    reason: 'Error bodies of the API have an optional `details`.',
  },
];

/** The difference that is expected of a request, if one is. */
export function findDifference(method: string, path: string, status: number): Difference | undefined {
  return DIFFERENCES.find((entry) => entry.method === method && entry.path.test(path) && entry.status === status);
}
