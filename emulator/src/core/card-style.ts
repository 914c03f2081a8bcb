/** The look of the login page, the confirmation page and the other small pages for people. */
export const CARD_STYLE = `
body { display: grid; grid-template-columns: minmax(0, 1fr); place-items: start center; padding: clamp(12px, 5vw, 56px) 12px; }
main { width: 100%; max-width: 420px; background: var(--surface); border: 1px solid var(--line); border-radius: 16px; box-shadow: var(--shadow); overflow: clip; }
header { display: flex; gap: 12px; align-items: center; padding: 18px 20px 12px; }
.mark { flex: none; width: 36px; height: 36px; color: var(--accent); }
h1 { font-size: 19px; line-height: 1.25; font-weight: 650; letter-spacing: -0.01em; }
header p { font-size: 13px; color: var(--quiet); overflow-wrap: anywhere; }
.note { margin: 0 20px 12px; padding: 8px 12px; border-radius: 8px; background: var(--accent-soft); font-size: 13px; }
.note.bad { background: var(--bad-soft); color: var(--bad); }
.people { padding: 0 8px 8px; }
.person {
  display: grid; grid-template-columns: 36px 1fr auto; gap: 0 12px; align-items: center; width: 100%;
  padding: 9px 12px; border: 0; border-radius: 10px; background: none; text-align: left;
}
.person:hover { background: var(--raised); }
.person:active { background: var(--accent-soft); }
.face { display: grid; place-items: center; width: 36px; height: 36px; border-radius: 50%; font-weight: 650; font-size: 15px; }
.tint-0 { background: #dceadf; color: #28593a; } .tint-1 { background: #e2e4f6; color: #3a3f86; } .tint-2 { background: #f6e6d8; color: #7e4a17; }
.tint-3 { background: #f4dfe6; color: #86304f; } .tint-4 { background: #d9ebf1; color: #1f5668; } .tint-5 { background: #efe9cf; color: #63540f; }
.who { min-width: 0; }
.who strong { font-weight: 600; }
.who .email { color: var(--quiet); font-size: 13px; margin-left: 6px; }
.who small { display: block; color: var(--quiet); font-size: 13px; line-height: 1.35; }
.chevron { color: var(--quiet); opacity: 0.6; }
.person:hover .chevron { color: var(--accent); opacity: 1; }
.other { display: flex; gap: 8px; }
input[type=email] { flex: 1; width: 100%; min-width: 0; padding: 9px 12px; border: 1px solid var(--line); border-radius: 9px; background: var(--ground); }
.main-button { padding: 9px 14px; border: 1px solid var(--accent); border-radius: 9px; background: var(--accent); color: var(--accent-text); font-weight: 600; }
.main-button:hover { filter: brightness(1.07); }
footer { position: sticky; bottom: 0; padding: 12px; background: var(--raised); border-top: 1px solid var(--line); }
.deny { padding: 9px 12px; border: 1px solid transparent; border-radius: 9px; background: none; color: var(--bad); font-weight: 600; white-space: nowrap; }
.deny:hover { background: var(--bad-soft); }
.message { padding: 4px 20px 20px; display: grid; gap: 10px; }
@media (prefers-color-scheme: dark) {
  .tint-0 { background: #24402e; color: #b3ddc0; } .tint-1 { background: #2b2e52; color: #c2c6f2; } .tint-2 { background: #46311d; color: #ecc79f; }
  .tint-3 { background: #48242f; color: #efb9cb; } .tint-4 { background: #1d3c48; color: #addbea; } .tint-5 { background: #3f3817; color: #e2d593; }
}
@media (max-width: 440px) { body { padding: 0; background: var(--surface); } main { display: flex; flex-direction: column; border: 0; border-radius: 0; box-shadow: none; min-height: 100vh; } footer { margin-top: auto; } }
@media (prefers-reduced-motion: no-preference) { .person, .deny, .main-button { transition: background-color 120ms, filter 120ms; } }
`;

/** The emulator's sign: a stamp with a key hole. */
export const MARK = `<svg class="mark" viewBox="0 0 36 36" aria-hidden="true"><rect x="1.5" y="1.5" width="33" height="33" rx="9" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="4 2.6"/><circle cx="18" cy="15" r="5" fill="currentColor"/><path d="M15.6 17h4.8l1.9 10h-8.6z" fill="currentColor"/></svg>`;
