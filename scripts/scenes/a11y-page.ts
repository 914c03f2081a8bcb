import 'axe-core/axe.min.js';
import { findAxeProblems } from '../../test/support/axe.js';
import { findGeometryProblems } from '../../test/support/geometry.js';
import { SCENES } from './scenes.js';
import { showScenes } from './show-scenes.js';

/** What is wrong with one element in one state. */
export interface SceneReport {
  readonly tag: string;
  readonly name: string;
  readonly problems: readonly string[];
}

/** What `npm run a11y` calls in the page. */
export interface AccessibilityPage {
  /** Looks at every scene as it stands now. */
  check(): Promise<readonly SceneReport[]>;
  /** Looks at a button without a name. */
  checkPlanted(): Promise<number>;
}

const shown = await showScenes(SCENES, document.body);

/** The figure that an element is drawn in, across shadow trees. */
function getFigure(element: Element): Element | null {
  const root = element.getRootNode();
  return element.closest('figure') ?? (root instanceof ShadowRoot ? getFigure(root.host) : null);
}

const page: AccessibilityPage = {
  async check() {
    const found = await findAxeProblems(document.body);
    return shown.map(({ scene, figure, element }) => ({
      tag: scene.tag,
      name: scene.name,
      problems: [
        ...found.filter(({ element: at }) => at && getFigure(at) === figure).map(({ rule, target }) => `${rule}: ${target}`),
        ...findGeometryProblems(element).map(({ fault, where }) => `${fault}: ${where}`),
      ],
    }));
  },
  async checkPlanted() {
    const planted = document.createElement('div');
    planted.append(document.createElement('button'));
    document.body.append(planted);
    const found = await findAxeProblems(planted);
    planted.remove();
    return found.length;
  },
};

Object.assign(globalThis, { accessibilityPage: page });
document.documentElement.dataset['drawn'] = '';
