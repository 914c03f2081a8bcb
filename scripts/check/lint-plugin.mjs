/**
 * Lint rules of our own, for oxlint. JavaScript, because oxlint loads it without a transpiler.
 */

/** What only the platform room may touch. Each has limits there that a direct use would go around. */
const POWERS = new Set([
  'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'BroadcastChannel',
  'localStorage', 'sessionStorage', 'indexedDB', 'open', 'postMessage',
]);

/** Members that are a power whatever object they are read from. */
const POWER_MEMBERS = new Set([
  'postMessage', 'BroadcastChannel', 'localStorage', 'sessionStorage', 'indexedDB', 'sendBeacon', 'XMLHttpRequest',
]);

/** Members that are a power only on some objects: `dialog.open` and `cache.locks` are not. */
const MEMBERS_BY_OBJECT = [
  { members: ['open', 'fetch', 'WebSocket', 'EventSource'], object: /^(?:window|globalThis|self|top|parent|opener|defaultView)$/iu },
  { members: ['locks'], object: /^navigator$/iu },
  { members: ['cookie'], object: /^(?:document|ownerDocument)$/iu },
];

function getName(node) {
  if (node?.type === 'Identifier' || node?.type === 'PrivateIdentifier') return node.name;
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  return undefined;
}

function getMemberName(node) {
  if (!node.computed || node.property.type === 'Literal') return getName(node.property);
  return undefined;
}

/** The last name of an expression: `defaultView` of `this.ownerDocument.defaultView`. */
function getLastName(node) {
  let inner = node;
  while (['TSNonNullExpression', 'TSAsExpression', 'ChainExpression'].includes(inner?.type)) inner = inner.expression;
  return inner?.type === 'MemberExpression' ? getMemberName(inner) : getName(inner);
}

function isPowerMember(object, member) {
  if (member === undefined) return false;
  if (POWER_MEMBERS.has(member)) return true;
  const owner = getLastName(object);
  return owner !== undefined
    && MEMBERS_BY_OBJECT.some((row) => row.members.includes(member) && row.object.test(owner));
}

const browserPowers = {
  meta: { type: 'problem', docs: { description: 'The powers of the browser are used in src/platform only.' } },
  create(context) {
    const report = (node, name) => context.report({
      node, message: `\`${name}\` is used in src/platform only: take the platform's function, or receive it as an option.`,
    });
    return {
      'Program:exit'(program) {
        // Names that no file declares are the browser's own, whether the linter knows them as globals or not.
        let scope = context.sourceCode.getScope(program);
        while (scope.upper) scope = scope.upper;
        const known = scope.variables.filter((variable) => variable.defs.length === 0).flatMap((it) => it.references);
        for (const { identifier } of new Set([...known, ...scope.through])) {
          // `typeof fetch` as a type is no use of it.
          const isType = identifier.parent?.type === 'TSTypeQuery';
          if (POWERS.has(identifier.name) && !isType) report(identifier, identifier.name);
        }
      },
      MemberExpression(node) {
        const member = getMemberName(node);
        if (isPowerMember(node.object, member)) report(node.property, member);
      },
      'VariableDeclarator[id.type="ObjectPattern"]'(node) {
        for (const property of node.id.properties) {
          const member = property.type === 'Property' ? getName(property.key) : undefined;
          if (isPowerMember(node.init, member)) report(property, member);
        }
      },
    };
  },
};

const noImportType = {
  meta: { type: 'problem', docs: { description: 'Types are imported by a declaration, which the import checker reads.' } },
  create(context) {
    return {
      TSImportType(node) {
        context.report({ node, message: 'Write `import type { … } from …`: the import checker does not read `import(…)` types.' });
      },
    };
  },
};

const TEMPLATE_TAGS = new Set(['html', 'svg', 'mathml']);

const noTemplateStyle = {
  meta: { type: 'problem', docs: { description: 'A strict Content-Security-Policy refuses style in markup.' } },
  create(context) {
    return {
      TaggedTemplateExpression(node) {
        if (!TEMPLATE_TAGS.has(getLastName(node.tag) ?? '')) return;
        const text = node.quasi.quasis.map((part) => part.value.raw).join('${}');
        if (/<style[\s>]/iu.test(text)) {
          context.report({ node, message: 'A strict CSP blocks <style> in a template: use `static styles`.' });
        }
        // Inside a tag only, so that prose about style stays free.
        if (/<[a-z][^<>]*\sstyle\s*=/iu.test(text)) {
          context.report({ node, message: 'A strict CSP blocks `style=`: use a class, a part, or `element.style.setProperty`.' });
        }
      },
    };
  },
};

const SINKS = new Set(['innerHTML', 'outerHTML', 'srcdoc']);
const SINK_CALLS = new Set(['insertAdjacentHTML', 'write', 'writeln', 'setHTMLUnsafe', 'parseFromString']);

const noMarkupSinks = {
  meta: { type: 'problem', docs: { description: 'Markup is made by templates, never from text.' } },
  create(context) {
    const message = 'Text never becomes markup here: render a template, or set `textContent`.';
    return {
      AssignmentExpression(node) {
        if (node.left.type === 'MemberExpression' && SINKS.has(getMemberName(node.left) ?? '')) context.report({ node, message });
      },
      CallExpression(node) {
        if (node.callee.type !== 'MemberExpression') return;
        const member = getMemberName(node.callee) ?? '';
        const isWrite = member.startsWith('write') && getLastName(node.callee.object) !== 'document';
        if (SINK_CALLS.has(member) && !isWrite) context.report({ node, message });
        const isStyle = member === 'setAttribute' && node.arguments[0]?.type === 'Literal' && node.arguments[0].value === 'style';
        if (isStyle) context.report({ node, message: 'A strict CSP blocks the style attribute: use `element.style.setProperty`.' });
      },
    };
  },
};

const SUITES = /^(?:describe|suite|context)$/u;
const FUNCTION_LINES = 50;

function isSuite(node) {
  const call = node.parent;
  return call?.type === 'CallExpression' && call.arguments.includes(node)
    && SUITES.test((call.callee.type === 'MemberExpression' ? getName(call.callee.object) : getName(call.callee)) ?? '');
}

/** A script that wraps itself: the limit of a file is its limit. */
function isWholeScript(node) {
  const call = node.parent;
  return call?.type === 'CallExpression' && call.callee === node
    && call.parent.type === 'ExpressionStatement' && call.parent.parent.type === 'Program';
}

/** The built-in rule cannot tell a suite, which is a table of contents, from a function, which is read in one go. */
const maxFunctionLines = {
  meta: { type: 'suggestion', docs: { description: 'A function has at most 50 lines; the callback of a suite and a wrapped script are none.' } },
  create(context) {
    const check = (node) => {
      const lines = node.loc.end.line - node.loc.start.line + 1;
      if (lines > FUNCTION_LINES && !isSuite(node) && !isWholeScript(node)) {
        context.report({ node, message: `This function has ${lines} lines; at most ${FUNCTION_LINES} are allowed.` });
      }
    };
    return { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check };
  },
};

/** Multiplications whose time tells of the number, by the names that curve libraries give them. */
const UNSAFE_MULTIPLY = /(?:mul|multiply|msm|endo)\w*unsafe$|^(?:msm|pippenger)$/iu;

const noUnsafeMultiply = {
  meta: { type: 'problem', docs: { description: 'Secrets are multiplied in a time that does not depend on them.' } },
  create(context) {
    const check = (node, name) => {
      if (!UNSAFE_MULTIPLY.test(name ?? '')) return;
      context.report({ node, message: `\`${name}\` takes longer for some numbers than for others, and the numbers here are secrets: use \`multiply\`.` });
    };
    return {
      MemberExpression: (node) => check(node.property, getMemberName(node)),
      ImportSpecifier: (node) => check(node, getName(node.imported)),
      'ObjectPattern > Property': (node) => check(node, getName(node.key)),
    };
  },
};

export default {
  meta: { name: 'passport' },
  rules: {
    'browser-powers': browserPowers,
    'no-import-type': noImportType,
    'no-template-style': noTemplateStyle,
    'no-markup-sinks': noMarkupSinks,
    'no-unsafe-multiply': noUnsafeMultiply,
    'max-function-lines': maxFunctionLines,
  },
};
