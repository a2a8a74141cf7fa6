// An API on loopback that lets nobody do anything, as it answers a token without permissions.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Starts it and answers with its address. */
export async function openRefusingApi(): Promise<{ readonly apiUrl: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      response.writeHead(403, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ message: 'Resource not accessible by integration', documentation_url: '' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    apiUrl: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
