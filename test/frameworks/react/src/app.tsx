import { getSession, type PassportLogin } from 'passport-widgets';
import type {} from 'passport-widgets/react';
import { useRef, useState, useSyncExternalStore } from 'react';

const CLIENT = { 'client-id': 'frameworks', environment: 'emulator', 'logout-mode': 'silent', 'logout-redirect-uri': '/callback' } as const;

/** The status of the page's session. On a server, and in the first render of the client, it is not known yet. */
function useStatus(): string {
  return useSyncExternalStore((onChange) => getSession().subscribe(onChange), () => getSession().state.status, () => 'restoring');
}

export function App({ path }: { readonly path: string }) {
  return path === '/callback' ? <passport-callback {...CLIENT} /> : <Shop />;
}

function Shop() {
  const login = useRef<PassportLogin>(null);
  const [name, setName] = useState('nobody');
  const [account, setAccount] = useState('');
  const [rows, setRows] = useState(0);
  const status = useStatus();

  return (
    <main>
      <h1>React</h1>
      <button id="leave" onClick={() => void login.current?.logout()}>Leave</button>
      <passport-login
        {...CLIENT} ref={login} redirect-uri="/callback"
        onpassport-login={(event) => setName(event.user.nickname ?? event.currentTarget.tagName)}
        onpassport-logout={() => setName('nobody')}
      />
      <imx-register onimx-register={(event) => setAccount(event.account.address)} />
      <imx-balances sort="symbol" page-size={5} hide-zero={status === 'signed-in'} onimx-balances-load={(event) => setRows(event.list.balances.length)} />
      <output id="said">{`${status}: ${name}, ${account || 'no account'}, ${rows} rows`}</output>
    </main>
  );
}
