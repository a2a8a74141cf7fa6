import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOLE } from '../../src/parse/hole.ts';
import { parseImageReference } from '../../src/parse/image-reference.ts';
import { knownImageParts } from '../../src/parse/image-reference-parts.ts';

describe('knownImageParts', () => {
  it.each([
    [`nginx:${HOLE}`, { registry: 'docker.io', repository: 'library/nginx' }],
    [`nginx:1.${HOLE}-alpine`, { registry: 'docker.io', repository: 'library/nginx', digest: '' }],
    [`nginx@sha256:${HOLE}`, { registry: 'docker.io', repository: 'library/nginx', tag: '' }],
    [`${HOLE}/app:1.0`, { tag: '1.0', digest: '' }],
    [`${HOLE}app`, { tag: '', digest: '' }],
    [`${HOLE}`, {}],
    [`ghcr.io/org/${HOLE}`, { registry: 'ghcr.io' }],
    [`ghcr.io/${HOLE}/app:2`, { registry: 'ghcr.io', tag: '2', digest: '' }],
    [`localhost:5000/app${HOLE}`, { registry: 'localhost:5000' }],
    [`localhost:${HOLE}`, {}],
    [`registry:${HOLE}/app`, { tag: '', digest: '' }],
  ])('answers what is certain about %j', (text, parts) => {
    expect(knownImageParts(text)).toEqual(parts);
  });

  it('refuses what the engine refuses', () => {
    expect(knownImageParts('Not An Image')).toBeUndefined();
  });

  const tags = ['1.0', 'latest', `1@sha256:${'0'.repeat(64)}`];
  const names = ['a', 'a/b', 'r.io/a', 'a:1', 'r.io/a:1', 'r.io:5000', `a@sha256:${'0'.repeat(64)}`];

  it.each([
    { templates: [`x:${HOLE}`, `r.io/x:${HOLE}`, `r.io:5000/x:${HOLE}`], values: tags },
    {
      templates: [HOLE, `${HOLE}/x`, `${HOLE}/x:1`, `x/${HOLE}`, `r.io/${HOLE}`, `r.io/${HOLE}/x:2`, `x${HOLE}`],
      values: [...names, ...tags],
    },
  ])('states nothing that a value of the variable could change in $templates', ({ templates, values }) => {
    fc.assert(
      fc.property(fc.constantFrom(...templates), fc.constantFrom(...values), (text, value) => {
        const real = parseImageReference(text.replace(HOLE, value));
        if (real !== undefined) expect(real).toMatchObject(knownImageParts(text) ?? {});
      }),
    );
  });
});
