// Writes `{ ...a, b }` as `{ __proto__: Object.prototype, ...a, b }` in the bundle, which means the same.
import ts from 'typescript';

/**
 * A literal that begins with a spread is a clone to the V8 of Node 20, and each property that is added to a clone costs two microseconds there, a
 * hundred times what it costs elsewhere. With anything in front of the spread it is an ordinary object. Can go with Node 20.
 */
export const leadOffSpreads: ts.TransformerFactory<ts.SourceFile> = (context) => {
  const { factory } = context;
  const visit = (node: ts.Node): ts.Node => {
    const seen = ts.visitEachChild(node, visit, context);
    if (!ts.isObjectLiteralExpression(seen)) return seen;
    const [first] = seen.properties;
    if (first === undefined || !ts.isSpreadAssignment(first)) return seen;
    const prototype = factory.createPropertyAccessExpression(factory.createIdentifier('Object'), 'prototype');
    const lead = factory.createPropertyAssignment('__proto__', prototype);
    return factory.updateObjectLiteralExpression(seen, [lead, ...seen.properties]);
  };
  return (file) => ts.visitEachChild(file, visit, context);
};
