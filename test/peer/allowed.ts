/** Where our bundle asks otherwise than the official SDK did, on purpose. */
export interface AllowedDifference {
  /** As in a diff: `-` is recorded, `+` is ours, `~` comes in another order. */
  readonly line: RegExp;
  /** The recordings that it is about; default all. */
  readonly only?: RegExp;
  readonly reason: string;
}

const AUTHORIZE = String.raw`GET https://auth\.immutable\.com/authorize query`;
const WALLET = String.raw`POST https://(tee\.express\.magiclabs\.com|auth\.magic\.link)/`;

/** How the message for the Stark seed begins, as bytes in hex: "Only sign this request if". */
const SEED_BYTES = '0x4f6e6c79207369676e2074686973207265717565';

/** Every allowed difference; `npm run peer` fails on any other, and on one that no recording needs. */
export const ALLOWED: readonly AllowedDifference[] = [
  { line: /^[-+] .* header x-sdk-version: /, reason: 'each says its own version' },
  { line: new RegExp(`^- ${AUTHORIZE} (rid|third_party_a_id|im_passport_trace_id)=`), reason: 'no metrics' },
  { line: new RegExp(`^- ${AUTHORIZE} (direct|marketingConsent)=`), reason: 'the service\'s own page asks how to sign in, no prompt in a frame' },
  { line: new RegExp(`^- ${AUTHORIZE} response_mode=query$`), only: /1\.66\.1/, reason: 'the default is left out, as by later versions' },
  { line: new RegExp(`^\\+ ${AUTHORIZE} nonce=…$`), reason: 'a nonce' },
  { line: /^\+ GET https:\/\/auth\.immutable\.com\/\.well-known\/jwks\.json$/, reason: 'the keys by which tokens are verified' },
  { line: /^- GET https:\/\/auth\.magic\.link\/send$/, only: /1\.66\.1\.02/, reason: 'the wallet\'s frame is made when something needs it' },
  { line: new RegExp(`^- ${WALLET}`), only: /04a/, reason: 'the wallet is asked when something needs it, not by connectImx' },
  { line: new RegExp(`^\\+ ${WALLET}`), only: /05b|07[-x]/, reason: 'the wallet is asked when something needs it, not by connectImx' },
  { line: /^\+ POST https:\/\/auth\.immutable\.com\/oauth\/token$/, only: /05b/, reason: 'after a 409 the claim is waited for, as the official SDK meant to' },
  { line: new RegExp(`^\\+ ${WALLET}.* of ${SEED_BYTES}`), only: /05a/, reason: 'the seed is signed twice before its first use: a wallet that signs otherwise each time would lose the key' },
  { line: /^\+ GET https:\/\/auth\.magic\.link\/send$/, only: /1\.66\.1\.0(5a|7)/, reason: 'the wallet\'s frame is made when something needs it' },
  { line: /^\+ POST https:\/\/auth\.magic\.link\/__rpc magic_is_logged_in$/, only: /1\.66\.1/, reason: 'the frame is asked whether it still knows the user, as since 1.78.3' },
  { line: /^- POST https:\/\/auth\.magic\.link\/__rpc eth_chainId$/, only: /1\.66\.1/, reason: 'the chain that ethers asks for decides nothing' },
  { line: /^[+~] POST https:\/\/auth\.magic\.link\/__rpc eth_accounts( comes earlier)?$/, only: /1\.66\.1/, reason: 'the wallet\'s address is read before each signature' },
  { line: /^- GET https:\/\/auth\.immutable\.com\/v2\/logout query (audience|id_token_hint)=/, only: /09/, reason: 'no token in an address: the logout needs neither' },
  { line: /^- GET https:\/\/passport\.sandbox\.immutable\.com\/transaction-confirmation\/loading$/, only: /07[-x]/, reason: 'the window opens with our own words' },
  { line: /^\+ GET https:\/\/api\.sandbox\.x\.immutable\.com\/(v1\/(users|assets|tokens)\/0x[0-9a-f]{40}(\/\d+)?|v3\/orders\/\d+)$/, only: /07[-x]/, reason: 'receiver and token are looked up, by which what is signed is recomputed' },
];
