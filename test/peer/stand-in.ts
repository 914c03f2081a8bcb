import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { TRACE_SITE, TRACE_USER, type RecordedAnswer, type RecordedResponse, type SeenRequest } from './trace-types.js';

const AUTH = 'https://auth.immutable.com';
const DAY_S = 86_400;

/** What a flow begins with. */
export interface StandInFlow {
  readonly answers: readonly RecordedAnswer[];
  /** Of other recordings, for what happened before this one began. */
  readonly earlier: readonly RecordedAnswer[];
  readonly isRegistered: boolean;
}

/** The recorder's stand-in once more, made of one recorded flow: it answers as recorded, and issues the tokens that the labels stand for. */
export class StandIn {
  /** The text that stands for a token in a recording, by the token. */
  readonly labels = new Map<string, string>();
  readonly #key: CryptoKey;
  readonly #jwk: JWK;
  #answers: RecordedAnswer[] = [];
  #earlier: readonly RecordedAnswer[] = [];
  #isRegistered = false;
  #issued = 0;
  #nonce: string | undefined;
  /** How far the times in new tokens are moved, in seconds. */
  shiftS = 0;

  private constructor(key: CryptoKey, jwk: JWK) {
    this.#key = key;
    this.#jwk = jwk;
  }

  /** Makes one with a key of its own. */
  static async create(): Promise<StandIn> {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    return new StandIn(privateKey, { ...await exportJWK(publicKey), kid: 'recorded', alg: 'RS256', use: 'sig' });
  }

  /** Begins another flow. */
  begin({ answers, earlier, isRegistered }: StandInFlow): void {
    this.#answers = [...answers];
    this.#earlier = earlier;
    this.#isRegistered = isRegistered;
    this.#issued = 0;
    this.shiftS = 0;
    this.labels.clear();
  }

  /** Answers one request. */
  async answer(url: URL, request: SeenRequest): Promise<RecordedResponse> {
    const path = `${url.origin}${url.pathname}`;
    switch (path) {
      case `${AUTH}/.well-known/jwks.json`:
        return { status: 200, body: { keys: [this.#jwk] } };
      case `${AUTH}/authorize`:
        return { status: 302, location: this.#goBack(url.searchParams).href };
      case `${AUTH}/oauth/token`:
        return { status: 200, body: await this.#issueTokens(new URLSearchParams(request.body)) };
      case `${AUTH}/v2/logout`:
        return { status: 302, location: url.searchParams.get('returnTo') ?? TRACE_SITE };
      case 'https://auth.magic.link/send':
        return { status: 200, body: FRAME };
      default:
        return this.#takeAnswer(path, request);
    }
  }

  #goBack(asked: URLSearchParams): URL {
    this.#nonce = asked.get('nonce') ?? undefined;
    const back = new URL(asked.get('redirect_uri') ?? TRACE_SITE);
    const recorded = this.#answers.find(({ path }) => path === `${AUTH}/authorize`)?.response.location ?? '';
    const refusal = URL.canParse(recorded) ? new URL(recorded).searchParams : new URLSearchParams();
    if (refusal.has('error')) for (const name of ['error', 'error_description']) back.searchParams.set(name, refusal.get(name) ?? '');
    else back.searchParams.set('code', `code-${randomUUID()}`);
    back.searchParams.set('state', asked.get('state') ?? '');
    return back;
  }

  async #issueTokens(form: URLSearchParams): Promise<unknown> {
    this.#issued += 1;
    const refreshToken = `refresh-${randomUUID()}`;
    this.labels.set(refreshToken, `<refresh_token.${this.#issued}>`);
    return {
      access_token: await this.#issue('access_token', { aud: 'platform_api', scope: 'openid offline_access email transact' }, DAY_S),
      id_token: await this.#issue('id_token', {
        aud: form.get('client_id'), email: TRACE_USER.email, nickname: TRACE_USER.nickname,
        ...(form.get('grant_type') === 'authorization_code' && this.#nonce !== undefined ? { nonce: this.#nonce } : {}),
        ...(this.#isRegistered ? { passport: TRACE_USER.passport } : {}),
      }, 36_000),
      scope: 'openid offline_access email transact', expires_in: DAY_S, token_type: 'Bearer', refresh_token: refreshToken,
    };
  }

  async #issue(kind: string, claims: Readonly<Record<string, unknown>>, ttlS: number): Promise<string> {
    const iat = Math.floor(Date.now() / 1000) + this.shiftS;
    const token = await new SignJWT({ ...claims, sub: TRACE_USER.sub, iss: `${AUTH}/`, iat, exp: iat + ttlS, jti: randomUUID() })
      .setProtectedHeader({ alg: 'RS256', kid: 'recorded' }).sign(this.#key);
    this.labels.set(token, `<${kind}.${this.#issued}>`);
    return token;
  }

  /** The recorded answer to the next request of this kind; the last one again, when there is no other. */
  #takeAnswer(path: string, { method, body }: SeenRequest): RecordedResponse {
    const isFit = (recorded: RecordedAnswer): boolean => recorded.method === method && recorded.path === path && isAnswerTo(recorded, body);
    const fits = this.#answers.filter(isFit);
    const found = fits[0] ?? this.#earlier.find(isFit);
    if (found === undefined) return UNRECORDED[parseMethod(body)] ?? answerLookup(path) ?? { status: 404, body: { code: 'not_recorded', message: 'Nothing was recorded for this.' } };
    if (fits.length > 1) this.#answers.splice(this.#answers.indexOf(found), 1);
    if (path.endsWith('/passport/users') && (found.response.status ?? 0) < 300) this.#isRegistered = true;
    return found.response;
  }
}

/** What our bundle asks of the frame beyond the recordings, and SDKs since 1.78.3 do. */
const UNRECORDED: Readonly<Record<string, RecordedResponse>> = {
  magic_is_logged_in: { status: 200, body: { result: true } },
};

/**
 * What our bundle looks up before it signs. An answer that nothing is known would end the call before or after its
 * other requests are sent, whichever is first.
 */
function answerLookup(path: string): RecordedResponse | undefined {
  const [, list, address] = /\/v1\/(tokens|users)\/(0x[0-9a-f]{40})$/.exec(path) ?? [];
  if (list === 'users') return { status: 200, body: { accounts: [TRACE_USER.passport.imx_stark_address] } };
  if (list === 'tokens') return { status: 200, body: { token_address: address, name: 'Test token', symbol: 'TEST', decimals: '18', quantum: '1', image_url: null } };
  if (path.endsWith('/v3/orders/7777')) return { status: 200, body: ORDER };
  return undefined;
}

const ORDER = {
  order_id: 7777, user: TRACE_USER.passport.imx_user_admin_address,
  sell: { type: 'ERC721', data: { token_address: '0xacb3c6a43d15b907e8433077b6d38ae40936fe2c', token_id: '12' } },
  buy: { type: 'ETH', data: { quantity: '10000000000000' } },
};

function parseMethod(body: string): string {
  return String((parse(body) as { method?: unknown } | undefined)?.method);
}

/** What the wallet answers depends on what it is asked. */
function isAnswerTo({ request }: RecordedAnswer, body: string): boolean {
  const asked = parse(body) as { message_base64?: string; method?: string; params?: unknown } | undefined;
  if (request?.message_base64 !== undefined) return asked?.message_base64 === request.message_base64;
  if (request?.jsonrpc === undefined) return true;
  return asked?.method === request.method && (request.method !== 'personal_sign' || JSON.stringify(asked?.params) === JSON.stringify(request.params));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The wallet's frame as the recorder had it: it hands requests to its server and answers back. */
const FRAME = `<!doctype html><script>
  const params = new URLSearchParams(location.search).get('params');
  const post = (type, members) => parent.postMessage({ msgType: type + '-' + params, ...members }, '*');
  addEventListener('message', async ({ data }) => {
    if (data?.msgType !== 'MAGIC_HANDLE_REQUEST-' + params) return;
    const answer = await fetch('/__rpc', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(data.payload) });
    post('MAGIC_HANDLE_RESPONSE', { response: { jsonrpc: '2.0', id: data.payload.id, ...await answer.json() } });
  });
  post('MAGIC_OVERLAY_READY', { response: {} });
</script>`;
