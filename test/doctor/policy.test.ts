import { expect } from '@open-wc/testing';
import { findMissing, parsePolicies } from '../../src/doctor/policy.js';
import type { NeededSource } from '../../src/doctor/policy.js';

const PAGE = 'https://shop.example/';
const connect = (origin: string): NeededSource => ({ directive: 'connect-src', origin });
const isAllowed = (policy: string, need: NeededSource | string, page = PAGE): boolean =>
  findMissing(parsePolicies(policy), [typeof need === 'string' ? connect(need) : need], page).length === 0;

describe('findMissing', () => {
  it('lets through what the sources of CSP 3 let through', () => {
    for (const [policy, origin] of [
      ['', 'https://a.example'], ["script-src 'none'", 'https://a.example'], ['connect-src *', 'https://a.example'],
      ["connect-src 'self'", 'https://shop.example'], ['connect-src https:', 'https://a.example'], ['connect-src http:', 'https://a.example'],
      ['connect-src a.example', 'https://a.example'], ['connect-src https://a.example', 'https://a.example'],
      ['connect-src HTTPS://A.example', 'https://a.example'], ['connect-src https://a.example/', 'https://a.example'],
      ['connect-src https://a.example:443', 'https://a.example'], ['connect-src https://*.example', 'https://deep.a.example'],
      ['connect-src http://localhost:*', 'http://localhost:8791'], ['connect-src http://localhost:8791', 'http://localhost:8791'],
      ['default-src https://a.example', 'https://a.example'], ["default-src 'none'; connect-src https://a.example", 'https://a.example'],
      ["connect-src\thttps://a.example\n'self'", 'https://a.example'],
    ] as const) expect(isAllowed(policy, origin), `${policy} ${origin}`).to.equal(true);
  });

  it('refuses what they refuse', () => {
    for (const [policy, origin] of [
      ["connect-src 'none'", 'https://a.example'], ['connect-src', 'https://a.example'], ["connect-src 'self'", 'https://a.example'],
      ["default-src 'self'", 'https://a.example'], ['connect-src https://b.example', 'https://a.example'],
      ['connect-src https://*.a.example', 'https://a.example'], ['connect-src https://a.example:8443', 'https://a.example'],
      ['connect-src https://a.example', 'https://a.example:8443'], ['connect-src https:', 'http://a.example'],
      ['connect-src a.example', 'http://a.example'], ["connect-src 'self'; connect-src *", 'https://a.example'],
      ['connect-src ://', 'https://a.example'], ["connect-src *, connect-src 'self'", 'https://a.example'],
    ] as const) expect(isAllowed(policy, origin), `${policy} ${origin}`).to.equal(false);
  });

  it('takes child-src for frames where frame-src is not stated', () => {
    const frame: NeededSource = { directive: 'frame-src', origin: 'https://a.example' };

    expect(isAllowed("default-src 'none'; child-src https://a.example", frame)).to.equal(true);
    expect(isAllowed("child-src https://a.example; frame-src 'none'", frame)).to.equal(false);
    expect(isAllowed('connect-src https://a.example; default-src https:', frame)).to.equal(true);
  });
});
