import { css } from 'lit';

/** How `<immersve-login>` looks beyond what all elements share. */
export const styles = css`
  :host { display: inline-block; vertical-align: middle; }
  .row { flex-wrap: wrap; justify-content: end; inline-size: max-content; max-inline-size: 100%; }
  .lines { flex: 1 1 9em; }
  .progress { inline-size: 340px; padding-block: 7px; }
  .progress .lines > * { white-space: normal; }
  .address-line { display: flex; align-items: center; gap: 2px; font-weight: 600; }
  .address-line .icon-button { margin-block: -4px; }
  .notice { max-inline-size: 420px; }
  .tick .icon { inline-size: 14px; block-size: 14px; }

  .chooser {
    display: grid;
    gap: calc(var(--_space) * 3);
    inline-size: 320px;
    max-inline-size: 100%;
    padding: calc(var(--_space) * 3);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .head { display: flex; align-items: center; justify-content: space-between; gap: 12px; padding-inline-start: 4px; }
  .wallets { display: grid; grid-template-columns: minmax(0, 1fr); gap: 6px; }
  .heading { padding-inline-start: 4px; font-weight: 600; }
  .wallet { justify-content: flex-start; gap: 12px; inline-size: 100%; padding: 7px 10px; text-align: start; }
  .wallet bdi { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .wallet img { flex: none; inline-size: 28px; block-size: 28px; border-radius: 7px; object-fit: contain; }
  .none { padding: 4px; }
`;
