import { css } from 'lit';

/** What `<passport-login>` needs to draw its button. */
export const styles = css`
  :host { display: inline-block; vertical-align: middle; }
  [aria-haspopup] .label::after { content: ""; flex: none; inline-size: 7px; block-size: 7px; border: solid; border-width: 0 2px 2px 0; rotate: 45deg; translate: 0 -2px; }
`;
