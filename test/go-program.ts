// Writes what the Go linker leaves in an executable, for tests.

const MARK = Buffer.alloc(16, 0xaa);
const AT = 1024;

/** Bytes of which some say that Go made them; `flags` 2 stands for strings in place. */
export function goProgram(version: string, modules: string, flags = 2): Buffer {
  const header = Buffer.alloc(32);
  header.write('\xff Go buildinf:', 0, 'latin1');
  header.writeUInt8(8, 14);
  header.writeUInt8(flags, 15);
  const info = modules === '' ? Buffer.alloc(0) : Buffer.concat([MARK, Buffer.from(modules), MARK]);
  return Buffer.concat([
    Buffer.from('\x7fELF'),
    Buffer.alloc(AT - 4),
    header,
    lengthOf(version.length),
    Buffer.from(version),
    lengthOf(info.length),
    info,
    Buffer.alloc(1024 * 1024),
  ]);
}

function lengthOf(value: number): Buffer {
  return Buffer.from(value < 0x80 ? [value] : [(value & 0x7f) | 0x80, value >> 7]);
}
