/** Texts that are code, markup, or hide what they are, and such that are too long or no text at all. */
export const HOSTILE_TEXTS: readonly string[] = [
  '<img src="https://canary.example/n.png" onerror="globalThis.__pwn=1">', '<script>globalThis.__pwn=1</script>', '"><svg onload="globalThis.__pwn=1">',
  '${globalThis.__pwn=1}', '{{constructor.constructor("globalThis.__pwn=1")()}}', 'javascript:globalThis.__pwn=1', '<style>*{display:none}</style>',
  '\u202egnp.exe', '\u2066\u2067\u2068nested', 'a\u200b\u200c\u200d\ufeffb', '\u0000\u0007\u001b[31m', '\u2028line\u2029s\r\n\t', 'ЕТН', 'USDС', '\u{e0041}\u{e0042}tags',
  'a'.repeat(10_000), 'W'.repeat(10_000), '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'.repeat(500), `a${'\u0301'.repeat(5_000)}`, '\ufdfd'.repeat(50), '𒐫'.repeat(60),
  'ع'.repeat(200), '‮‮‮‮', ' ', '', 'constructor', '__proto__', '</bdi></li></ul></div>', '<!--', '<lit-part>?lit$123$', '\ud800', 'x\udfffy',
];

/** Besides, what an attribute may take for a number, a word, an address or a URL. */
export const HOSTILE_VALUES: readonly string[] = [
  ...HOSTILE_TEXTS, 'NaN', '-1', '1e999', '0x10', 'Infinity', '-Infinity', '0.5', '9007199254740993', '1e-9', 'true', 'null', 'undefined', 'i-klingon', 'x'.repeat(1_000_000), '\u0000',
  `0x${'g'.repeat(40)}`, `0x${'1'.repeat(41)}`, ' ETH\u0000', 'ETH,'.repeat(1_000), 'toString',
  '//evil.example', 'https://evil.example/callback', 'https:\\\\evil.example', 'http://user@evil.example', 'data:text/html,<script>globalThis.__pwn=1</script>', 'blob:null/1',
  'google javascript:', 'siwe,<img>', 'emulator', 'production\u0000', 'immutable-x ', 'de-\u0000', 'ar',
];
