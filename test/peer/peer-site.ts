import { startEmulator, type Emulator } from '../../emulator/src/index.js';
import type { TlsAccess } from '../../emulator/src/core/servers.js';
import { startSite, type Site } from '../support/site.js';
import { installSdk, type SdkName } from './install.js';
import { buildPeerPage } from './peer-page.js';

/** A site that uses an official SDK, and an emulator that answers under the hosts that the SDK has built in. */
export interface PeerSite {
  readonly site: Site;
  readonly emulator: Emulator;
  readonly tls: TlsAccess;
  close(): Promise<void>;
}

const BODY = '<button id="go">Go</button><script type="module" src="/peer.js"></script>';
const toPage = (body: string): string => `<!doctype html><html lang="en"><head><link rel="icon" href="data:,"><title>Peer</title></head><body>${body}</body></html>`;

/** Starts both; installs the SDK first where it is missing. */
export async function startPeerSite(name: SdkName): Promise<PeerSite> {
  const script = await buildPeerPage(name, await installSdk(name));
  const emulator = await startEmulator({ tls: {}, seed: 'peer' });
  const { tls } = emulator;
  if (tls === undefined) throw new TypeError('The emulator has no TLS.');
  const site = await startSite({ pages: {
    '/': toPage(BODY), '/redirect': toPage(BODY), '/silent-logout': toPage(BODY), '/logout': toPage('<p>Signed out</p>'),
    '/peer.js': { body: script, type: 'text/javascript' },
  } });
  return {
    site, emulator, tls,
    async close() {
      await site.close();
      await emulator.close();
    },
  };
}
