// Addresses on the web that reports of a run link to.
import type { GithubContext } from '../model/action-context.ts';
import type { Run } from '../model/run.ts';

export interface Links {
  /** A line of a file of the repository, at the commit that was judged. */
  readonly fileUrl: (file: string, line: number) => string | undefined;
  /** What is said of a rule; absent for rules of an organisation. */
  readonly docsUrl: (rule: string) => string | undefined;
}

/** Links into the repository of the context, for files that were read. Paths are relative to the root of the repository. */
export function linksOf(context: GithubContext | undefined, { tool: { homepage }, sources }: Run): Links {
  return {
    fileUrl(file, line) {
      if (context === undefined || !isRepositoryFile(file, sources)) return undefined;
      const { serverUrl, repository, sha } = context;
      const path = file.split('/').map(encodePart).join('/');
      return `${serverUrl}/${repository.owner}/${repository.name}/blob/${sha}/${path}${line > 0 ? `#L${line}` : ''}`;
    },
    docsUrl: (rule) =>
      homepage === undefined || rule.includes('/') ? undefined : `${homepage}/blob/main/docs/rules.md#${rule}`,
  };
}

/** Whether the repository holds it: images have paths of their own, and a text that is no file has a label such as `run:1`. */
export function isRepositoryFile(file: string, sources: Run['sources']): boolean {
  return sources.has(file) && !/^(?:\/|[A-Za-z]:\/|container:|[a-z][a-z-]*:\d+$)/.test(file);
}

/** Parentheses would end a link of Markdown. A lone half of a character has no encoding. */
function encodePart(part: string): string {
  return encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd'))
    .replaceAll('(', '%28')
    .replaceAll(')', '%29')
    .replaceAll("'", '%27');
}
