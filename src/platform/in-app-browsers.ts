/**
 * The browsers inside of apps, by what their user agents contain. From user agents that sites have recorded
 * (`test/platform/data/user-agents.ts`), and not tried on devices.
 */
const APPS: Readonly<Record<string, string>> = {
  Facebook: 'FBA[NV]/|FB_IAB',
  Instagram: 'Instagram \\d',
  Threads: 'Barcelona \\d',
  LINE: ' Line/',
  TikTok: 'musical_ly|BytedanceWebview',
  WeChat: 'MicroMessenger',
  Snapchat: 'Snapchat/',
  LinkedIn: 'LinkedInApp',
  X: 'Twitter(Android| for iP)',
  Pinterest: '\\[Pinterest/',
  KakaoTalk: 'KAKAOTALK',
  Telegram: 'Telegram-Android',
  // Any other app: Android says so itself, and on iOS only whole browsers call themselves Safari.
  webview: '; wv\\)|\\((iP(?!.*Safari/))',
};

/** The app whose own browser this is, `webview` for an app without a name here; undefined in a browser. */
export function findApp({ userAgent, standalone }: Pick<Navigator, 'userAgent'> & { standalone?: boolean }): string | undefined {
  // A site on the home screen of iOS calls itself nothing, as an app would.
  return Object.keys(APPS).find((app) => !standalone && new RegExp(APPS[app]!).test(userAgent));
}
