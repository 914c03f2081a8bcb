/** The platform room may: nothing is reported here. */
export function start(): void {
  void fetch('/');
  window.open('/');
  localStorage.clear();
}
