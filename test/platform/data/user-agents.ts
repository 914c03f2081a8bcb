/**
 * User agents as sites have recorded them in public code and logs, by what shows the page. Nobody has tried them on devices here.
 */

const IOS = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_6_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const ANDROID = 'Mozilla/5.0 (Linux; Android 14; Pixel 7 Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0';

/** Browsers inside of apps, by the name that `findApp` gives. */
export const IN_APP: Readonly<Record<string, readonly string[]>> = {
  Facebook: [
    `${IOS} Mobile/21G93 [FBAN/FBIOS;FBAV/486.0.0.66.70;FBBV/653000000;FBDV/iPhone15,2;FBMD/iPhone;FBSN/iOS;FBSV/17.6.1;FBSS/3;FBCR/;FBID/phone;FBLC/en_US;FBOP/80]`,
    `${IOS} Mobile/15E148 [FBAN/MessengerForiOS;FBAV/471.0.0.34.109;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/17.6.1;FBLC/en_US]`,
    `${ANDROID} Chrome/125.0.6422.165 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/465.0.0.36.105;]`,
    `${ANDROID} Chrome/125.0.6422.165 Mobile Safari/537.36 [FB_IAB/Orca-Android;FBAV/460.0.0.48.109;]`,
    'Mozilla/5.0 (Linux; Android 4.4.2; GT-N5110 Build/KOT49H) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/30.0.0.0 Safari/537.36 [FB_IAB/FB4A;FBAV/108.0.0.17.68;]',
  ],
  Instagram: [
    `${IOS} Mobile/21F90 Instagram 335.0.0.34.95 (iPhone16,1; iOS 17_5_1; en_US; en; scale=3.00; 1179x2556; 612000000)`,
    `${ANDROID} Chrome/117.0.0.0 Mobile Safari/537.36 Instagram 302.0.0.23.114 Android (34/14; 420dpi; 1080x2400; Google/google; Pixel 7; panther; panther; en_US; 520000000)`,
  ],
  Threads: [`${IOS} Mobile/15E148 Barcelona 349.0.0.21.106 (iPhone15,2; iOS 17_6; fr_FR; fr; scale=3.00; 1179x2556; 635000000)`],
  LINE: [
    `${IOS} Mobile/15E148 Safari Line/14.10.0`,
    `${ANDROID} Chrome/125.0.6422.165 Mobile Safari/537.36 Line/14.9.0/IAB`,
  ],
  TikTok: [
    `${IOS} Mobile/15E148 musical_ly_34.0.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/en Region/US`,
    `${ANDROID} Chrome/125.0.0.0 Mobile Safari/537.36 trill_340002 JsSdk/1.0 NetType/WIFI Channel/googleplay AppName/musical_ly app_version/34.0.2 ByteLocale/en Region/US BytedanceWebview/d8a21c6`,
  ],
  WeChat: [
    `${IOS} Mobile/15E148 MicroMessenger/8.0.50(0x1800322b) NetType/WIFI Language/en`,
    `${ANDROID} Chrome/122.0.6261.120 Mobile Safari/537.36 XWEB/1220133 MMWEBSDK/20240501 MicroMessenger/8.0.50.2701(0x2800323E) WeChat/arm64 NetType/WIFI`,
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/98.0.4758.102 Safari/537.36 MicroMessenger/6.8.0(0x16080000) NetType/WIFI MiniProgramEnv/Mac MacWechat/WMPF XWEB/30817',
  ],
  // This one speaks of Safari, too.
  Snapchat: [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 15_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.3 Mobile/15E148 Snapchat/11.64.0.38 (like Safari/8612.4.9.0.3, panda)',
    `${ANDROID} Chrome/88.0.4324.93 Mobile Safari/537.36Snapchat/11.1.6.0 (SM-G970U; Android 11#G970U1UES5DUAF#30; gzip; )`,
  ],
  LinkedIn: [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari/604.1 [LinkedInApp]/9.78.4909',
    `${ANDROID} Chrome/151.0.7922.85 Mobile Safari/537.36 [LinkedInApp]/2.312.70`,
  ],
  X: [`${IOS} Mobile/21G93 Twitter for iPhone/10.64.1`, `${ANDROID} Chrome/126.0.6478.71 Mobile Safari/537.36 TwitterAndroid`],
  Pinterest: [`${IOS} Mobile/15E148 [Pinterest/iOS]`, `${ANDROID} Chrome/125.0.0.0 Mobile Safari/537.36 [Pinterest/Android]`],
  KakaoTalk: [
    `${IOS} Mobile/15E148 KAKAOTALK 10.5.5`,
    `${ANDROID} Chrome/120.0.6099.210 Mobile Safari/537.36;KAKAOTALK 10.5.5`,
  ],
  Telegram: ['Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/127.0.0.0 Mobile Safari/537.36 Telegram-Android/11.0.0 (Samsung SM-S911B; Android 14; SDK 34; HIGH)'],
  webview: [
    `${ANDROID} Chrome/125.0.6422.165 Mobile Safari/537.36`,
    `${IOS} Mobile/15E148`,
    'Mozilla/5.0 (iPad; CPU OS 16_7_8 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/20H343',
    `${IOS} Mobile/15E148 Outlook-iOS/745.0.prod.iphone (3.51.0)`,
  ],
};

/** Browsers of their own, among them those whose words come close to those of apps. */
export const BROWSERS: readonly string[] = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
  `${IOS} Version/17.6 Mobile/15E148 Safari/604.1`,
  `${IOS} CriOS/127.0.6533.107 Mobile/15E148 Safari/604.1`,
  `${IOS} FxiOS/129.0 Mobile/15E148 Safari/605.1.15`,
  `${IOS} Version/17.0 EdgiOS/127.0.2651.105 Mobile/15E148 Safari/604.1`,
  `${IOS} Version/17.0 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15`,
  `${IOS} Version/17.2 Mobile/15E148 Safari/604.1 Ddg/17.2`,
  `${IOS} GSA/329.0.665236494 Mobile/15E148 Safari/604.1`,
  `${IOS} OPT/4.9.0 Mobile/15E148 Safari/604.1`,
  // An iPad that asks for the desktop's pages.
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0',
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/127.0.0.0 Mobile Safari/537.36 EdgA/127.0.0.0',
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/127.0.0.0 Mobile Safari/537.36 OPR/84.0.0.0',
  // Built upon a web view, but whole browsers.
  'Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/127.0.6533.103 Mobile DuckDuckGo/5 Safari/537.36',
  'Mozilla/5.0 (Linux; U; Android 13; en-us; M2101K6G) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/112.0.5615.136 Mobile Safari/537.36 XiaoMi/MiuiBrowser/14.9.0-gn',
  'Mozilla/5.0 (Linux; Android 9; KFTRWI) AppleWebKit/537.36 (KHTML, like Gecko) Silk/127.3.3 like Chrome/127.0.6533.103 Safari/537.36',
  // Programs that fetch a page for one of the apps.
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)',
  'Mozilla/5.0 (compatible; Pinterestbot/1.0; +http://www.pinterest.com/bot.html)',
  'Twitterbot/1.0',
];
