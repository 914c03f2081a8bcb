import { css } from 'lit';

/** How `<imx-balances>` looks beyond what all elements share. */
export const styles = css`
  :host { display: block; container-type: inline-size; }
  .card, .hint { border: 1px solid var(--_border); border-radius: var(--_radius); background: var(--_surface); overflow: clip; }
  .card .hint { border: 0; border-radius: 0; }
  .hint { display: grid; gap: 2px; padding: 22px 16px; text-align: center; }
  .head { display: flex; align-items: center; gap: 8px; min-block-size: 44px; padding-inline: 16px 12px; border-block-end: 1px solid var(--_border); }
  .head strong { flex: 1; }
  .head > :last-child { flex: none; }
  .held-place { inline-size: 24px; }
  .tools { display: grid; grid-template-columns: 1fr auto auto; align-items: center; gap: 8px; min-block-size: 53px; padding-inline: 16px; border-block-end: 1px solid var(--_border); }
  .note { display: flex; align-items: center; justify-content: space-between; gap: 12px; padding-block: 8px; padding-inline: 16px 12px; border-block-end: 1px solid var(--_border); background: var(--_subtle); }
  .note .button { flex: none; }
  /* One by one they would cost more than they save: the browser looks at each with every frame. */
  .many > .rows { content-visibility: auto; contain-intrinsic-block-size: auto 3050px; }
  ul { margin: 0; padding: 0; list-style: none; }
  .item + .item, .rows + .rows, .skeleton .token + .token { border-block-start: 1px solid var(--_border); }
  .token { display: flex; align-items: center; gap: 12px; inline-size: 100%; min-block-size: 60px; padding: 8px 16px; border: 0; background: none; color: inherit; font: inherit; text-align: start; }
  button.token { cursor: pointer; }
  button.token:hover { background: var(--_subtle); }
  button.token:focus-visible { outline-offset: -2px; }
  .logo { position: relative; inline-size: 32px; block-size: 32px; overflow: hidden; }
  .logo img { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; object-fit: cover; background: var(--_surface); }
  .logo img[hidden] { display: none; }
  .title { display: flex; flex-wrap: wrap; align-items: center; column-gap: 6px; }
  .title bdi { max-inline-size: 100%; overflow: hidden; text-overflow: ellipsis; }
  .flag { flex: none; padding: 1px 6px; border-radius: 6px; background: var(--_subtle); color: var(--_danger); font-size: 12px; font-weight: 500; }
  .amount { max-inline-size: 55%; text-align: end; font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
  .amount .small { display: block; font-weight: 400; }
  .amount.long { font-size: 13px; }
  .sub { display: flex; gap: 5px; }
  .sub > [part] { overflow: hidden; text-overflow: ellipsis; }
  .sub > :last-child { flex: none; }
  .more { display: flex; inline-size: calc(100% - 24px); min-block-size: 40px; margin: 12px; }
  .skeleton i { display: block; inline-size: 40%; block-size: 12px; margin-block: 3px; border-radius: 4px; background: var(--_subtle); }
  .skeleton .lines i + i { inline-size: 60%; block-size: 10px; }
  .skeleton i.amount { inline-size: 72px; }
  @container (max-width: 640px) {
    .token:has(.long) { flex-wrap: wrap; row-gap: 2px; }
    .amount.long { flex: 0 0 100%; max-inline-size: none; padding-inline-start: 44px; }
  }
  @container (max-width: 560px) {
    .tools { grid-template-columns: 1fr auto; min-block-size: 97px; align-content: center; }
    .tools > :first-child { grid-column: 1 / -1; }
  }
  @container (max-width: 300px) {
    .head .small { display: none; }
    .tools { grid-template-columns: 1fr; min-block-size: 129px; }
    .note { display: block; }
    .note .button { margin-block-start: 6px; }
  }
  @container (max-width: 240px) {
    .item .token { flex-wrap: wrap; row-gap: 2px; }
    .item .lines { flex-basis: calc(100% - 44px); }
    .item .amount { flex: 0 0 100%; max-inline-size: none; padding-inline-start: 44px; }
    .item .sub { flex-wrap: wrap; }
    .item .sub > [part] { flex-basis: 100%; }
    .item .sub > span { display: none; }
  }
`;
