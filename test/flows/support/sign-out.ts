import type { DriverPage } from '../../support/driver/driver-page.js';

/** Signs out by the service and waits for the page that it sends the visitor back to. */
export async function signOut(page: DriverPage): Promise<void> {
  await page.evaluate(() => void Object.assign(window, { isLeftBySigningOut: true }));
  await page.click('passport-login >>> [part~=account] [part~=button]');
  await page.waitFor(
    () => !('isLeftBySigningOut' in window) && document.readyState === 'complete', [], { what: 'the page after signing out' },
  );
  await page.waitForText('passport-login', 'Sign in');
}
