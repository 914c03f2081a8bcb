import type {} from 'passport-widgets/jsx';

// Types only, for libraries with JSX that have no entry of their own: they take the global namespace.
export const login = (
  <passport-login client-id="frameworks" onpassport-login={(event) => event.currentTarget.logout()}>
    <span slot="signed-in" />
  </passport-login>
);

export const balances = <imx-balances sort="symbol" page-size="5" hideZero={false} on:imx-balances-load={(event) => event.list.owner} />;

declare global {
  namespace JSX {
    interface IntrinsicElements {
      span: { slot?: string };
    }
  }
}
