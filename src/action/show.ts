// What people see of a run without any request: the log, annotations beside lines, and the summary of the step.
import type { ChangedLines } from '../model/action-context.ts';
import type { Run } from '../model/run.ts';
import { type AnnotationLevel, annotationLevels, chooseAnnotations } from '../reports/annotations.ts';
import { markdown } from '../reports/markdown.ts';
import { escapeMarkdown } from '../reports/markdown-text.ts';
import { text } from '../reports/text.ts';
import type { ActionConsole } from './console.ts';
import { type FileCommands, MOST_SUMMARY_BYTES } from './file-commands.ts';
import { isRepositoryFile, type Links } from './links.ts';

/** Left free in the summary for what is added after it. */
const ROOM_FOR_NOTES = 16 * 1024;
const LOG_WIDTH = 120;

/** Prints the text report. */
export function showLog(run: Run, console: ActionConsole, colour: boolean): void {
  console.print(text(run, { width: LOG_WIDTH, colour }));
}

/** Shows the most severe new findings beside their lines, those on changed lines first, and counts the others. */
export function showAnnotations(run: Run, changed: ChangedLines | undefined, console: ActionConsole): void {
  const { shown, left } = chooseAnnotations(run, changed);
  const more: Record<AnnotationLevel, number> = { ...left };
  for (const { level, file, message, title, ...lines } of shown) {
    const place = isRepositoryFile(file, run.sources) ? { file, ...lines } : undefined;
    const whole = place === undefined ? `${file}: ${message}` : message;
    if (!console.say(level, whole, title, place)) more[level] += 1;
  }
  const counts = annotationLevels.filter((level) => more[level] > 0).map((level) => `${more[level]} of level ${level}`);
  if (counts.length > 0)
    console.print(`Not shown beside their lines, for there is room for ten of each level: ${counts.join(', ')}.`);
}

/** Writes the summary of the step. */
export function showSummary(run: Run, links: Links, files: FileCommands, heading: string): void {
  files.summary(markdown(run, { maxBytes: MOST_SUMMARY_BYTES - ROOM_FOR_NOTES, fileUrl: links.fileUrl, heading }));
}

/** Adds what became of uploads and comments to the summary. */
export function addNotes(notes: readonly string[], files: FileCommands): void {
  if (notes.length === 0) return;
  const lines = notes.slice(0, 20).map((note) => `- ${escapeMarkdown(note.slice(0, 500))}`);
  files.summary(`\n${lines.join('\n')}\n`);
}
