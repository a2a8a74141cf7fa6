// The bill of materials of a scan: what the images hold, gathered while their facts pass by.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../model/errors.ts';
import type { TargetFacts } from '../model/run.ts';
import type { Subject } from '../model/subject.ts';
import { readTool } from '../package-info.ts';
import type { Shell } from './shell.ts';

export interface Sbom {
  /** Takes what is needed of a target. */
  add(facts: TargetFacts): void;
  write(): void;
}

/** Gathers images and packages for a CycloneDX document in a file. */
export async function startSbom(file: string, shell: Shell): Promise<Sbom> {
  const { cyclonedx } = await import('../reports/cyclonedx.ts');
  const images: Subject<'image'>[] = [];
  const packages: Subject<'package'>[] = [];
  return {
    add({ subjects }) {
      for (const subject of subjects) {
        if (subject.kind === 'image') images.push(subject);
        if (subject.kind === 'package') packages.push(subject);
      }
    },
    write() {
      if (images.length === 0)
        throw new UsageError(`--sbom ${file}: no image was read; name one, or add --with-images engine or registry`);
      try {
        writeFileSync(resolve(shell.cwd, file), cyclonedx({ images, packages, tool: readTool(), now: shell.now() }));
      } catch (error) {
        throw new UsageError(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
  };
}
