// How the tests run: everything named *.test.ts under test/, results as JSON as well when a file for them is named.
import { defineConfig } from 'vitest/config';

const resultsFile = process.env.SEAWORTHY_TEST_RESULTS;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/fixtures/**', '**/node_modules/**'],
    pool: 'threads',
    testTimeout: 120_000,
    hookTimeout: 180_000,
    reporters: resultsFile === undefined ? ['default'] : ['default', ['json', { outputFile: resultsFile }]],
  },
});
