import 'passport-widgets/define';
import { configure } from 'passport-widgets';
import { mount } from 'svelte';
import App from './App.svelte';

configure({ emulator: JSON.parse(document.querySelector('#emulator')?.textContent ?? '') });
const target = document.querySelector('#root');
if (target) mount(App, { target });
