/** Whether this page stands in a frame of another site, where nothing may begin on its own (row 151). */
export function isInForeignFrame(page: Pick<Window, 'top' | 'self' | 'origin'> = window): boolean {
  if (page.top === page.self) return false;
  try {
    return page.top?.origin !== page.origin;
  } catch {
    return true;
  }
}
