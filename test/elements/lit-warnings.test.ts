import { expect } from '@open-wc/testing';
import { html, LitElement } from 'lit';
import { litWarnings } from '../support/lit-warnings-hook.js';

/** Asks for its next drawing with each of the first two. */
class RestlessElement extends LitElement {
  drawings = 0;

  protected override render() {
    return html`${this.drawings}`;
  }

  protected override updated(): void {
    this.drawings += 1;
    if (this.drawings % 3 !== 0) this.requestUpdate();
  }
}

customElements.define('restless-element', RestlessElement);

describe('the look for warnings of Lit', () => {
  // Each would fail its test. The second one shows that a page is told more than once.
  for (const time of ['first', 'second']) {
    it(`sees an element that schedules an update after each of its updates, the ${time} time too`, async () => {
      const element = new RestlessElement();
      document.body.append(element);
      while (element.drawings < 3) await element.updateComplete;
      element.remove();

      const warnings = litWarnings.take();
      expect(warnings).to.have.length(2);
      expect(warnings[0]).to.contain('restless-element').and.to.contain('change-in-update');
    });
  }

  it('hears nothing of an element that rests', async () => {
    const element = new RestlessElement();
    element.drawings = 2;
    document.body.append(element);
    await element.updateComplete;
    element.remove();

    expect(litWarnings.take()).to.deep.equal([]);
  });
});
