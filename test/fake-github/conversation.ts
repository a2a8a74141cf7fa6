// Pull requests of the fake GitHub: changed files, comments, and reviews that stand beside lines of the change.
import { type Call, describeUser, failure, moment, notFound, page, type Reply } from './replies.ts';
import type { FakeComment, FakePull, FakeReviewComment, FakeState } from './state.ts';

const LONGEST_BODY = 65_536;
const MOST_FILES = 3000;

/** GET pulls/{pull_number}/files */
export function listFiles(call: Call): Reply {
  const pull = pullOf(call, 'pull_number');
  if (pull === undefined) return notFound;
  const files = pull.files.slice(0, MOST_FILES).map(({ status = 'modified', changes, ...file }) => {
    const url = `${call.state.root}/${encodeURIComponent(file.filename)}`;
    const count = changes ?? (file.patch ?? '').split('\n').filter((line) => /^[+-]/.test(line)).length;
    return {
      ...file,
      sha: 'd'.repeat(40),
      status,
      ...{ additions: count, deletions: 0, changes: count, blob_url: url, raw_url: url, contents_url: url },
    };
  });
  return page(files, call);
}

/** GET issues/{issue_number}/comments */
export function listComments(call: Call): Reply {
  const pull = pullOf(call, 'issue_number');
  return pull === undefined
    ? notFound
    : page(
        pull.comments.map((one) => describeComment(call.state, one)),
        call,
      );
}

/** POST issues/{issue_number}/comments */
export function createComment(call: Call): Reply {
  const pull = pullOf(call, 'issue_number');
  if (pull === undefined) return notFound;
  const body = String(call.body.body);
  const refused = refuseBody(pull, body);
  if (refused !== undefined) return refused;
  const comment: FakeComment = { id: call.state.nextId++, author: call.author, body, edits: 0 };
  pull.comments.push(comment);
  return { status: 201, body: describeComment(call.state, comment) };
}

/** PATCH issues/comments/{comment_id} */
export function updateComment(call: Call): Reply {
  const id = Number(call.parameters.comment_id);
  for (const pull of call.state.pulls.values()) {
    const comment = pull.comments.find((one) => one.id === id);
    if (comment === undefined) continue;
    const body = String(call.body.body);
    const refused = refuseBody(pull, body);
    if (refused !== undefined) return refused;
    comment.body = body;
    comment.edits += 1;
    return { status: 200, body: describeComment(call.state, comment) };
  }
  return notFound;
}

/** GET pulls/{pull_number}/comments */
export function listReviewComments(call: Call): Reply {
  const pull = pullOf(call, 'pull_number');
  if (pull === undefined) return notFound;
  return page(
    pull.reviewComments.map((one) => describeReviewComment(call.state, one, pull.headSha)),
    call,
  );
}

/** POST pulls/{pull_number}/reviews */
export function createReview(call: Call): Reply {
  const { state, body, author } = call;
  const pull = pullOf(call, 'pull_number');
  if (pull === undefined) return notFound;
  if (body.event === 'COMMENT' && !body.body) return failure(422, 'Unprocessable Entity', ['Body cannot be blank']);
  if (body.commit_id !== undefined && body.commit_id !== pull.headSha)
    return failure(422, 'Unprocessable Entity', ['commit_id is not part of the pull request']);
  const comments = (body.comments ?? []) as { path: string; line: number; body: string }[];
  for (const { path, line } of comments) {
    const patch = pull.files.find(({ filename }) => filename === path)?.patch;
    if (patch === undefined) return failure(422, 'Unprocessable Entity', ['Path could not be resolved']);
    if (!linesOf(patch).has(line)) return failure(422, 'Unprocessable Entity', ['Line could not be resolved']);
  }
  const review = state.nextId++;
  for (const { path, line, body: text } of comments)
    pull.reviewComments.push({ id: state.nextId++, author, body: text, edits: 0, path, line, review });
  const url = `${state.root}/pull/7#pullrequestreview-${review}`;
  const reply = {
    ...{ id: review, node_id: 'x', user: describeUser(state, author), body: String(body.body ?? '') },
    ...{ state: 'COMMENTED', commit_id: pull.headSha, html_url: url, pull_request_url: url },
    _links: { html: { href: url }, pull_request: { href: url } },
    author_association: 'NONE',
  };
  return { status: 200, body: reply };
}

function pullOf({ state, parameters }: Call, name: string): FakePull | undefined {
  return state.pulls.get(Number(parameters[name]));
}

function refuseBody({ locked }: FakePull, body: string): Reply | undefined {
  if (locked) return failure(403, 'Unable to create comment because issue is locked.');
  if ([...body].length <= LONGEST_BODY) return undefined;
  const message = `Body is too long (maximum is ${LONGEST_BODY} characters)`;
  return failure(422, 'Validation Failed', [
    { resource: 'IssueComment', code: 'unprocessable', field: 'data', message },
  ]);
}

function describeComment(state: FakeState, { id, author, body }: FakeComment): object {
  const url = `${state.root}/repos/acme/shop/issues/comments/${id}`;
  return {
    ...{ id, node_id: 'x', url, body, user: describeUser(state, author), created_at: moment, updated_at: moment },
    ...{ html_url: `${state.root}/pull/7#issuecomment-${id}`, issue_url: `${state.root}/issues/7` },
    ...{ author_association: 'NONE', performed_via_github_app: null },
  };
}

function describeReviewComment(state: FakeState, one: FakeReviewComment, commit: string): object {
  const url = `${state.root}/repos/acme/shop/pulls/comments/${one.id}`;
  return {
    ...{ id: one.id, node_id: 'x', url, body: one.body, user: describeUser(state, one.author) },
    ...{ pull_request_review_id: one.review, diff_hunk: '@@', path: one.path, line: one.line, side: 'RIGHT' },
    ...{ commit_id: commit, original_commit_id: commit, created_at: moment, updated_at: moment },
    ...{ html_url: url, pull_request_url: url, author_association: 'NONE' },
    _links: { self: { href: url }, html: { href: url }, pull_request: { href: url } },
  };
}

/** Numbers of the lines that a patch shows of the new file. */
function linesOf(patch: string): Set<number> {
  const lines = new Set<number>();
  let number = 0;
  for (const line of patch.split('\n')) {
    const hunk = /^@@ -\S+ \+(\d+)/.exec(line);
    if (hunk !== null) number = Number(hunk[1]);
    else if (!line.startsWith('-') && !line.startsWith('\\')) lines.add(number++);
  }
  return lines;
}
