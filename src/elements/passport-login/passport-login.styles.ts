import { css } from 'lit';

/** What `<passport-login>` needs to draw its button. */
export const styles = css`
  :host { display: inline-block; vertical-align: middle; }
`;
