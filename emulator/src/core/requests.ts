import type { Role } from './roles.js';

/** A request as it was received. Secrets are kept, because tests read them; nothing prints them. */
export interface RecordedRequest {
  readonly id: number;
  readonly role: Role;
  readonly method: string;
  /** The whole URL, with query. */
  readonly url: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** When it came, in the emulator's time. */
  readonly atMs: number;
  /** The status sent; undefined while there is no answer, 0 when the connection was cut. */
  status?: number;
  /** Faults that had a part in the answer. */
  readonly faults: string[];
}

const KEPT = 5000;

/** The requests one emulator has received, oldest first. */
export class RequestLog {
  #entries: RecordedRequest[] = [];
  #nextId = 1;
  #waiting: ((request: RecordedRequest) => void)[] = [];

  /** Every kept request, or those that a test of theirs accepts. */
  list(accepts: (request: RecordedRequest) => boolean = () => true): readonly RecordedRequest[] {
    return this.#entries.filter(accepts);
  }

  /** Keeps one more request and hands it back for its status. */
  add(entry: Omit<RecordedRequest, 'id' | 'faults'>): RecordedRequest {
    const kept: RecordedRequest = { ...entry, id: this.#nextId++, faults: [] };
    this.#entries.push(kept);
    if (this.#entries.length > KEPT) this.#entries = this.#entries.slice(-KEPT);
    for (const tell of this.#waiting.splice(0)) tell(kept);
    return kept;
  }

  /** The next request that arrives from now on. */
  next(): Promise<RecordedRequest> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Forgets all requests. */
  clear(): void {
    this.#entries = [];
  }
}
