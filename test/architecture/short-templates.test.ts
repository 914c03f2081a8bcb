import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { shortenTemplates } from '../../scripts/build/short-templates.js';

describe('shortenTemplates', () => {
  it('leaves one space where a line of a template ended, in templates of templates too, and as many lines as there were', () => {
    const code = 'const a = html`\n  <div\n    class=${b ? html`\n    <b>x y</b>\n  ` : 1}> é </div>\n`;\nnext();';

    const short = shortenTemplates(code);

    assert.equal(short.replaceAll('\n', ''), 'const a = html` <div class=${b ? html` <b>x y</b> ` : 1}> é </div> `;next();');
    assert.equal(short.split('\n').length, code.split('\n').length);
  });

  it('leaves other texts as they are', () => {
    const code = 'const a = `\n  b`; const c = css`\n  d`; const e = "html`";';

    assert.equal(shortenTemplates(code), code);
  });
});
