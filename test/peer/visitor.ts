import assert from 'node:assert/strict';
import type { Browser } from '../support/driver/driver.js';
import { waitUntil } from '../support/driver/driver-page.js';
import { SDKS, type SdkName } from './install.js';
import type { PeerSite } from './peer-site.js';
import { readRecordedLines, toLines, type RecordedPart } from './recorded.js';
import { SdkPage, type Ending } from './sdk-page.js';

/** A visitor of the site, and what a flow asks of them. */
export class PeerVisitor extends SdkPage {
  readonly name: SdkName;
  readonly peer: PeerSite;

  private constructor(name: SdkName, peer: PeerSite, ...parts: ConstructorParameters<typeof SdkPage>) {
    super(...parts);
    this.name = name;
    this.peer = peer;
  }

  /** A new visitor with an empty profile, on the site's page; the emulator begins anew. */
  static async arrive(name: SdkName, peer: PeerSite, browser: Browser): Promise<PeerVisitor> {
    peer.emulator.reset();
    const context = await browser.newContext();
    const visitor = new PeerVisitor(name, peer, context, await context.newPage(), peer.site.origin);
    await visitor.open();
    return visitor;
  }

  /** Signs in with a window, and answers the user's `sub`. */
  async signIn(email: string): Promise<string> {
    const { emulator } = this.peer;
    emulator.login = { mode: 'auto', email };
    const { sub } = emulator.world.ensureUser(email);
    expectValue(await this.click('login'), (value) => assert.equal((value as { sub?: string }).sub, sub));
    await this.waitForOnePage();
    return sub;
  }

  /** Connects the wallet, whose work goes on after the call, and waits for its end: the signature of the seed message. */
  async connect(): Promise<void> {
    const { signatures } = this.peer.emulator;
    const before = signatures.count();
    expectValue(await this.call('connectImx'), (value) => assert.equal(value, null));
    await waitUntil(async () => signatures.count() > before, { what: 'the wallet to be asked' });
  }

  /** Carries out a part of a flow and compares the SDK's requests with those that it made of the recorder's stand-in. */
  async compare(trace: string, run: () => Promise<void>, part: RecordedPart = {}): Promise<void> {
    const { requests } = this.peer.emulator;
    requests.clear();
    await run();
    const recorded = readRecordedLines(`sdk-${SDKS[this.name].version}.${trace}`, part);
    if (recorded !== undefined) assert.deepEqual(toLines(requests.list()), recorded, `requests of ${trace}`);
  }
}

/** Refuses an error where a value is due. */
export function expectValue(ending: Ending, check: (value: unknown) => void): void {
  assert.equal(ending.message, undefined, `${ending.type}: ${ending.message}`);
  check(ending.value);
}
