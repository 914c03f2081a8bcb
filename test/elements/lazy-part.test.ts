import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import { LazyPart } from '../../src/elements/imx-balances/lazy-part.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { settle } from './support/mount.js';

customElements.define('x-lazy-host', class extends LitElement {});

/** What is reported of a part that could not be had. */
async function findReports(error: unknown): Promise<readonly unknown[]> {
  const { reportError } = window;
  const reports: unknown[] = [];
  window.reportError = (report) => { reports.push(report); };
  try {
    const part = new LazyPart(document.createElement('x-lazy-host') as LitElement, () => Promise.reject(error));
    part.need();
    await settle();
    expect(part.error).to.be.instanceOf(PassportError);
  } finally {
    window.reportError = reportError;
  }
  return reports;
}

describe('LazyPart', () => {
  it('reports a mistake in its code, which nobody would see, and not a file that is gone', async () => {
    const mistake = new TypeError('undefined is not a function');

    expect(await findReports(mistake)).to.deep.equal([mistake]);
    expect(await findReports(new PassportError(ERROR_TABLE, 'CODE_UNAVAILABLE'))).to.deep.equal([]);
  });
});
