import { expect } from '@open-wc/testing';
import type { ApprovalSubject } from '../../src/approval/approval.js';
import type { ReceivedRequest, Routes } from '../imx/support/fake-api.js';
import { createRandom, pick } from '../support/random.js';
import { runOut } from '../support/fake-clock.js';
import { expectCode } from '../support/rejection.js';
import { ACCOUNT, HASH, REQUEST, SUMMARY, approve, createRequest, readDialog, setup, until } from './support/setup.js';

const LOOK_UP = `GET /guardian/v1/transactions/${HASH}?chainType=starkex`;
const EVALUATE = `POST /guardian/v1/transactions/${HASH}/evaluate`;
const YES = { json: { confirmationRequired: true } };

describe('evaluate', () => {
  it('asks as the official SDK does: looks the transaction up, then has it evaluated', async () => {
    const { approval, api, windows } = setup();
    const confirmed = approve(approval);
    await until(() => windows[0]?.urls.length === 1);
    windows[0]?.say('transaction_confirmed');
    await confirmed;

    expect(api.lines).to.deep.equal([LOOK_UP, EVALUATE]);
    expect(api.requests.map(({ headers }) => headers.authorization)).to.deep.equal(['Bearer access-1', 'Bearer access-1']);
    expect(api.requests[1]?.body).to.deep.equal({ chainType: 'starkex' });
    expect(api.requests[1]?.headers['content-type']).to.equal('application/json');
    expect(windows[0]?.urls).to.deep.equal([
      `${location.origin}/transaction-confirmation/transaction?transactionId=${HASH}&etherAddress=${ACCOUNT}&chainType=starkex`,
    ]);
  });

  it('gives a refusal of status 403 as it is, and closes the window', async () => {
    for (const line of [LOOK_UP, EVALUATE]) {
      const { approval, api, windows, clock } = setup({ routes: { [line]: { status: 403, json: { code: 'forbidden', message: 'no' } } } });
      const error = await expectCode(approve(approval), 'SERVICE_UNAVAILABLE_ERROR');

      expect(error.type).to.equal('SERVICE_UNAVAILABLE_ERROR');
      expect(api.lines.at(-1)).to.equal(line);
      expect([windows[0]?.isOpen, clock.pending]).to.deep.equal([false, 0]);
    }
  });

  it('asks again while the guardian does not know the transaction', async () => {
    const unknown = [{ status: 404, json: {} }, { json: {} }, { json: { id: HASH } }];
    const { approval, api, windows, clock } = setup({ routes: { [LOOK_UP]: unknown, [EVALUATE]: [{ status: 404, json: {} }, YES] } });
    const confirmed = approve(approval);
    const isSent = until(() => windows[0]?.urls.length === 1);
    await runOut(isSent, clock);
    windows[0]?.say('transaction_confirmed');

    await confirmed;
    expect(api.lines).to.deep.equal([LOOK_UP, LOOK_UP, LOOK_UP, EVALUATE, LOOK_UP, EVALUATE]);
  });

  it('gives up after ten times', async () => {
    const { approval, api, clock } = setup({ routes: { [LOOK_UP]: { status: 404, json: {} } } });

    await expectCode(runOut(approve(approval), clock), 'TRANSACTION_UNKNOWN');
    expect(api.lines.length).to.equal(10);
  });

  it('row 71: renews a token that is refused once', async () => {
    let token = 'access-1';
    const tokens: unknown[] = [];
    const answer = ({ headers }: ReceivedRequest) => {
      tokens.push(headers.authorization);
      return headers.authorization === 'Bearer access-2' ? { json: { id: HASH, confirmationRequired: true } } : { status: 401, json: {} };
    };
    const { approval, windows } = setup({
      routes: { [LOOK_UP]: answer, [EVALUATE]: answer },
      user: { getAccessToken: async () => token, refresh: async () => { token = 'access-2'; return { sub: 'email|0001' }; } },
    });
    const confirmed = approve(approval);
    await until(() => windows[0]?.urls.length === 1);
    windows[0]?.say('transaction_confirmed');

    await confirmed;
    expect(tokens).to.deep.equal(['Bearer access-1', 'Bearer access-2', 'Bearer access-2']);
  });

  it('takes neither yes nor no for a failure: nothing is signed on a guess', async () => {
    for (const json of [{}, { confirmationRequired: 'false' }, { confirmationRequired: null }, [], null, 'no']) {
      const { approval, windows } = setup({ routes: { [EVALUATE]: { json } }, confirm: () => true });
      await expectCode(approve(approval), 'API_RESPONSE_INVALID');
      expect(windows[0]?.isOpen).to.equal(false);
    }
  });

  it('gives the guardian\'s failures as those of a service', async () => {
    const routes: Routes = { [EVALUATE]: { status: 500, json: { message: 'down' } } };
    const { approval, clock } = setup({ routes });

    await expectCode(runOut(approve(approval), clock), 'API_UNAVAILABLE');
  });

  it('row 116: signs nothing when the guardian speaks of another transaction', async () => {
    const other = `${HASH.slice(0, -1)}3`;
    const lies: Routes[] = [
      { [LOOK_UP]: { json: { id: other } } },
      { [EVALUATE]: { json: { confirmationRequired: false, transactionId: `0x${other}` } } },
    ];
    for (const routes of lies) {
      const { approval } = setup({ routes, confirm: () => true });
      await expectCode(approve(approval), 'CONFIRMATION_FAILED');
    }
    for (const id of [`0x0${HASH.toUpperCase()}`, '7f3ad1a6-40f4-4b8c-9f6f-3a8a8f4f2d11', '17']) {
      await approve(setup({ routes: { [LOOK_UP]: { json: { id } } }, isRequired: false, confirm: () => true }).approval);
    }
  });

  it('of a batch has every transaction evaluated, and confirmed where that is wanted', async () => {
    const { approval, api, windows } = setup({ isRequired: ({ path }) => !path.includes('/b/') });
    const confirmed = approve(approval, { ...REQUEST, subject: { kind: 'starkex', payloadHash: 'a', furtherHashes: ['b', 'c'] } }, { window: 'batch' });
    await until(() => windows[0]?.urls.length === 1);
    windows[0]?.say('transaction_confirmed');
    await until(() => windows[0]?.urls.length === 2);
    windows[0]?.say('transaction_rejected');
    windows[0]?.say('confirmation_window_ready');
    windows[0]?.say('transaction_confirmed');
    await until(() => readDialog() !== undefined);
    readDialog()?.go.click();
    await confirmed;

    expect(api.lines.filter((line) => line.startsWith('POST')).map((line) => line.split('/')[4])).to.deep.equal(['a', 'b', 'c']);
    expect(windows[0]?.urls.map((url) => new URL(url).searchParams.get('transactionId'))).to.deep.equal(['a', 'c']);
    expect(windows.length).to.equal(1);
  });

  it('of a batch shows all once, in our own words, where the guardian asks nobody', async () => {
    const { approval, windows } = setup({ isRequired: false });
    const confirmed = approve(approval, { ...REQUEST, subject: { kind: 'starkex', payloadHash: 'a', furtherHashes: ['b', 'c'] } });
    await until(() => windows[0]?.has('.go') === true);
    windows[0]?.find('.go').click();

    await confirmed;
  });

  it('row 150: of a batch shows all once, in our own words, where one was on no page of the guardian\'s', async () => {
    const { approval, windows } = setup({ isRequired: ({ path }) => path.includes('/a/') });
    const batch = { ...REQUEST, subject: { kind: 'starkex', payloadHash: 'a', furtherHashes: ['b', 'c'] } } as const;
    for (const [press, isConfirmed] of [['go', true], ['harmless', false]] as const) {
      const answer = approve(approval, batch, { window: 'batch' });
      const settled = isConfirmed ? answer : expectCode(answer, 'TRANSACTION_REJECTED');
      await until(() => windows.at(-1)?.urls.length === 1);
      windows.at(-1)?.say('transaction_confirmed');
      await until(() => readDialog() !== undefined);
      expect(readDialog()?.text).to.contain('0.5 ETH');
      readDialog()?.[press].click();
      await settled;
    }
    expect([windows.length, readDialog()]).to.deep.equal([2, undefined]);
  });

  it('row 150: of a batch has the page asked once where one was on no page of the guardian\'s', async () => {
    const told: unknown[] = [];
    const confirm = (summary: unknown): boolean => told.push(summary) > 0;
    const { approval, windows } = setup({ isRequired: ({ path }) => path.includes('/a/'), confirm });
    const confirmed = approve(approval, { ...REQUEST, subject: { kind: 'starkex', payloadHash: 'a', furtherHashes: ['b', 'c'] } });
    await until(() => windows[0]?.urls.length === 1);
    expect(told).to.deep.equal([]);
    windows[0]?.say('transaction_confirmed');

    await confirmed;
    expect(told).to.deep.equal([SUMMARY]);
  });

  it('row 150: what the guardian is not asked about is asked in our own words, once', async () => {
    for (const [press, isConfirmed] of [['go', true], ['harmless', false]] as const) {
      const { approval, api, browser } = setup();
      browser.isBlocking = true;
      const answer = approve(approval, { ...REQUEST, subject: { kind: 'unguarded' } });
      const settled = isConfirmed ? answer : expectCode(answer, 'TRANSACTION_REJECTED');
      await until(() => readDialog() !== undefined);
      expect(readDialog()?.text).to.contain('0.5 ETH');
      readDialog()?.[press].click();
      await settled;

      expect([api.lines, readDialog()]).to.deep.equal([[], undefined]);
    }
  });

  it('row 119: keeps an id in its place, whatever is in it', async () => {
    const random = createRandom(119);
    const parts = ['&', '#', '\n', '/', '?', '..', '%2e', '%', '=', ' ', '+', '\u202e', 'é', 'a', '1', '"', '<', '\\'];
    for (let index = 0; index < 60; index += 1) {
      const id = `x${Array.from({ length: 6 }, () => pick(random, parts)).join('')}`;
      const { approval, api, windows } = setup();
      const confirmed = approve(approval, createRequest(id));
      await until(() => windows[0]?.urls.length === 1);
      windows[0]?.say('transaction_confirmed');
      await confirmed;

      const [path, last] = api.lines.map((line) => new URL(line.split(' ').slice(1).join(' '), 'https://guardian.test').pathname);
      expect(decodeURIComponent(path?.split('/')[4] ?? '')).to.equal(id);
      expect(last?.split('/').slice(5)).to.deep.equal(['evaluate']);
      expect([...new URL(windows[0]?.urls[0] ?? '').searchParams]).to.deep.equal([['transactionId', id], ['etherAddress', ACCOUNT], ['chainType', 'starkex']]);
      expect(new URL(windows[0]?.urls[0] ?? '').hash).to.equal('');
    }
  });

  it('row 119: refuses an id that would be another path', async () => {
    for (const id of ['', '.', '..', '../messages']) {
      const { approval, api } = setup();
      await expectCode(approve(approval, createRequest(id)), 'PAYLOAD_INVALID');
      expect(api.lines).to.deep.equal([]);
    }
  });

  const data = { nonce: '1', metaTransactions: [] };
  const typed = { primaryType: 'Mail' };
  const kinds: readonly (readonly [ApprovalSubject, string, object, object, string])[] = [
    [
      { kind: 'evm-transaction', chainId: 13_371, transactionData: data }, '/transactions/evm/evaluate',
      { chainType: 'evm', chainId: 'eip155:13371', transactionData: data }, { transactionId: 'guardian-id' },
      `/zkevm/transaction?transactionID=guardian-id&etherAddress=${ACCOUNT}&chainType=evm&chainID=eip155:13371`,
    ],
    [
      { kind: 'eip712', chainId: 13_473, payload: typed }, '/messages/evaluate', { chainID: '13473', payload: typed },
      { messageId: 'guardian-id' }, `/zkevm/message?messageID=guardian-id&etherAddress=${ACCOUNT}&messageType=eip712`,
    ],
    [
      { kind: 'erc191', chainId: 13_473, payload: 'hello' }, '/erc191-messages/evaluate', { chainID: 'eip155:13473', payload: 'hello' },
      { messageId: 'guardian-id' }, `/zkevm/message?messageID=guardian-id&etherAddress=${ACCOUNT}&messageType=erc191`,
    ],
  ];
  for (const [subject, path, body, answer, page] of kinds) {
    it(`asks about ${subject.kind} on Immutable Chain`, async () => {
      const { approval, api, windows } = setup({ routes: { [`POST /guardian/v1${path}`]: { json: { confirmationRequired: true, ...answer } } } });
      const confirmed = approve(approval, { subject, account: ACCOUNT, summary: SUMMARY });
      await until(() => windows[0]?.urls.length === 1);
      windows[0]?.say(subject.kind === 'evm-transaction' ? 'transaction_confirmed' : 'message_confirmed');
      await confirmed;

      expect(api.lines).to.deep.equal([`POST /guardian/v1${path}`]);
      expect(api.requests[0]?.body).to.deep.equal(body);
      expect(decodeURIComponent(windows[0]?.urls[0] ?? '')).to.equal(`${location.origin}/transaction-confirmation${page}`);
    });
  }

  it('goes to no page whose transaction the guardian does not name', async () => {
    const [subject] = kinds[0] ?? [];
    const { approval, windows } = setup({ routes: { 'POST /guardian/v1/transactions/evm/evaluate': YES } });
    await expectCode(approve(approval, { subject: subject!, account: ACCOUNT, summary: SUMMARY }), 'API_RESPONSE_INVALID');

    expect(windows[0]?.urls).to.deep.equal([]);
  });
});
