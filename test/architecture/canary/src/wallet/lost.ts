// @ts-expect-error The file is missing on purpose: the checker has to notice.
export { nothing } from './nowhere.js';
