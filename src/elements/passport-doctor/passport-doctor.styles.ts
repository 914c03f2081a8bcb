import { css } from 'lit';

/** How `<passport-doctor>` looks beyond what all elements share. */
export const styles = css`
  :host { display: block; }
  :host([floating]) {
    position: fixed;
    inset-block-end: 12px;
    inset-inline-end: 12px;
    z-index: 2147483647;
    inline-size: min(460px, calc(100% - 24px));
  }
  .card { border: 1px solid var(--_border); border-radius: var(--_radius); background: var(--_surface); }
  :host([floating]) .card { max-block-size: min(640px, 80dvh); overflow: auto; box-shadow: 0 8px 32px rgb(0 0 0 / .24); }
  .head { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; padding: 14px 16px; }
  .head > div:first-child { flex: 1; min-inline-size: 180px; }
  ul { margin: 0; padding: 0; list-style: none; }
  li { display: grid; grid-template-columns: 22px minmax(0, 1fr); gap: 4px 12px; padding: 12px 16px; border-block-start: 1px solid var(--_border); overflow-wrap: anywhere; }
  li p + p { margin-block-start: 4px; }
  .title { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 12px; }
  .mark { display: grid; place-items: center; inline-size: 22px; block-size: 22px; border: 1px solid var(--_border); border-radius: 50%; color: var(--_muted); font-size: 13px; font-weight: 700; }
  .bad .mark { border-color: var(--_danger); background: var(--_danger); color: var(--_surface); }
  .notice-mark .mark { border-color: var(--_text); color: var(--_text); }
  .bad .word { color: var(--_danger); }
  summary { padding: 12px 16px; border-block-start: 1px solid var(--_border); cursor: pointer; }
  pre { max-block-size: 240px; margin: 0; padding: 12px 16px; border-block-start: 1px solid var(--_border); overflow: auto; font: 12px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
`;
