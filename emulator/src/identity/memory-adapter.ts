/** What oidc-provider keeps of a session, code, token or grant. */
type Payload = Record<string, unknown> & { uid?: string; grantId?: string; codeChallenge?: string };

interface Stored {
  readonly payload: Payload;
  readonly expiresAtMs: number;
}

/** The memory of one emulator's identity service; the provider's own is shared by the whole process. */
export class MemoryStore {
  readonly #models = new Map<string, Map<string, Stored>>();

  /** Forgets sessions, codes, tokens and grants. */
  clear(): void {
    this.#models.clear();
  }

  /** Makes a code take this challenge instead of its own. */
  replaceChallenge(code: string, codeChallenge: string): void {
    const stored = this.#models.get('AuthorizationCode')?.get(code);
    if (stored !== undefined) stored.payload.codeChallenge = codeChallenge;
  }

  /** How many of each kind are kept. */
  get sizes(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#models].map(([name, entries]) => [name, entries.size]));
  }

  /** An adapter in the form oidc-provider asks for. */
  adapter(model: string): MemoryAdapter {
    return new MemoryAdapter(model, (name) => this.#entries(name));
  }

  #entries(model: string): Map<string, Stored> {
    const known = this.#models.get(model) ?? new Map<string, Stored>();
    this.#models.set(model, known);
    return known;
  }
}

/** Stores one kind of thing for oidc-provider. */
export class MemoryAdapter {
  readonly #model: string;
  readonly #open: (model: string) => Map<string, Stored>;

  constructor(model: string, open: (model: string) => Map<string, Stored>) {
    this.#model = model;
    this.#open = open;
  }

  get #entries(): Map<string, Stored> {
    return this.#open(this.#model);
  }

  async upsert(id: string, payload: Payload, expiresInSeconds?: number): Promise<void> {
    const kept = { ...payload };
    // Refreshed ID tokens of the live service carry no nonce; the library would repeat it.
    if (this.#model === 'RefreshToken') delete kept.nonce;
    const expiresAtMs = expiresInSeconds === undefined ? Infinity : Date.now() + expiresInSeconds * 1000;
    this.#entries.set(id, { payload: kept, expiresAtMs });
  }

  async find(id: string): Promise<Payload | undefined> {
    if (this.#model === 'Client') return toClient(id);
    const stored = this.#entries.get(id);
    return stored !== undefined && stored.expiresAtMs > Date.now() ? stored.payload : undefined;
  }

  async findByUid(uid: string): Promise<Payload | undefined> {
    return [...this.#entries.values()].find(({ payload }) => payload.uid === uid)?.payload;
  }

  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  async consume(id: string): Promise<void> {
    const stored = this.#entries.get(id);
    if (stored !== undefined) stored.payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id: string): Promise<void> {
    this.#entries.delete(id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [id, { payload }] of this.#entries) {
      if (payload.grantId === grantId) this.#entries.delete(id);
    }
  }
}

/** Any client id is known: a public client, whose redirect addresses are judged elsewhere. */
function toClient(clientId: string): Payload {
  return {
    client_id: clientId,
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: ['http://localhost/'],
  };
}
