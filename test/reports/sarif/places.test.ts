import { describe, expect, test } from 'vitest';
import { artifactUri, sarifLocation } from '../../../src/reports/sarif/places.ts';

describe('a place in SARIF', () => {
  test('is a relative, percent-encoded URI', () => {
    expect(artifactUri('./a b/größe#1?%.yaml')).toEqual({
      uri: 'a%20b/gr%C3%B6%C3%9Fe%231%3F%25.yaml',
      uriBaseId: '%SRCROOT%',
    });
  });

  test('never looks like a URI with a scheme', () => {
    expect(artifactUri('registry:5000/name').uri).toBe('registry%3A5000/name');
    expect(artifactUri('javascript:alert(1)').uri).toBe('javascript%3Aalert(1)');
  });

  test('of a text on the command line is a path that no repository has', () => {
    expect(artifactUri('run:1')).toEqual({ uri: 'seaworthy-targets/run-1', uriBaseId: '%SRCROOT%' });
  });

  test('outside the working directory is a file URI', () => {
    expect(artifactUri('/srv/shop/a b.yaml')).toEqual({ uri: 'file:///srv/shop/a%20b.yaml' });
    expect(artifactUri('C:/shop/compose.yaml')).toEqual({ uri: 'file:///C:/shop/compose.yaml' });
  });

  test('with half a surrogate pair in its name can still be encoded', () => {
    expect(artifactUri('a\ud800').uri).toBe('a%EF%BF%BD');
  });

  test('covers at least one column and starts at line 1', () => {
    const region = (startLine: number, startColumn: number, endLine: number, endColumn: number) =>
      sarifLocation({ file: 'a', startLine, startColumn, endLine, endColumn }).physicalLocation.region;
    expect(region(3, 5, 3, 5)).toEqual({ startLine: 3, startColumn: 5, endLine: 3, endColumn: 6 });
    expect(region(0, 0, 0, 0)).toEqual({ startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 });
    expect(region(3, 5, 4, 1)).toEqual({ startLine: 3, startColumn: 5, endLine: 4, endColumn: 1 });
  });
});
