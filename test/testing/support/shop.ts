import type { Emulator } from '../../../emulator/src/index.js';
import { startSite, type Site } from '../../support/site.js';
import { bundleCode } from './build.js';

const CLIENT = 'client-id="my-shop" environment="emulator"';

/** A site as the guide has it. The emulator is on free ports, which the page has to be told; that is all that differs. */
export async function startTestShop({ addresses }: Emulator): Promise<Site> {
  const { auth, api, tee, wallet, passport, chain } = addresses;
  const script = await bundleCode('export * from "passport-widgets/define";', { platform: 'browser' });
  const page = (body: string): string => `<!doctype html><html lang="en"><title>Shop</title><main>${body}</main>
    <script type="module">import { configure } from '/widgets.js'; configure({ emulator: await (await fetch('/emulator.json')).json() });</script></html>`;
  const pages = {
    '/': page(`<passport-login ${CLIENT} redirect-uri="/callback.html" logout-mode="silent" logout-redirect-uri="/callback.html"></passport-login>
      <imx-register></imx-register><imx-balances></imx-balances>`),
    '/callback.html': page(`<passport-callback ${CLIENT}></passport-callback>`),
    '/widgets.js': { body: script },
    '/emulator.json': { body: JSON.stringify({ auth, api, tee, wallet, passport, chain }) },
  };
  return startSite({ pages });
}
