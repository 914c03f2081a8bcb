import 'passport-widgets/define';
import { configure } from 'passport-widgets';
import { StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { App } from './app';

configure({ emulator: JSON.parse(document.querySelector('#emulator')?.textContent ?? '') });

const root = document.querySelector('#root');
const app = <StrictMode><App path={location.pathname} /></StrictMode>;
if (root?.firstElementChild) hydrateRoot(root, app);
else if (root) createRoot(root).render(app);
