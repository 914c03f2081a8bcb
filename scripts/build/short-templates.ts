import { applyEdits, type Edit, type Node, parseModule, walk } from './syntax.js';

const INDENTATION = /\s*\n\s*/gu;

const isTemplate = ({ type, tag }: Node): boolean => type === 'TaggedTemplateExpression' && (tag as Node)['name'] === 'html';

/**
 * The indentation of templates becomes what it is on the screen: one space, where a line ends. The line ends stand behind
 * the template then, so that the source map is right for what follows.
 */
export function shortenTemplates(code: string): string {
  if (!code.includes('html`')) return code;
  return applyEdits(code, parseModule(code).flatMap((statement) => [...walk(statement)]).filter(isTemplate).flatMap((template) => {
    const texts = ((template['quasi'] as Node)['quasis'] as readonly Node[]).map(({ start, end }): Edit => (
      { start, end, text: code.slice(start, end).replace(INDENTATION, ' ') }));
    const lines = texts.flatMap(({ start, end }) => code.slice(start, end).match(/\n/gu) ?? []);
    return [...texts, { start: template.end, end: template.end, text: lines.join('') }];
  }));
}
