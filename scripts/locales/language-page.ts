import { TAGS } from '../../src/locales/tags.js';
import { PARTS } from '../../src/locales/text-files.js';
import { ENGLISH, FOR_AUTHORS } from './english.js';

const NAMES = new Intl.DisplayNames('en', { type: 'language' });

const INTRODUCTION = `# Languages

Elements speak the language of the page around them: the closest \`lang\` attribute, across shadow roots. When it changes, they change.
A page without \`lang\` is taken as English. The direction is that of the closest \`dir\`.

\`\`\`html
<html lang="de">
  <passport-login …></passport-login>
  <aside lang="ar" dir="rtl"><imx-balances …></imx-balances></aside>
\`\`\`

A variant is read in its language: \`de-AT\` in German, \`pt-PT\` in Brazilian Portuguese, \`zh-Hant\` and \`zh-HK\` in the Chinese of Taiwan.
In any other language the elements stay English, marked \`lang="en"\`. Numbers, amounts and times are written as the page's language
writes them, also then.

Texts are loaded after the first drawing, in files of at most 2 kB gzip, those only that a page draws. A file that cannot be loaded leaves
English, and is asked for again later. This needs no setup, with or without a bundler. There are two exceptions:

- \`passport-widgets.all.js\` loads nothing. Add the language beside it; before or after it makes no difference:

  \`\`\`html
  <script type="module" src="passport-widgets.all.js"></script>
  <script type="module" src="locales/de.js"></script>
  \`\`\`

- Whoever wants the language with the first drawing adds the same file to the split build, or, with a bundler,
  \`import 'passport-widgets/locales/de.js';\`. It has all texts of the language, 5.6 to 7.2 kB gzip.

## Changing a text, adding a language

\`\`\`js
import { registerTranslation } from 'passport-widgets';

registerTranslation('de', { 'sign-in': 'Mit Passport anmelden' });
registerTranslation('sv', { 'sign-in': 'Logga in', 'retry': 'Försök igen' });
\`\`\`

What a site says goes before our words, whenever it says it; elements that stand are drawn again. What a language lacks is English. Texts
are text: markup in them is shown as it stands. \`{name}\` is the place of a value; keys that end in \`.one\`, \`.few\`, \`.other\` are the
forms of \`Intl.PluralRules\`, and a language has those that it needs. In a language from right to left, put values between U+2068 and U+2069.

\`describeError(error, locale)\` gives headline, what happened and the way out in a language whose texts are loaded; \`await
loadTranslation('de')\` loads them for code that draws errors itself. Both come from the module \`passport-widgets\`. The error's own \`message\` and \`resolution\` are English. In another
language an element says what happened in the sentence of the code; what a single message names beyond that (a host, a limit, a reason
of the service) is in \`error.message\`, which the event \`passport-error\` has.

The question before a transaction is signed is in the language of \`<html lang>\`, because no element asks it. Its words come when the
provider is connected; where they have not come within two seconds it is asked in English. What is signed stands there as the page asked
for it: amounts, addresses and names are not translated, and each keeps its own direction. \`configure({confirmTransaction})\` puts a dialog
of your own in its place.

**English in every language:** the errors that say that a page is built wrongly
(${FOR_AUTHORS.map((code) => `\`${code}\``).join(', ')}),
but for their headline; in \`<passport-doctor>\` the details, which name settings, headers and tags, and the report. They are marked as
English. A text of your own for a key of theirs is drawn as well.

## What nobody has read

**No native speaker has read any of these translations but the English original.** They are
checked by machine only: no key missing or orphaned, every place filled, no markup, plural forms complete, sizes.
Corrections are welcome: a language is nine files in \`src/locales/<tag>/\`, and \`npm run locales\` says what is wrong with them.
`;

/** What docs/languages.md says. */
export function createLanguagePage(): string {
  const languages = ['en', ...TAGS].map((tag) => `| \`${tag}\` | ${NAMES.of(tag)} | ${tag === 'en' ? 'the original' : 'no'} |`);
  const texts = PARTS.map((part) => [
    `### ${part}`, '', '| key | English |', '|---|---|',
    ...Object.entries(ENGLISH[part]).map(([key, text]) => `| \`${key}\` | ${text} |`), '',
  ].join('\n'));
  return [
    INTRODUCTION, '| language | | read by a native speaker |', '|---|---|---|', ...languages, '', '## Every text', '',
    'Written by `npm run locales -- --write`.', '', texts.join('\n'),
  ].join('\n');
}
