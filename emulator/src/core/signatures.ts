import { createHash } from 'node:crypto';

/** A message that a user's wallet has signed, by frame or over HTTP. */
export interface SignatureRecord {
  readonly sub: string;
  /** The message as UTF-8 text; bytes that are no text show as replacement characters. */
  readonly text: string;
  /** SHA-256 of the signed bytes, in hex. */
  readonly sha256: string;
  /** How often it was signed for this user. */
  count: number;
}

/** What the wallets of one emulator have signed, counted by message. Signatures themselves are not kept. */
export class SignatureLog {
  readonly #records = new Map<string, SignatureRecord>();

  /** Every signed message, oldest first. */
  list(): readonly Readonly<SignatureRecord>[] {
    return [...this.#records.values()];
  }

  /** How many signatures were made: of one message (its text or its SHA-256), or of all. */
  count(message?: string): number {
    return this.list()
      .filter(({ text, sha256 }) => message === undefined || text === message || sha256 === message)
      .reduce((sum, record) => sum + record.count, 0);
  }

  /** Counts one more signature. */
  add(sub: string, message: Uint8Array): void {
    const sha256 = createHash('sha256').update(message).digest('hex');
    const key = `${sub}\n${sha256}`;
    const known = this.#records.get(key);
    if (known === undefined) this.#records.set(key, { sub, sha256, text: Buffer.from(message).toString('utf8'), count: 1 });
    else known.count += 1;
  }

  /** Forgets all. */
  clear(): void {
    this.#records.clear();
  }
}
