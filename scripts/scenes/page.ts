import { SCENES } from './scenes.js';
import { showScenes } from './show-scenes.js';

// Called, because package.json marks only the built files as having effects when imported.
void showScenes(SCENES, document.body).then(() => { document.documentElement.dataset['drawn'] = ''; });
