import { getRecordKey } from '../../../src/auth/authority.js';
import { TokenKeeper, type TokenChange } from '../../../src/session/token-keeper.js';
import type { KeyValueStore } from '../../../src/platform/storage.js';
import type { PassportConfig } from '../../../src/shared/config.js';
import { FakeAuthority } from '../../auth/support/authority.js';
import { FakeClock } from '../../support/fake-clock.js';
import { MemoryStore } from '../../support/memory-store.js';

/** A tab's keeper, and what it told. */
export interface OpenedKeeper {
  readonly keeper: TokenKeeper;
  readonly changes: TokenChange[];
}

/** Keepers of any number of tabs over one store, one clock and one authority. Its functions may be taken out of it. */
export class KeeperBench {
  readonly store = new MemoryStore();
  readonly authority: FakeAuthority;
  readonly clock: FakeClock;
  readonly #keepers: TokenKeeper[] = [];

  private constructor(authority: FakeAuthority) {
    this.authority = authority;
    this.clock = new FakeClock(authority.nowMs);
  }

  static async create(): Promise<KeeperBench> {
    return new KeeperBench(await FakeAuthority.create());
  }

  /** Where the record of these tabs stands. */
  readonly key = (): string => getRecordKey(this.authority.config());

  /** Opens a tab, which restores what the store holds. */
  readonly open = (extra: PassportConfig = {}, store: KeyValueStore = this.store): OpenedKeeper => {
    const changes: TokenChange[] = [];
    const keeper = new TokenKeeper({
      config: this.authority.config(extra), store, clock: this.clock, window, onChange: (change) => changes.push(change),
    });
    this.#keepers.push(keeper);
    keeper.restore();
    return { keeper, changes };
  };

  /** Puts a record of new tokens into the store. */
  readonly put = async (change: Record<string, unknown> = {}): Promise<void> => {
    this.store.set(this.key(), JSON.stringify(await this.authority.issue(change)));
  };

  /** Lets time pass, for the authority as well. */
  readonly pass = async (ms: number): Promise<void> => {
    await this.clock.advance(ms);
    this.authority.nowMs = this.clock.now();
  };

  /** Closes every tab. */
  readonly dispose = (): void => {
    for (const keeper of this.#keepers.splice(0)) keeper.dispose();
  };
}
