import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Follows the connections of a server; the function that it gives closes all of them at once. */
export function trackSockets(server: Server): () => void {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () => {
    for (const socket of sockets) socket.destroy();
  };
}
