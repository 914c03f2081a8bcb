import { css } from 'lit';

/** How `<imx-register>` looks beyond what all elements share. */
export const styles = css`
  :host { display: inline-block; vertical-align: middle; }
  .row { inline-size: max-content; max-inline-size: 100%; padding-block: 6px; padding-inline: 12px; }
  .progress {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 2.5);
    inline-size: 340px;
    max-inline-size: 100%;
    padding: calc(var(--_space) * 3.5) calc(var(--_space) * 4);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .progress .head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: calc(var(--_space) * 2); min-block-size: 32px; }
  .track { display: grid; grid-auto-columns: 1fr; grid-auto-flow: column; gap: 4px; }
  .track span { block-size: 6px; border-radius: 3px; background: var(--_border); transition: background-color var(--passport-duration, .15s); }
  .track .done { background: var(--_accent); }
  .track .current { background: var(--_accent); animation: breathe 1.2s ease-in-out infinite; }
  .notice { max-inline-size: 420px; }
  .actions { align-items: center; }
  .tick { display: grid; flex: none; place-items: center; inline-size: 24px; block-size: 24px; border-radius: 50%; background: var(--_subtle); }
  .tick .icon { inline-size: 14px; block-size: 14px; }
  .facts { display: flex; flex-wrap: wrap; align-items: center; column-gap: 10px; min-inline-size: 0; line-height: 1.3; }
  .address-line { display: inline-flex; align-items: center; gap: 2px; max-inline-size: 100%; white-space: nowrap; }
  .address-line .address { overflow: hidden; text-overflow: ellipsis; }
  @media (forced-colors: active) {
    .track span { border: 1px solid CanvasText; }
    .track .done, .track .current { forced-color-adjust: none; background: Highlight; }
  }
`;
