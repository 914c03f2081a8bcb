import { css } from 'lit';

/** How the cards of assets look. */
export const assetStyles = css`
  .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(132px, 100%), 1fr)); gap: 12px; padding: 12px 16px 16px; }
  .cards > li { position: relative; display: flex; flex-direction: column; min-inline-size: 0; border: 1px solid var(--_border); border-radius: calc(var(--_radius) * .8); overflow: clip; }
  .cards > li:focus { outline: 2px solid var(--_focus); outline-offset: 2px; }
  .cards > li:focus:not(:focus-visible) { outline: 0; }
  .picture { position: relative; display: grid; place-items: center; aspect-ratio: 1; background: var(--_subtle); color: var(--_muted); font-size: 28px; font-weight: 600; overflow: hidden; }
  .picture img { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; object-fit: cover; background: var(--_subtle); }
  .picture img[hidden] { display: none; }
  .count { position: absolute; inset-block-start: 6px; inset-inline-end: 6px; max-inline-size: calc(100% - 12px); padding: 1px 7px; border-radius: 9px; background: var(--_surface); color: var(--_text); font-size: 12px; overflow: hidden; text-overflow: ellipsis; }
  .cards .lines { padding: 8px 10px 10px; }
  .cards .sub { justify-content: space-between; }
`;
