import 'passport-widgets/define';

// Types only, in a program of its own: without a framework, importing the elements is enough for tags and events to be known.
const login = document.querySelector('passport-login');
login?.addEventListener('passport-login', ({ user }) => console.log(user.sub satisfies string));
document.createElement('imx-register').addEventListener('imx-register', ({ account }) => console.log(account.address satisfies `0x${string}`));
window.addEventListener('passport-session-change', ({ reason, state }) => console.log(reason, state.status));
