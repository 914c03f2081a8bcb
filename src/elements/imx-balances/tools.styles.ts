import { css } from 'lit';

/** How the tools of `<imx-balances>` look, and the details of a row. Their room is reserved in the element's own styles. */
export const toolStyles = css`
  .turning .icon { animation: spin .8s linear infinite; }
  .icon-button:disabled { opacity: .4; cursor: default; }
  .tools input[type=search], .tools select {
    min-inline-size: 0;
    block-size: 36px;
    padding-inline: 10px;
    border: 1px solid var(--_control, var(--_border));
    border-radius: calc(var(--_radius) * .66);
    background: var(--_surface);
    color: inherit;
    font: inherit;
    font-size: .93em;
  }
  .tools input::placeholder { color: var(--_muted); opacity: 1; }
  .tools input[type=search] { appearance: none; text-overflow: ellipsis; }
  .tools select { text-overflow: ellipsis; }
  .tools label { display: flex; align-items: center; gap: 6px; min-block-size: 24px; min-inline-size: 0; line-height: 1.15; }
  .tools input[type=checkbox] { flex: none; inline-size: 18px; block-size: 18px; margin: 3px; accent-color: var(--_accent); }
  dl { display: grid; gap: 6px; margin: 0; padding: 2px 16px 14px; padding-inline: 60px 16px; }
  dd { display: flex; align-items: center; gap: 4px; margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
  dd > bdi { min-inline-size: 0; user-select: all; }
  dd .icon-button { flex: none; }
  @container (max-width: 340px) { dl { padding-inline: 16px; } }
`;
