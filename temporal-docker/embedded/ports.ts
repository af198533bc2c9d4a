import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';

/**
 * Ports that are free on 127.0.0.1 right now. Another program may take one before it is used: whoever uses
 * them tries again with others.
 *
 * @param preferred the first of them, if it is free.
 */
export async function freePorts(count: number, preferred = 0): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  try {
    return await Promise.all(
      servers.map(async (server, index) =>
        index === 0 && preferred > 0
          ? await listen(server, preferred).catch(() => listen(server, 0))
          : await listen(server, 0),
      ),
    );
  } finally {
    for (const server of servers) server.close();
  }
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return portOf(server.address());
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('A listening socket has no port.');
  return address.port;
}

/** Whether something accepts connections on a port of 127.0.0.1. */
export async function isListening(port: number): Promise<boolean> {
  const socket = connect({ host: '127.0.0.1', port });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
