// Writes functions that a start calls as V8 likes to see them: `(function () {})` is compiled as it is read.
import ts from 'typescript';

/** Names of the functions at the top of each source file that a start calls, by the path of the file below src/. */
export type CalledFunctions = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Turns the named functions of a file, and what stands inside them, into function expressions, which `hastenStart` then wraps. V8 skips
 * over any other function when it reads a file and reads it again on its first call, one at a time; in a short run that is most of the work.
 * Declarations move to the front, so that they are there before anything is called.
 */
function makeEager(names: ReadonlySet<string>): ts.TransformerFactory<ts.SourceFile> {
  return (context) => {
    const { factory } = context;

    const expressionOf = (node: ts.FunctionDeclaration, body: ts.Block, name: ts.Identifier): ts.Statement => {
      const only = (wanted: ts.SyntaxKind) =>
        node.modifiers?.filter(ts.isModifier).filter(({ kind }) => kind === wanted);
      const { asteriskToken, typeParameters, parameters, type } = node;
      const expression = factory.createFunctionExpression(
        only(ts.SyntaxKind.AsyncKeyword),
        asteriskToken,
        undefined,
        typeParameters,
        parameters,
        type,
        body,
      );
      const declaration = factory.createVariableDeclaration(name, undefined, undefined, expression);
      const list = factory.createVariableDeclarationList([declaration], ts.NodeFlags.Const);
      return factory.createVariableStatement(only(ts.SyntaxKind.ExportKeyword), list);
    };

    const inside = (node: ts.Node): ts.Node => {
      const seen = ts.visitEachChild(node, inside, context);
      if (ts.isArrowFunction(seen)) return ts.isArrowFunction(node) && isFree(node) ? plainFunction(seen) : seen;
      return ts.isBlock(seen) && ts.isFunctionLike(node.parent) ? hoist(seen) : seen;
    };

    const plainFunction = ({ modifiers, typeParameters, parameters, type, body }: ts.ArrowFunction): ts.Node => {
      const block = ts.isBlock(body) ? body : factory.createBlock([factory.createReturnStatement(body)]);
      return factory.createFunctionExpression(modifiers, undefined, undefined, typeParameters, parameters, type, block);
    };

    /** Functions declared in a function are as likely to be called as it is. */
    const hoist = (block: ts.Block): ts.Block => {
      const [first, rest] = split(block.statements, ts.isFunctionDeclaration);
      return first.length === 0 ? block : factory.updateBlock(block, [...first.map(declare), ...rest]);
    };

    const declare = (node: ts.FunctionDeclaration): ts.Statement =>
      node.name === undefined || node.body === undefined ? node : expressionOf(node, node.body, node.name);

    return (file) => {
      const isNamed = (name: ts.Node | undefined) =>
        name !== undefined && ts.isIdentifier(name) && names.has(name.text);
      const statements = file.statements.map((statement) => {
        if (ts.isFunctionDeclaration(statement))
          return isNamed(statement.name) ? ts.visitEachChild(statement, inside, context) : statement;
        if (!ts.isVariableStatement(statement)) return statement;
        return statement.declarationList.declarations.some(({ name }) => isNamed(name))
          ? ts.visitEachChild(statement, inside, context)
          : statement;
      });
      const [imports, others] = split(statements, ts.isImportDeclaration);
      const isMoved = (node: ts.Statement): node is ts.FunctionDeclaration =>
        ts.isFunctionDeclaration(node) && isNamed(node.name);
      const [moved, rest] = split(others, isMoved);
      return factory.updateSourceFile(file, [...imports, ...moved.map(declare), ...rest]);
    };
  };
}

/** The text of a script with its named functions made eager. */
export function makeFileEager(script: string, names: ReadonlySet<string>): string {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  const transformers = { before: [makeEager(names)] };
  return ts.transpileModule(script, { fileName: 'script.js', compilerOptions, transformers }).outputText;
}

function split<All, Some extends All>(all: readonly All[], isSome: (one: All) => one is Some): [Some[], All[]] {
  return [all.filter(isSome), all.filter((one) => !isSome(one))];
}

/** Whether a function says nothing that another kind of function understands differently. */
export function isFree(node: ts.Node): boolean {
  return ts.forEachChild(node, (child) => (isBound(child) ? true : undefined)) === undefined;
}

function isBound(node: ts.Node): boolean {
  switch (node.kind) {
    case ts.SyntaxKind.ThisKeyword:
    case ts.SyntaxKind.SuperKeyword:
      return true;
    case ts.SyntaxKind.MetaProperty:
      return (node as ts.MetaProperty).keywordToken === ts.SyntaxKind.NewKeyword;
    case ts.SyntaxKind.Identifier:
      return (node as ts.Identifier).text === 'arguments';
    default:
      return !isFree(node);
  }
}
