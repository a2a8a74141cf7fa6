// What the readers of the three kinds of rpm database answer: the header of each package as bytes.

export interface RpmBlobs {
  /** Headers in the order in which the database lists them. */
  readonly blobs: readonly Uint8Array[];
  /** What of the database could not be read, and why; empty where all of it was. */
  readonly problem: string;
}

/** A database that is another thing than its name says, or ends before its time. */
export class DamagedDatabase extends Error {
  override readonly name = 'DamagedDatabase';
}

/** Calls a reader that takes blobs one by one; those it took before the damage count. */
export function collectBlobs(read: (take: (blob: Uint8Array) => void) => void): RpmBlobs {
  const blobs: Uint8Array[] = [];
  try {
    read((blob) => blobs.push(blob));
    return { blobs, problem: '' };
  } catch (error) {
    if (error instanceof DamagedDatabase || error instanceof RangeError) return { blobs, problem: error.message };
    throw error;
  }
}

/** Marks the pages of a database as they are read: none is read twice, so that no chain of pages has an end that never comes. */
export function pageMarks(count: number): (page: number) => void {
  const marks = new Uint8Array(count + 1);
  return (page) => {
    if (page < 0 || page > count) throw new DamagedDatabase(`it ends before its page ${page}`);
    if (marks[page] === 1) throw new DamagedDatabase(`its page ${page} belongs to two things`);
    marks[page] = 1;
  };
}
