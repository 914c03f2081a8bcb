import { css } from 'lit';

/** How a sign-in under way and the account look beyond what all elements share. */
export const accountStyles = css`
  .progress { padding-block: 4px; }
  .progress .lines { line-height: 1.2; }
  .lost { flex-wrap: wrap; justify-content: end; inline-size: max-content; max-inline-size: min(340px, 100%); padding-block: 8px; }
  .lost .lines { flex-basis: 60%; }
  .lost .lines > * { white-space: normal; }

  .fit { display: inline-grid; grid-template-columns: minmax(0, auto) auto; min-inline-size: min(16em, 100%); max-inline-size: min(26em, 100%); vertical-align: middle; }
  .fit::before, .fit::after { block-size: 0; max-inline-size: 100%; overflow: hidden; font-weight: 600; white-space: nowrap; visibility: hidden; }
  .fit::before { content: attr(data-text); grid-area: 1 / 1; padding-inline-start: calc(var(--_space) * 5 + 29px); }
  .fit::after { content: attr(data-action); grid-area: 1 / 2; padding-inline: calc(var(--_space) * 5 + 2px); font-size: .87em; }
  .fit .row { grid-area: 1 / 1 / 2 / 3; container-type: inline-size; }
  .quiet .icon { display: none; inline-size: 16px; block-size: 16px; }
  .quiet .icon:dir(rtl) { scale: -1 1; }
  /* The whole of the copy button can be hit, beyond its line too. */
  .address-line { display: flex; align-items: center; gap: 2px; overflow: visible; }
  .address-line .address { overflow: hidden; text-overflow: ellipsis; }
  .address-line .icon-button { margin-block: -2px -5px; }
  @container (max-width: 215px) {
    .quiet { inline-size: calc(var(--_size) * .73); padding: 0; }
    .quiet .icon { display: block; }
    .words { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .hint { display: none; }
    .avatar { inline-size: 24px; block-size: 24px; margin-inline: -3px -4px; }
    .lines { margin-inline-end: -4px; }
    .address-line .address { font-size: .9em; }
  }
  @container (max-width: 150px) { .avatar { display: none; } }
`;
