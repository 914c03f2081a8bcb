import { ImmersveSettings } from '../elements/immersve-login/immersve-settings.js';

// For sites with a bundler that have installed these packages: they are optional peers, each loaded when it is chosen.
ImmersveSettings.walletLoaders = {
  pera: () => import('@perawallet/connect'),
  arc27: () => import('@agoralabs-sh/avm-web-provider'),
  ...ImmersveSettings.walletLoaders,
};
