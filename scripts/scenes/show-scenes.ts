import { define } from '../../src/define.js';
import '../../src/elements/passport-login/account-view.js';
import '../../src/elements/passport-login/menu-view.js';
import '../../src/elements/passport-login/trouble-view.js';
import { PassportLogin } from '../../src/elements/passport-login/passport-login.js';
import type { PassportElement } from '../../src/elements/support/passport-element.js';
import { FakeSession } from '../../test/support/fake-session.js';
import { nextTask } from './scene.js';
import type { Scene } from './scene.js';

/** A scene that is drawn. */
export interface ShownScene {
  /** `passport-login--signed-in`. */
  readonly id: string;
  readonly scene: Scene;
  readonly figure: HTMLElement;
  readonly element: HTMLElement;
}

/** Draws scenes one after the other, each in a figure of its own at the end of `parent`. */
export async function showScenes(scenes: readonly Scene[], parent: HTMLElement): Promise<ShownScene[]> {
  define();
  const shown: ShownScene[] = [];
  const { findObstacle } = PassportLogin;
  for (const scene of scenes) shown.push(await show(scene, parent));
  PassportLogin.findObstacle = findObstacle;
  await nextTask();
  return shown;
}

async function show(scene: Scene, parent: HTMLElement): Promise<ShownScene> {
  const figure = document.createElement('figure');
  const caption = document.createElement('figcaption');
  caption.textContent = `${scene.tag} · ${scene.name}`;
  PassportLogin.findObstacle = () => Promise.resolve(scene.obstacle);
  const element = scene.create?.() ?? document.createElement(scene.tag);
  for (const [name, value] of Object.entries(scene.attributes ?? {})) element.setAttribute(name, value);
  if (scene.content) element.textContent = scene.content;
  const session = new FakeSession();
  (element as PassportElement).session = session;
  if (scene.tag === 'passport-callback') Object.assign(element, { page: { origin: location.origin, isFramed: false, isOpened: false, close() {}, navigate() {}, ...scene.page } });
  figure.id = `${scene.tag}--${scene.name}`;
  figure.append(caption, element);
  parent.append(figure);
  await nextTask();
  await scene.play(session, element);
  await nextTask();
  return { id: figure.id, scene, figure, element };
}
