/** One room of the repository: where it lives and what it may import. */
export interface Room {
  readonly name: string;
  /** Its files, as the start of a path from the root: a folder ends in `/`. */
  readonly paths: readonly string[];
  /** Rooms it may import, besides itself. Types count. */
  readonly rooms: readonly string[];
  /** Packages it may import. Types count. */
  readonly packages: readonly string[];
}

const below = {
  platform: ['shared'],
  service: ['platform', 'shared'],
  approval: ['auth', 'wallet', 'signing', 'api', 'immersve', 'locales', 'platform', 'shared'],
  network: ['approval', 'auth', 'wallet', 'signing', 'api', 'immersve', 'platform', 'shared'],
  session: [
    'imx', 'chain', 'approval', 'auth', 'wallet', 'signing', 'api', 'immersve', 'platform', 'shared',
  ],
} as const;

const folder = (name: string): readonly string[] => [`src/${name}/`];

/**
 * Who may import whom: the one direction of the design as data, from left to right. Rooms of one level do not know each
 * other, and an element sees `session`, `locales` and `shared` only. A package stands with the rooms that own it and nowhere else.
 */
export const ROOMS: readonly Room[] = [
  { name: 'shared', paths: folder('shared'), rooms: [], packages: ['@noble/hashes'] },
  { name: 'platform', paths: folder('platform'), rooms: below.platform, packages: [] },
  { name: 'auth', paths: folder('auth'), rooms: below.service, packages: ['oidc-client-ts', 'jose'] },
  { name: 'wallet', paths: folder('wallet'), rooms: below.service, packages: [] },
  {
    name: 'signing', paths: folder('signing'), rooms: below.service,
    packages: ['@noble/curves', '@noble/hashes', '@scure/starknet'],
  },
  { name: 'api', paths: folder('api'), rooms: below.service, packages: [] },
  { name: 'immersve', paths: folder('immersve'), rooms: below.service, packages: [] },
  // What the page's language brings, for all that draws.
  { name: 'locales', paths: folder('locales'), rooms: below.service, packages: [] },
  { name: 'approval', paths: folder('approval'), rooms: below.approval, packages: [] },
  { name: 'imx', paths: folder('imx'), rooms: below.network, packages: [] },
  { name: 'chain', paths: folder('chain'), rooms: below.network, packages: [] },
  { name: 'session', paths: folder('session'), rooms: below.session, packages: [] },
  // Only its element knows it. Of the networks it reads addresses.
  { name: 'doctor', paths: folder('doctor'), rooms: ['chain', 'platform', 'shared'], packages: [] },
  { name: 'elements', paths: folder('elements'), rooms: ['doctor', 'session', 'locales', 'shared'], packages: ['lit'] },
  { name: 'index', paths: ['src/index.ts'], rooms: ['elements', 'session', 'shared'], packages: [] },
  // The entry of the bundle gives the build the loader of its files.
  { name: 'define', paths: ['src/define.ts', 'src/define/'], rooms: ['elements', 'session', 'platform', 'shared'], packages: [] },
  { name: 'sdk', paths: ['src/sdk.ts', 'src/sdk/'], rooms: ['session', 'api', 'shared'], packages: [] },
  { name: 'testing', paths: ['src/testing.ts', 'src/testing/'], rooms: ['session', 'shared'], packages: [] },
];

/** What stands outside `src/` and has a direction too. */
export const NEIGHBOURS: readonly Room[] = [
  // Imports nothing from src, so that it can disagree with it. Its packages are those of its own package.json.
  {
    name: 'emulator', paths: ['emulator/'], rooms: [],
    packages: ['@noble/curves', '@noble/hashes', 'algosdk', 'ethers', 'jose', 'oidc-provider', 'ripple-keypairs'],
  },
  // Its pages import the public entries; the program that serves them may start the emulator.
  {
    name: 'demo', paths: ['demo/'], rooms: ['index', 'define', 'sdk', 'testing', 'emulator'],
    packages: ['passport-widgets', 'passport-emulator', 'algosdk', 'ethers', 'ripple-keypairs'],
  },
];
