/** Where our bundle asks otherwise than the official SDK did, on purpose. */
export interface AllowedDifference {
  /** As in a diff: `-` is recorded, `+` is ours. */
  readonly line: RegExp;
  /** The recordings that it is about; default all. */
  readonly only?: RegExp;
  readonly reason: string;
}

/** Every allowed difference; `npm run peer` fails on any other, and on one that no recording needs. */
export const ALLOWED: readonly AllowedDifference[] = [
  { line: /^[-+] .* header x-sdk-version: /, reason: 'each says its own version' },
];
