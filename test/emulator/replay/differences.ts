/** Where the emulator answers otherwise than the recorder's stand-in, on purpose. */
export interface Difference {
  readonly method: string;
  readonly path: RegExp;
  /** The stand-in's status. */
  readonly status: number;
  readonly answers: {
    readonly status?: number;
    /** Members that the emulator adds, with their types. */
    readonly adds?: Readonly<Record<string, string>>;
    /** Members that the emulator leaves out. */
    readonly omits?: readonly string[];
  };
  readonly reason: string;
}

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
];

/** The difference that is expected of a request, if one is. */
export function findDifference(method: string, path: string, status: number): Difference | undefined {
  return DIFFERENCES.find((entry) => entry.method === method && entry.path.test(path) && entry.status === status);
}
