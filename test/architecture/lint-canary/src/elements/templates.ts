import { html, LitElement, svg, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js'; // expect eslint/no-restricted-imports
import { unsafeHTML } from 'lit/directives/unsafe-html.js'; // expect eslint/no-restricted-imports
import { unsafeSVG } from 'lit/directives/unsafe-svg.js'; // expect eslint/no-restricted-imports

const listen = (): void => {};

/** What a strict page refuses, and what would let text become markup. */
export class CanaryElement extends LitElement {
  color = 'red';

  renderStyle(): TemplateResult {
    return html`<p style="color: red">x</p>`; // expect passport/no-template-style
  }

  renderBoundStyle(): TemplateResult {
    return html`<p class="a" style=${styleMap({ color: this.color })}>x</p>`; // expect passport/no-template-style
  }

  renderSvgStyle(): TemplateResult {
    return svg`<g style="fill: red"></g>` as unknown as TemplateResult; // expect passport/no-template-style
  }

  renderStyleElement(): TemplateResult {
    return html`<style>p { color: red }</style><p>x</p>`; // expect passport/no-template-style lit/prefer-static-styles
  }

  renderUnsafe(text: string): TemplateResult {
    return html`<p>${unsafeHTML(text)}${unsafeSVG(text)}</p>`;
  }

  renderTwice(): TemplateResult {
    return html`<p class=${this.color} class=${this.color}>x</p>`; // expect lit/no-duplicate-template-bindings
  }

  renderProse(): TemplateResult {
    return html`<p>Your style = yours; <b class="style">a > b style="no tag"</b></p>`;
  }

  write(text: string, target: HTMLElement): void {
    target.innerHTML = text; // expect passport/no-markup-sinks
    target.insertAdjacentHTML('beforeend', text); // expect passport/no-markup-sinks
    document.write(text); // expect passport/no-markup-sinks
    target.setAttribute('style', text); // expect passport/no-markup-sinks
    target.textContent = text;
    target.style.setProperty('color', text);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('resize', listen); // expect wc/require-listener-teardown
  }
}
