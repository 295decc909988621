// An oxlint plugin for the one thing its own rules cannot say: `new Date()` reads the clock, `new Date(value)` does not.
const isDate = (callee) => callee.type === 'Identifier' && callee.name === 'Date';
const message = 'This reads the clock. Time arrives in ctx or in the event.';

export default {
  meta: { name: 'pure' },
  rules: {
    'no-clock': {
      create: (context) => ({
        NewExpression: (node) => isDate(node.callee) && node.arguments.length === 0 && context.report({ node, message }),
        CallExpression: (node) => isDate(node.callee) && context.report({ node, message }),
      }),
    },
  },
};
