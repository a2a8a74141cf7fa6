// Walks the lists, pipelines and compound commands of a script in order.
import type {
  CommandNode,
  CompoundList,
  For,
  Function as FunctionNode,
  PipelineNode,
  Redirected,
  Select,
  Statement,
  SyntaxNode,
} from 'unbash';
import { namesInArithmetic } from './assigned-names.ts';
import { readCall, type Standing } from './calls.ts';
import { nodeSpan } from './offsets.ts';
import { scriptsIn } from './parts.ts';
import type { Reading } from './reading.ts';
import { readRedirect } from './redirects.ts';
import type { ShellCall } from './script.ts';
import type { Barrier } from './variables.ts';

/** Reads the statements of a list. `first` joins its first command to what stands before it. */
export function readStatements(
  statements: readonly Statement[],
  standing: Standing,
  first: string,
  reading: Reading,
): void {
  let joined = first;
  for (const { command, background } of statements) {
    if (background === true) {
      const inner = { ...standing, background: true };
      inSubshell(reading, () => readChain(command, inner, joined, reading));
    } else readChain(command, standing, joined, reading);
    joined = background === true ? '&' : ';';
  }
}

function readChain(node: Statement['command'], standing: Standing, first: string, reading: Reading): boolean {
  if (node.type !== 'AndOr') return readPipeline(node, standing, first, reading);
  const { commands, operators } = node;
  let at = 0;
  let safe = true;
  for (; safe && at < commands.length && operators[at - 1] !== '||'; at += 1) {
    const command = commands[at];
    if (command !== undefined) safe = readPipeline(command, standing, at === 0 ? first : '&&', reading);
  }
  if (at < commands.length)
    reading.variables.within('branch', undefined, () => {
      for (; at < commands.length; at += 1) {
        const command = commands[at];
        if (command === undefined) continue;
        if (operators[at - 1] === '&&') readPipeline(command, standing, '&&', reading);
        else inBranch(reading, () => readPipeline(command, { ...standing, conditional: true }, '||', reading));
      }
    });
  return false;
}

function readPipeline(node: PipelineNode, standing: Standing, joined: string, reading: Reading): boolean {
  if (node.type !== 'Pipeline') return readNode(node, standing, joined, reading);
  const [only] = node.commands;
  if (node.commands.length === 1 && only !== undefined) {
    readNode(only, standing, joined, reading);
    return false;
  }
  const members: ShellCall[][] = [];
  for (const [position, command] of node.commands.entries()) {
    const from = reading.calls.length;
    const inner = { ...standing, pipeline: members, position };
    inSubshell(reading, () => readNode(command, inner, position === 0 ? joined : '|', reading));
    members.push(reading.calls.slice(from));
  }
  return false;
}

/** Reads one command and answers whether it can do nothing but succeed. */
function readNode(node: CommandNode | CompoundList, standing: Standing, joined: string, reading: Reading): boolean {
  switch (node.type) {
    case 'Command':
      return readCall(node, standing, joined, reading);
    case 'Redirected':
      readRedirected(node, standing, joined, reading);
      break;
    case 'CompoundList':
      readStatements(node.commands, standing, joined, reading);
      break;
    case 'BraceGroup':
      readStatements(node.body.commands, standing, joined, reading);
      break;
    case 'Subshell':
      inSubshell(reading, () => readStatements(node.body.commands, standing, joined, reading));
      break;
    case 'If':
      readStatements(node.clause.commands, standing, joined, reading);
      readBranch(node.then, standing, reading);
      for (const { clause, then } of node.elif) {
        readBranch(clause, standing, reading);
        readBranch(then, standing, reading);
      }
      if (node.else !== undefined) readBranch(node.else, standing, reading);
      break;
    case 'While':
      inLoop(node, reading, () => {
        readStatements(node.clause.commands, { ...standing, conditional: true }, joined, reading);
        readBranch(node.body, standing, reading);
      });
      break;
    case 'For':
    case 'Select':
      readFor(node, standing, reading);
      break;
    case 'ArithmeticFor':
      for (const name of namesInArithmetic(reading.source.slice(node.pos, node.body.pos)))
        reading.variables.assign(name, undefined);
      inLoop(node, reading, () => readBranch(node.body, standing, reading));
      break;
    case 'Case':
      hoistScripts(node.word, reading);
      for (const { pattern, body } of node.items) {
        for (const word of pattern) hoistScripts(word, reading);
        readBranch(body, standing, reading);
      }
      break;
    case 'Function':
      readFunction(node, reading);
      break;
    case 'Coproc':
      reading.variables.assign(node.name?.text ?? 'COPROC', undefined);
      inSubshell(reading, () => readNode(node.body, { ...standing, background: true }, joined, reading));
      break;
    case 'ArithmeticCommand':
      for (const name of namesInArithmetic(node.body)) reading.variables.assign(name, undefined);
      hoistScripts(node, reading);
      break;
    case 'TestCommand':
      hoistScripts(node, reading);
  }
  return false;
}

function readRedirected(node: Redirected, standing: Standing, joined: string, reading: Reading): void {
  const before = reading.calls.length;
  readNode(node.command, standing, joined, reading);
  const last = reading.calls.length > before ? reading.calls.at(-1) : undefined;
  for (const redirect of node.redirects) {
    const read = readRedirect(redirect, reading);
    if (last !== undefined) last.redirects.push(read);
  }
}

function readFor(node: For | Select, standing: Standing, reading: Reading): void {
  for (const word of node.wordlist ?? []) hoistScripts(word, reading);
  reading.variables.assign(node.name.text, undefined);
  inLoop(node, reading, () => readBranch(node.body, standing, reading));
}

function readBranch(list: CompoundList, standing: Standing, reading: Reading): void {
  inBranch(reading, () => readStatements(list.commands, { ...standing, conditional: true }, '', reading));
}

function readFunction(node: FunctionNode, reading: Reading): void {
  const name = node.name.text;
  reading.functionNames.add(name);
  const before = reading.calls.length;
  const standing: Standing = {
    inFunction: name,
    conditional: true,
    background: false,
    pipeline: undefined,
    position: 0,
  };
  const barrier: Barrier = (variable) => variable === '@' || reading.isAssigned(variable, node.pos);
  const { errexit, xtrace } = reading.switches;
  reading.variables.within('subshell', barrier, () => readNode(node.body, standing, '', reading));
  Object.assign(reading.switches, { errexit, xtrace });
  const calls = reading.calls.slice(before);
  reading.functions.push({ name, calls, ...nodeSpan(reading, node) });
}

function inBranch(reading: Reading, run: () => unknown): void {
  reading.variables.within('branch', undefined, run);
}

function inLoop(node: { readonly pos: number; readonly end: number }, reading: Reading, run: () => void): void {
  reading.variables.within('branch', (name) => reading.isAssigned(name, node.pos, node.end), run);
}

function inSubshell(reading: Reading, run: () => unknown): void {
  const { errexit, xtrace } = reading.switches;
  reading.variables.within('subshell', undefined, run);
  Object.assign(reading.switches, { errexit, xtrace });
}

/** Adds the commands of substitutions that stand in no word of a command. */
function hoistScripts(node: SyntaxNode, reading: Reading): void {
  for (const { calls } of scriptsIn(node, reading))
    for (const call of calls) reading.calls.push({ ...call, redirects: [...call.redirects] });
}
