import { define } from '../../src/define.js';
import { PassportLogin } from '../../src/elements/passport-login/passport-login.js';
import type { PassportElement } from '../../src/elements/support/passport-element.js';
import { FakeSession } from '../../test/support/fake-session.js';
import { SCENES, nextTask } from './scenes.js';
import type { Scene } from './scenes.js';

/** Shows every scene under its name, and says when all are drawn. */
async function showAll(): Promise<void> {
  for (const scene of SCENES) document.body.append(await show(scene));
  await nextTask();
  document.documentElement.dataset['drawn'] = '';
}

async function show(scene: Scene): Promise<HTMLElement> {
  const figure = document.createElement('figure');
  const caption = document.createElement('figcaption');
  caption.textContent = `${scene.tag} · ${scene.name}`;
  PassportLogin.findObstacle = () => Promise.resolve(scene.obstacle);
  const element = document.createElement(scene.tag) as PassportElement;
  for (const [name, value] of Object.entries(scene.attributes ?? {})) element.setAttribute(name, value);
  element.textContent = scene.content ?? '';
  const session = new FakeSession();
  element.session = session;
  if (scene.tag === 'passport-callback') Object.assign(element, { page: { origin: location.origin, isFramed: false, isOpened: false, close() {}, navigate() {}, ...scene.page } });
  figure.id = `${scene.tag}--${scene.name}`;
  figure.append(caption, element);
  document.body.append(figure);
  await nextTask();
  await scene.play(session, element);
  await nextTask();
  return figure;
}

// Called, because package.json marks only the built files as having effects when imported.
define();
void showAll();
