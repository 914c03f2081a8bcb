import type { LaunchOptions } from 'puppeteer-core';
import type { Engine } from './engines.js';

/** Names that lead to a server of the tests with TLS instead of outside: what an emulator with `tls` says of itself. */
export interface MappedHosts {
  readonly hosts: readonly string[];
  /** In the form of Chromium's `--host-resolver-rules`. */
  readonly resolverRules: string;
}

/** How puppeteer starts Chromium or Firefox, with popups blocked as people have it and the network closed. */
export function createLaunchOptions(engine: Engine, tripwirePort: number, mapped?: MappedHosts): LaunchOptions {
  const common: LaunchOptions = {
    executablePath: engine.executablePath,
    env: { ...process.env, ...engine.env },
    // The test processes end the browser themselves on every way out.
    handleSIGINT: true,
    handleSIGTERM: true,
  };
  return engine.name === 'firefox'
    ? { ...common, browser: 'firefox', headless: true, extraPrefsFirefox: createFirefoxPreferences(tripwirePort) }
    : { ...common, headless: engine.isShell ? 'shell' : true, ...createChromiumSwitches(tripwirePort, mapped) };
}

/** Why a headless shell needs help: it has no popup blocker. The script gives `window.open` the blocker's rule. */
export const POPUP_BLOCKER = `{
  const open = window.open;
  window.open = function (...parameters) {
    return navigator.userActivation.isActive ? open.apply(this, parameters) : null;
  };
}`;

function createChromiumSwitches(tripwirePort: number, mapped?: MappedHosts): LaunchOptions {
  return {
    // Puppeteer switches the popup blocker off.
    ignoreDefaultArgs: ['--disable-popup-blocking'],
    args: [
      // Containers and continuous integration run as root, where Chromium's sandbox does not start.
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      `--proxy-server=http://127.0.0.1:${tripwirePort}`,
      // A name is looked up in the rules only where the proxy is not asked.
      ...(mapped ? [`--proxy-bypass-list=${mapped.hosts.join(';')}`, `--host-resolver-rules=${mapped.resolverRules}`, '--ignore-certificate-errors'] : []),
    ],
  };
}

function createFirefoxPreferences(tripwirePort: number): Record<string, string | number | boolean> {
  return {
    // Puppeteer's profile lets every popup pass.
    'dom.disable_open_during_load': true,
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': tripwirePort,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': tripwirePort,
    'network.proxy.no_proxies_on': 'localhost, .localhost, 127.0.0.1, ::1',
  };
}
