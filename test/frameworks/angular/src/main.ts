import 'passport-widgets/define';
import { bootstrapApplication } from '@angular/platform-browser';
import { configure } from 'passport-widgets';
import { App } from './app';

configure({ emulator: JSON.parse(document.querySelector('#emulator')?.textContent ?? '') });
bootstrapApplication(App).catch((error: unknown) => console.error(error));
