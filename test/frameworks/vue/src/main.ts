import 'passport-widgets/define';
import { configure } from 'passport-widgets';
import { createApp } from 'vue';
import App from './App.vue';

configure({ emulator: JSON.parse(document.querySelector('#emulator')?.textContent ?? '') });
createApp(App).mount('#root');
