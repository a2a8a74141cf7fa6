// Loads one model: the documents of its files, each read, interpolated, extended and merged onto those before.

import { fillBareVariables } from './bare-variables.ts';
import { childOf, isNull, makeMap, withEntries } from './build-node.ts';
import { makeCanonical } from './canonical.ts';
import { checkSchema } from './check-schema.ts';
import { dropDuplicates } from './dedup.ts';
import { setDefaults } from './defaults.ts';
import { applyExtends } from './extends.ts';
import { applyIncludes } from './include.ts';
import { interpolateTree } from './interpolate-tree.ts';
import { type LoadContext, type LoadedBase, noteFile, type Scope, spendMerge, spendNodes } from './load-context.ts';
import { mergeModels } from './merge.ts';
import type { MapNode } from './node.ts';
import { realPath, resolvePaths } from './paths.ts';
import { refuse } from './refusal.ts';
import { type Cleared, clearPaths, type ReadDocument } from './tags.ts';
import { validateModel } from './validate.ts';

/** Loads files onto each other, then fills defaults, validates, and resolves paths. */
export function loadModel(files: readonly string[], scope: Scope): MapNode {
  const { model } = mergeFiles(files, scope, 'complete');
  if (model.entries.size === 0) {
    const file = scope.context.reader.label(realPath(files[0] ?? '', scope.context));
    refuse(`empty compose file: ${file} holds nothing but comments; add services`, model.origin.at);
  }
  const validated = setDefaults(model);
  validateModel(validated);
  const resolved = resolvePaths(validated, scope);
  return resolved.kind === 'map' ? fillBareVariables(resolved, scope) : validated;
}

/** Reads the documents of a file once. */
export function readDocuments(path: string, context: LoadContext): readonly ReadDocument[] {
  const real = realPath(path, context);
  const label = context.reader.label(real);
  const known = context.documents.get(label);
  if (known !== undefined) return known;
  noteFile(context, label);
  const { documents, nodes } = context.readYaml(context.reader.read(real), label);
  spendNodes(context, nodes);
  context.documents.set(label, documents);
  return documents;
}

function mergeFiles(files: readonly string[], scope: Scope, purpose: 'complete' | 'base'): LoadedBase {
  const cleared: Cleared[] = [];
  let model: MapNode | undefined;
  let place = { file: '', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
  for (const file of files) {
    const label = scope.context.reader.label(realPath(file, scope.context));
    if (place.file === '') place = { ...place, file: label };
    for (const document of readDocuments(file, scope.context)) {
      if (isNull(document.root)) continue;
      model = addDocument(model, document, label, scope, purpose);
      cleared.push(document.cleared);
    }
  }
  return { model: model ?? makeMap(new Map(), { at: place }), cleared };
}

function addDocument(
  before: MapNode | undefined,
  document: ReadDocument,
  file: string,
  scope: Scope,
  purpose: 'complete' | 'base',
): MapNode {
  if (document.root.kind !== 'map')
    return refuse('the top-level object must be a mapping, with the key services', document.root.origin.at);
  const interpolated = interpolateTree(document.root, scope.environment, scope.context);
  let own = interpolated.kind === 'map' ? interpolated : document.root;
  if (purpose === 'complete') {
    own = applyIncludes(own, document.cleared, scope, loadModel);
    own = applyExtends(own, file, document.cleared, scope, loadBase);
  }
  const merged = before === undefined ? own : mergeModels(clearPaths(before, document.cleared), own);
  spendMerge(scope.context, merged);
  const model = dropDuplicates(merged);
  if (purpose === 'complete') checkSchema(model, file);
  return dropDuplicates(makeCanonical(dropVersion(model, scope.context), scope.context));
}

function dropVersion(model: MapNode, context: LoadContext): MapNode {
  const version = childOf(model, 'version');
  if (version === undefined) return model;
  context.notices.push({ message: 'the attribute version is obsolete; remove it', location: version.origin.at });
  return withEntries(model, { version: undefined });
}

/** Loads a file whose services are extended; its includes are ignored, and it is not validated alone. */
function loadBase(path: string, scope: Scope): LoadedBase {
  const key = realPath(path, scope.context);
  const known = scope.extended.get(key);
  if (known !== undefined) return known;
  const { model, cleared } = mergeFiles([path], scope, 'base');
  const resolved = resolvePaths(model, scope);
  const base = { model: resolved.kind === 'map' ? resolved : model, cleared };
  scope.extended.set(key, base);
  return base;
}
