import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { describeState } from '../../../emulator/src/admin/state.js';
import type { ServiceContext } from '../../../emulator/src/core/service.js';
import { SignatureLog } from '../../../emulator/src/core/signatures.js';

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'utf8');

describe('SignatureLog', () => {
  it('counts by message, found by text or SHA-256, and lists by user', () => {
    const log = new SignatureLog();
    for (const [sub, text] of [['ada', 'one'], ['ada', 'two'], ['ada', 'one'], ['bo', 'one']] as const) log.add(sub, bytesOf(text));

    assert.equal(log.count(), 4);
    assert.equal(log.count('one'), 3);
    assert.equal(log.count(createHash('sha256').update('two').digest('hex')), 1);
    assert.equal(log.count('three'), 0);
    assert.deepEqual(log.list().map(({ sub, text, count }) => [sub, text, count]), [['ada', 'one', 2], ['ada', 'two', 1], ['bo', 'one', 1]]);
  });

  it('tells bytes that are no text apart by their SHA-256', () => {
    const log = new SignatureLog();
    log.add('ada', Uint8Array.of(0xff));
    log.add('ada', Uint8Array.of(0xfe));

    assert.equal(log.list().length, 2);
  });

  it('forgets', () => {
    const log = new SignatureLog();
    log.add('ada', bytesOf('one'));

    log.clear();

    assert.equal(log.count(), 0);
  });

  it('is part of the state that the admin API tells', () => {
    const signatures = new SignatureLog();
    signatures.add('ada', bytesOf('one'));
    const context = {
      signatures, addresses: {}, requests: { list: () => [] }, faults: { list: () => [] }, world: { users: [], login: { mode: 'page' }, clock: { offsetMs: 0 } },
    } as unknown as ServiceContext;

    const state = describeState(context);

    assert.deepEqual(state.signatures, [{ sub: 'ada', text: 'one', sha256: createHash('sha256').update('one').digest('hex'), count: 1 }]);
    assert.equal(state.counters.signatures, 1);
  });
});
