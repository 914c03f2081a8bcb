import { expect } from '@open-wc/testing';
import { visitHiddenPage } from '../../src/platform/hidden-page.js';

describe('visitHiddenPage', () => {
  it('row 142: loads in a page whose markup has the names of what it uses, and leaves nothing behind', async () => {
    const url = URL.createObjectURL(new Blob(['<p>A page'], { type: 'text/html' }));
    const clobber = document.createElement('div');
    clobber.innerHTML = '<form name="documentElement"></form><form name="documentElement"></form><form name="createElement"></form>';
    document.body.append(clobber);

    try {
      await visitHiddenPage(url, { window, timeoutMs: 5_000 });
    } finally {
      clobber.remove();
      URL.revokeObjectURL(url);
    }

    expect(document.querySelector(`iframe[src="${url}"]`)).to.equal(null);
  });
});
